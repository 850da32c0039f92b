"""What the seeded city tells: news."""

from typing import Any

from faden.participation.news.models import News


def telling_facts() -> dict[str, Any]:
    """Return the numbers and names from which addresses of news are made."""
    news = News.objects.public().filter(process__slug="detmold-wird-digital").first()
    draft = News.objects.filter(visibility="staff", planned_for__isnull=False).first()
    assert news is not None
    assert draft is not None
    return {
        "news": {"pk": news.pk, "slug": news.slug},
        "news_pk": {"pk": news.pk},
        "news_draft": {"pk": draft.pk, "slug": draft.slug},
        "news_draft_pk": {"pk": draft.pk},
    }
