"""What the seeded city tells: news, undertakings."""

from typing import Any

from faden.participation.news.models import News
from faden.participation.undertakings.models import Undertaking


def telling_facts() -> dict[str, Any]:
    """Return the numbers and names from which addresses are made."""
    news = News.objects.public().filter(process__slug="detmold-wird-digital").first()
    draft = News.objects.filter(visibility="staff", planned_for__isnull=False).first()
    assert news is not None
    assert draft is not None
    running = Undertaking.objects.public().filter(stage="running").first()
    without = Undertaking.objects.public().filter(participation="none").first()
    assert running is not None
    assert without is not None
    open_ones = Undertaking.objects.public().exclude(stage__in=["done", "dropped"])
    wanted = open_ones.filter(suggestions__reply=None, suggestions__isnull=False).first()
    planned = open_ones.filter(participation="planned").first()
    assert wanted is not None
    assert planned is not None
    return {
        "undertaking_open": {"pk": wanted.pk, "slug": wanted.slug},
        "undertaking_open_pk": {"pk": wanted.pk},
        "undertaking_planned": {"pk": planned.pk, "slug": planned.slug},
        "news": {"pk": news.pk, "slug": news.slug},
        "news_pk": {"pk": news.pk},
        "news_draft": {"pk": draft.pk, "slug": draft.slug},
        "news_draft_pk": {"pk": draft.pk},
        "undertaking": {"pk": running.pk, "slug": running.slug},
        "undertaking_pk": {"pk": running.pk},
        "undertaking_without": {"pk": without.pk, "slug": without.slug},
    }
