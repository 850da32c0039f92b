"""Merging ideas that say the same, and noting that they are alike; both can be undone."""

from datetime import datetime

from faden.backbone.audit.actions import action
from faden.backbone.items.actions import appear, leave_lists, lock
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import require
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refused
from faden.participation.ideas import rules
from faden.participation.ideas.links import likeness_of, merger_of, n_merged_into
from faden.participation.ideas.models import Idea
from faden.participation.ideas.states import MERGED_INTO, idea_with_state, state_of
from faden.shared.notifications.actions import notify
from faden.shared.thread.actions import link, unlink
from faden.shared.thread.models import Link


@action
def merge(source: Idea, target: Idea, *, reason: str, actor: Person, now: datetime) -> Link:
    """Let the second idea stand for the first as well, and tell the authors of both.

    The page of the first stays and leads to the second; ratings and comments stay where they are.

    :raises Refused: without the permission to moderate or a reason, or if the ideas do not allow it
    """
    require(actor, Permission.MODERATE, process_id=source.process_id, now=now)
    source, target = _locked(source, target)
    refusal = rules.merge_refusal(
        state_of(source),
        state_of(target),
        is_same=source.pk == target.pk,
        is_one_process=source.process_id == target.process_id,
        n_merged_here=n_merged_into(source),
    )
    if refusal or not reason.strip():
        raise Refused(refusal or rules.NO_REASON)
    leave_lists(source)
    merged = link(source, MERGED_INTO, target=target, author=actor, note=reason.strip(), now=now)
    if source.author:
        notify(
            source.author, "ideas/mail/merged", item=target, own_title=source.title, reason=reason
        )
    if target.author and target.author != source.author:
        notify(target.author, "ideas/mail/merged_here", item=target, other_title=source.title)
    return merged


@action
def split(source: Idea, *, actor: Person, now: datetime) -> None:
    """Undo a merger: the idea stands for itself again, and its author is told.

    :raises Refused: without the permission to moderate, or if it was not merged
    """
    require(actor, Permission.MODERATE, process_id=source.process_id, now=now)
    lock(source)
    merged = merger_of(source)
    if merged is None:
        raise Refused(rules.NOT_MERGED)
    unlink(merged, actor=actor)
    source = idea_with_state(source.pk)
    appear(source)
    if source.author:
        notify(source.author, "ideas/mail/split", item=source)


@action
def note_likeness(idea: Idea, other: Idea, *, actor: Person, now: datetime) -> Link:
    """Show each of the two on the page of the other; said again, it changes nothing.

    :raises Refused: without the permission to moderate, or for one idea alone
    """
    require(actor, Permission.MODERATE, process_id=idea.process_id, now=now)
    if refusal := rules.pair_refusal(
        is_same=idea.pk == other.pk, is_one_process=idea.process_id == other.process_id
    ):
        raise Refused(refusal)
    first, second = _locked(idea, other)
    before = likeness_of(first, second)
    return before or link(first, Link.Relation.SIMILAR_TO, target=second, author=actor, now=now)


@action
def forget_likeness(idea: Idea, other: Idea, *, actor: Person, now: datetime) -> None:
    """Undo `note_likeness`; where nothing was noted, nothing happens.

    :raises Refused: without the permission to moderate
    """
    require(actor, Permission.MODERATE, process_id=idea.process_id, now=now)
    first, second = _locked(idea, other)
    if before := likeness_of(first, second):
        unlink(before, actor=actor)


def _locked(one: Idea, other: Idea) -> tuple[Idea, Idea]:
    """Return both fresh and locked, in one order so that locks never cross."""
    for idea in sorted((one, other), key=lambda idea: idea.pk):
        lock(idea)
    return idea_with_state(one.pk), idea_with_state(other.pk)
