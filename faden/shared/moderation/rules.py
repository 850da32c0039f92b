"""When something waits, is hidden, reported, decided, redacted. Pure: callers pass the time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from faden.backbone.items.kinds import Kind
from faden.backbone.items.models import Item
from faden.backbone.people.models import Level, Person
from faden.backbone.processes.models import ActionField, Opening, Phase, Process
from faden.backbone.processes.rules import Permission, Standing, is_archived, open_to
from faden.lib.refused import Refusal
from faden.shared.moderation.models import Report

MOST_MOVED = 500  # contributions at once, as many as a table hands over
GUESTS, ALL = Phase.Moderation.GUESTS, Phase.Moderation.ALL
Reason, Decision = Report.Reason, Report.Decision
NOT_REACHABLE = Refusal("moderation.not_reachable", _("This cannot be reported."))
NO_PICTURE = Refusal("moderation.no_picture", _("This picture is not there any more."))
NO_AREA = Refusal("moderation.no_area", _("Please choose the parts to be made unreadable."))
NOT_WAITING = Refusal("moderation.not_waiting", _("This does not wait for release."))
CHANGED_MEANWHILE = Refusal(
    "moderation.changed_meanwhile",
    _("Its author has changed it in the meantime. Please look at it once more."),
)
NO_REPORT = Refusal("moderation.no_report", _("There is no open report on this any more."))
NO_REASON = Refusal("moderation.reason", _("Please give the reason: the author reads it."))
NOT_MOVABLE = Refusal("moderation.not_movable", _("This stays in its process."))
SAME_PROCESS = Refusal("moderation.same_process", _("It is part of this process already."))
OTHER_READERS = Refusal(
    "moderation.other_readers",
    _(
        "Contributions are moved from one public process to another only: whoever wrote them "
        "knew who would read them."
    ),
)
TARGET_ARCHIVED = Refusal("moderation.target_archived", _("The other process is archived."))
NOT_COLLECTED = Refusal(
    "moderation.not_collected", _("The other process does not collect such contributions.")
)
OTHER_FIELD = Refusal(
    "moderation.other_field", _("Please choose a topic of the process into which it is moved.")
)
NOT_KEPT = Refusal(
    "moderation.not_kept", _("The original is not kept any more: its time was over.")
)
NO_CAUSE = Refusal(
    "moderation.cause", _("Please say why you need to read the original. That is kept.")
)


def hiding_refusal(item: Item, *, reason: str) -> Refusal | None:
    """Return why the item cannot be hidden, or None if it can."""
    if item.process_id is None:
        return Refusal("moderation.not_part_of_a_process", _("Only contributions can be hidden."))
    if not item.is_public:
        return Refusal("moderation.not_shown", _("This is not shown to the public anyway."))
    return None if reason.strip() else NO_REASON


def showing_refusal(*, is_hidden: bool) -> Refusal | None:
    """Return why the item cannot be shown again, or None if it can."""
    if not is_hidden:
        return Refusal("moderation.not_hidden", _("This was not hidden."))
    return None


def must_wait(
    openings: Iterable[Opening], *, kind_name: str, verb: str, standing: Standing
) -> bool:
    """Return whether what somebody hands in now waits for a look of the team.

    Where several phases take it, the careful one counts. Those who moderate wait for nobody.
    """
    if standing.may(Permission.MODERATE):
        return False
    usable = open_to(openings, kind=kind_name, verb=verb, standing=standing)
    chosen = {opening.phase.moderation for opening in usable}
    return ALL in chosen or (GUESTS in chosen and standing.level == Level.GUEST)


def report_refusal(item: Item, *, person: Person | None) -> Refusal | None:
    """Return why somebody cannot report the item, or None."""
    if item.process_id is None or not item.is_public:
        return NOT_REACHABLE
    if person is not None and item.author_id == person.pk:
        return Refusal("moderation.own", _("This is your own contribution."))
    return None


def hides_at_once(reason: str, *, was_reviewed: bool) -> bool:
    """Return whether a report hides the item before the team has looked.

    Threats do, once: what the team has looked at and left is not hidden again by a report.
    """
    return reason == Reason.THREAT and not was_reviewed


def decision_refusal(decision: str, *, n_open: int, reason: str) -> Refusal | None:
    """Return why reports cannot be decided like this, or None.

    :param reason: what the author reads; needed where something is done about the item
    """
    if not n_open:
        return NO_REPORT
    if decision in (Decision.HIDDEN, Decision.WARNED) and not reason.strip():
        return NO_REASON
    return None


def target_refusal(
    source: Item, target: Process, *, kind_name: str, collected: Collection[str], now: datetime
) -> Refusal | None:
    """Return why contributions of this kind do not go from one process into the other, or None.

    :param collected: the kinds that phases of the other process take
    """
    if source.pk == target.pk:
        return SAME_PROCESS
    if not (source.is_public and target.is_public):
        return OTHER_READERS
    if is_archived(target, now=now):
        return TARGET_ARCHIVED
    return None if kind_name in collected else NOT_COLLECTED


def move_refusal(
    of_kind: Kind, item: Item, *, field: ActionField | None, target_id: int, reason: str
) -> Refusal | None:
    """Return why this very contribution does not go there, or None.

    :param field: of the other process, for a kind that has fields
    """
    if of_kind.moving is None:
        return NOT_MOVABLE
    if refusal := of_kind.moving.refusals([item]).get(item.pk):
        return refusal
    if field is not None and (field.process_id != target_id or not of_kind.moving.has_field):
        return OTHER_FIELD
    return None if reason.strip() else NO_REASON


def redaction_refusal(
    of_kind: Kind, *, passages: Sequence[str], missing: Sequence[str], reason: str
) -> Refusal | None:
    """Return why the passages of an item cannot be redacted, or None.

    :param missing: passages that the item does not hold
    """
    if of_kind.put_text is None:
        return Refusal("moderation.not_redactable", _("Nothing of this can be redacted."))
    if not passages:
        return Refusal("moderation.no_passage", _("Please choose what is to be made unreadable."))
    if missing:
        return Refusal(
            "moderation.passage_missing",
            _("This is not in the text: “%(passage)s”. Please copy it as it stands there."),
            {"passage": missing[0]},
        )
    return None if reason.strip() else NO_REASON
