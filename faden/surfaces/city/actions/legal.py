"""The pages that law or fairness demands."""

from __future__ import annotations

from datetime import datetime

from faden.backbone.audit.actions import action, record
from faden.backbone.people.models import Person
from faden.backbone.places.models import LegalPage
from faden.backbone.places.rules import legal_text_refusal, placeholders
from faden.surfaces.city.actions.permission import ensure, ensure_administrator


@action
def save_legal_page(
    kind: str,
    language: str,
    *,
    text: str,
    video_url: str = "",
    actor: Person | None,
    now: datetime,
) -> LegalPage:
    """Return the page with this text (Markdown); it is public at once.

    A text with placeholders may be stored, so that nobody has to fill all in at once; the site
    then does not start in public.

    :raises Refused: if somebody else than the administration asks, or it has a heading
        of its own for the whole page
    """
    ensure_administrator(actor, now=now)
    ensure(legal_text_refusal(text))
    page = LegalPage.objects.select_for_update().filter(kind=kind, language=language).first()
    page = page or LegalPage(kind=kind, language=language)
    page.text, page.video_url, page.updated_at = text, video_url, now
    page.save()
    n_left = len(placeholders(text))
    record("places.save_legal_page", page, actor=actor, kind=kind, language=language, n_left=n_left)
    return page
