"""What became of an idea, as lists filter by it. Rooms above add what they make of ideas."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from faden.participation.ideas.models import Idea
from faden.participation.ideas.states import MERGED_INTO, unlisted_ids
from faden.shared.outcomes.models import Outcome
from faden.shared.thread.models import Link


@dataclass(frozen=True)
class Status:
    """`condition` holds for items, and for ideas, that have the status.

    `name` is its word in addresses. With a `badge` (a kind of `web.icons.badge`) cards show it.
    """

    name: str
    label: StrOrPromise
    condition: Callable[[], Q]
    badge: str = ""
    icon: str = ""
    is_unlisted: bool = False  # lists leave such ideas out unless they are asked for


_WORDS = {
    Outcome.Code.IMPLEMENTED: "wird-umgesetzt",
    Outcome.Code.PARTLY: "wird-teilweise-umgesetzt",
    Outcome.Code.EXISTS: "gibt-es-schon",
    Outcome.Code.CONTINUED: "wird-weiter-bearbeitet",
    Outcome.Code.STORED: "im-themenspeicher",
    Outcome.Code.DECLINED: "wird-nicht-umgesetzt",
    Outcome.Code.FORWARDED: "weitergeleitet",
    Outcome.Code.NOTED: "zur-kenntnis-genommen",
    Outcome.Code.CHECKED: "wird-geprueft",
}


def statuses() -> list[Status]:
    """Return all statuses in the order in which lists offer them."""
    return list(_statuses.values())


def status(name: str) -> Status:
    """Return the status of that name; a KeyError says that there is none."""
    return _statuses[name]


def register_status(status: Status) -> None:
    """Add a status; twice the same name is a mistake in the code."""
    if status.name in _statuses:
        raise ValueError(f"status {status.name} is registered twice")
    _statuses[status.name] = status


def _answered(code: Outcome.Code) -> Q:
    answers = Outcome.objects.filter(is_current=True, code=code)
    return Q(pk__in=answers.values("item_id"))


def _is_waiting() -> Q:
    answered = Outcome.objects.answers().values("item_id")
    return ~Q(pk__in=answered) & ~Q(pk__in=unlisted_ids())


def _is_withdrawn() -> Q:
    return Q(pk__in=Idea.objects.filter(withdrawn_at__isnull=False).values("pk"))


def _is_merged() -> Q:
    return Q(pk__in=Link.objects.filter(relation=MERGED_INTO).values("source_id"))


_statuses: dict[str, Status] = {}
register_status(Status("wartet", _("Waits for an answer"), _is_waiting))
for _code, _word in _WORDS.items():
    register_status(Status(_word, _code.label, partial(_answered, _code)))
register_status(
    Status("zurueckgezogen", _("Withdrawn"), _is_withdrawn, "neutral", "close", is_unlisted=True)
)
register_status(
    Status("zusammengefuehrt", _("Merged"), _is_merged, "neutral", "content-copy", is_unlisted=True)
)
