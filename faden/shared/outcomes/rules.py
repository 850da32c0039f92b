"""What an answer of the city must say, who releases it, how long it can be taken back. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.kinds import Kind
from faden.backbone.processes.models import Milestone
from faden.backbone.processes.rules import when_it_happens
from faden.lib.refused import Refusal
from faden.shared.outcomes.models import Answering, Draft, Outcome

Code = Outcome.Code
TAKE_BACK = timedelta(minutes=30)  # authors are told afterwards
LINK_LIVES = timedelta(days=30)
MOST_AT_ONCE = 500  # contributions
NEEDS_BODY = frozenset({Code.CONTINUED, Code.FORWARDED})
NEEDS_NO_REASON = frozenset({Code.IMPLEMENTED, Code.ADOPTED})
OF_TEXTS = (Code.ADOPTED, Code.PARTLY_ADOPTED, Code.CONTAINED, Code.NOT_ADOPTED, Code.CHECKED)
OF_MATTERS = tuple(code for code in Code if code not in OF_TEXTS[:-1])

NOT_A_CONTRIBUTION = Refusal("outcomes.not_a_contribution", _("Only contributions get an answer."))
NO_OFFICE = Refusal("outcomes.no_office", _("No office is in charge of this process yet."))
NOTHING = Refusal("outcomes.nothing", _("Please choose at least one contribution."))
TOO_MANY = Refusal("outcomes.too_many", _("Please answer at most 500 contributions at once."))
SEVERAL = Refusal(
    "outcomes.several_processes", _("One answer covers contributions of one process only.")
)
OTHER_WORDS = Refusal(
    "outcomes.other_words", _("These contributions cannot get this outcome. Please choose another.")
)
NEEDS_TWO = Refusal(
    "outcomes.needs_two",
    _("In this process a second person releases answers. Hand it in for release."),
)
SAME_PERSON = Refusal(
    "outcomes.same_person",
    _("You wrote this last. In this process somebody else of the team releases it."),
)
SETTLED = Refusal("outcomes.settled", _("This draft is released or dropped already."))
NOT_HANDED_IN = Refusal("outcomes.not_handed_in", _("This draft is not handed in yet."))
TAKEN_BACK = Refusal("outcomes.taken_back", _("This answer was taken back already."))
TOLD = Refusal(
    "outcomes.told",
    _("The authors know of it by now, so it stays. A new answer replaces it visibly."),
)
PROMISE_PAST = Refusal("outcomes.promise_past", _("The promised day must not be in the past."))


def codes_for(kinds: Iterable[Kind]) -> list[Code]:
    """Return the outcomes that contributions of all these kinds can get, one vocabulary."""
    words = {OF_TEXTS if kind.is_about_text else OF_MATTERS for kind in kinds} or {OF_MATTERS}
    return [code for code in Code if all(code in known for known in words)]


def date_refusal(decided_on: date, *, now: datetime) -> Refusal | None:
    """Return why an answer cannot have this date, or None if it can."""
    if decided_on > timezone.localdate(now):
        return Refusal("outcomes.decided_on", _("The date of an answer cannot be in the future."))
    return None


def until_refusal(code: str, until: date | None, *, now: datetime) -> Refusal | None:
    """Return why an interim notice cannot have this date, or None."""
    if code != Outcome.INTERIM:
        return None
    if until is None:
        return Refusal("outcomes.until", _("Please say until when it is being checked."))
    if until < timezone.localdate(now):
        return Refusal("outcomes.until", _("The day must not be in the past."))
    return None


def outcome_refusal(*, code: str, reason: str, body: str, is_unit: bool = True) -> Refusal | None:
    """Return what is missing in the answer, or None if it is complete."""
    if not is_unit:
        return Refusal("outcomes.unit", _("Only an office of the city can answer."))
    if code not in NEEDS_NO_REASON and not reason.strip():
        return Refusal("outcomes.reason", _("Please give a reason for this answer."))
    if code in NEEDS_BODY and not body.strip():
        return Refusal("outcomes.body", _("Please say where it goes on, or to whom it went."))
    return None


def take_back_refusal(answering: Answering, *, now: datetime) -> Refusal | None:
    """Return why an answer cannot be taken back any more, or None if it can."""
    if answering.taken_back_at is not None:
        return TAKEN_BACK
    if answering.told_at is not None or now >= tell_at(answering):
        return TOLD
    return None


def tell_at(answering: Answering) -> datetime:
    """Return when the authors are told; until then it can be taken back."""
    return answering.released_at + TAKE_BACK


def release_refusal(draft: Draft, *, person_id: int, is_by_two: bool) -> Refusal | None:
    """Return why somebody may not release the draft, or None if they may."""
    if draft.settled_at is not None:
        return SETTLED
    if draft.state != Draft.State.HANDED_IN:
        return NOT_HANDED_IN
    if is_by_two and draft.written_by_id == person_id:
        return SAME_PERSON
    return None


def link_refusal(*, expires_at: datetime, now: datetime) -> Refusal | None:
    """Return why a colleague's link opens nothing any more, or None."""
    if expires_at > now:
        return None
    return Refusal(
        "outcomes.link_over",
        _("This link has expired. Please ask the team of the process for a new one."),
    )


@dataclass(frozen=True)
class Promised:
    """By when answers were promised, and how far they are."""

    milestone: Milestone
    n_all: int  # public contributions
    n_answered: int
    today: date

    @property
    def n_waiting(self) -> int:
        return max(self.n_all - self.n_answered, 0)

    @property
    def day(self) -> date:
        """The last day of what was promised."""
        return when_it_happens(self.milestone).last_day

    @property
    def is_cancelled(self) -> bool:
        return self.milestone.state == Milestone.State.CANCELLED

    @property
    def is_broken(self) -> bool:
        """Whether the day has passed while contributions wait for an answer."""
        return bool(self.n_waiting) and self.day < self.today and not self.is_cancelled

    @property
    def is_kept(self) -> bool:
        """Whether all that came in has an answer."""
        return bool(self.n_all) and not self.n_waiting
