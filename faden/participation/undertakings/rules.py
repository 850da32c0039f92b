"""What an entry of the list must say. Pure."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from faden.lib.refused import Refusal
from faden.participation.undertakings.models import Undertaking

Participation = Undertaking.Participation
OVER = {Undertaking.Stage.DONE, Undertaking.Stage.DROPPED}


def participation_refusal(participation: str, note: str, *, has_process: bool) -> Refusal | None:
    """Return what is missing or wrong in what is said about participation, or None."""
    if participation == Participation.NONE and not note.strip():
        return Refusal(
            "undertakings.no_reason",
            _("Please say why nobody can take part. Everybody reads the reason."),
        )
    if has_process and participation != Participation.PLANNED:
        return Refusal(
            "undertakings.has_process",
            _("A process is chosen, so people can take part. Please choose that, or no process."),
        )
    return None


def period_refusal(starts_on: date | None, ends_on: date | None) -> Refusal | None:
    """Return why something cannot last from one day to the other, or None."""
    if ends_on is None:
        return None
    if starts_on is None:
        return Refusal("undertakings.no_start", _("Please say when it begins as well."))
    if ends_on < starts_on:
        return Refusal("undertakings.backwards", _("The end must not be before the beginning."))
    return None


def suggestion_refusal(undertaking: Undertaking) -> Refusal | None:
    """Return why nobody can suggest that people take part in it, or None."""
    if undertaking.participation == Participation.PLANNED:
        return Refusal("undertakings.takes_part", _("People can take part in this already."))
    if not undertaking.is_public or undertaking.stage in OVER:
        return Refusal("undertakings.over", _("Nothing can be decided about this any more."))
    return None


def reply_refusal(text: str, *, n_open: int) -> Refusal | None:
    """Return why suggestions cannot be answered like this, or None."""
    if not text.strip():
        return Refusal("undertakings.no_reply", _("Please write the answer."))
    if not n_open:
        return Refusal("undertakings.none_waits", _("No suggestion waits for an answer."))
    return None


def address_part(slug: str) -> str:
    """Return the words of the address; a title without letters has none."""
    return slug or "vorhaben"
