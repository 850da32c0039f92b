"""Changing an idea, withdrawing it, and taking that back."""

from datetime import datetime
from typing import Any

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import appear, leave_lists, lock, revise
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import openings_of, refusal_in, require, standing
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refusal, Refused
from faden.lib.text import slug_of
from faden.participation.ideas import queries, rules, states
from faden.participation.ideas.actions.submitting import Draft
from faden.participation.ideas.models import Idea
from faden.participation.ideas.rules import Asker
from faden.shared.media.actions import (
    Arranged,
    DescribedDocument,
    DescribedImage,
    arrange,
    arrange_documents,
)
from faden.shared.media.queries import documents_of, images_of
from faden.shared.moderation.actions import hold, hold_again, let_go
from faden.shared.moderation.queries import must_wait
from faden.shared.ratings.queries import guest_tally
from faden.shared.search.actions import index


@action
def edit(
    idea: Idea,
    draft: Draft,
    *,
    images: Arranged[DescribedImage] | None = None,
    documents: Arranged[DescribedDocument] | None = None,
    actor: Person,
    now: datetime,
) -> Idea:
    """Change what the idea says and shows; ratings stay. What it said before stays readable.

    Where the team looks at ideas before they are published, it waits again. Of what nobody has read
    yet no earlier version is kept.

    :param images: None: they stay as they are; so do documents

    :raises Refused: for others than its author, too late, or after the city's answer
    """
    idea, asker = _locked(idea, actor, now=now)
    process = queries.process_of(idea)
    state, minutes = states.state_of(idea), process.edit_minutes
    until = rules.edit_until(idea.published_at or now, openings_of(process), minutes=minutes)
    _ensure(rules.edit_refusal(state, asker, minutes=minutes, until=until, now=now))
    draft = draft.placed
    changed = _changed(idea, draft)
    if _is_arranged_anew(idea, images, documents, actor=actor, now=now):
        changed.append("files")
    if changed:
        _store(idea, draft, actor=actor, now=now)
        record("ideas.edit", idea, actor=actor, fields=changed)
        if asker.is_author and must_wait(process, "idea", verb="submit", person=actor, now=now):
            hold_again(idea, now=now)
    return idea


@action
def withdraw(idea: Idea, *, reason: str, actor: Person, now: datetime) -> None:
    """Take the idea out of the lists; its page stays and says why. It waits for release no more.

    :raises Refused: for others than its author, without a reason, after the city's answer
    """
    idea, asker = _locked(idea, actor, now=now)
    _ensure(rules.withdraw_refusal(states.state_of(idea), asker))
    if not reason.strip():
        raise Refused(rules.NO_REASON)
    leave_lists(idea)
    let_go(idea, actor=actor, now=now)
    idea.withdrawn_at, idea.withdrawal_reason = now, reason.strip()
    idea.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    record("ideas.withdraw", idea, actor=actor)


@action
def hand_in_again(idea: Idea, *, actor: Person, now: datetime) -> None:
    """Take the withdrawal back; ratings and comments are as they were. It may wait again.

    :raises Refused: for others than its author, or when no ideas are handed in any more
    """
    idea, asker = _locked(idea, actor, now=now)
    process = queries.process_of(idea)
    to_submit = refusal_in(process, "idea", verb="submit", person=actor, now=now)
    submit_refusal = to_submit if asker.is_author else None
    state = states.state_of(idea)
    _ensure(rules.return_refusal(state, asker, submit_refusal=submit_refusal))
    idea.withdrawn_at, idea.withdrawal_reason = None, ""
    idea.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    appear(idea)
    if state.is_let_go:
        hold(idea, now=now)
    record("ideas.hand_in_again", idea, actor=actor)


def _locked(idea: Idea, actor: Person, *, now: datetime) -> tuple[Idea, Asker]:
    """Return the idea fresh and locked, and what the actor is to it; roles are read anew."""
    lock(idea)
    fresh = states.idea_with_state(idea.pk)
    asker = states.asker_of(fresh, standing(actor, fresh.process_id, now=now))
    if not asker.is_author and asker.enters_on_behalf:
        require(actor, Permission.ENTER_ON_BEHALF, process_id=fresh.process_id, now=now)
    return fresh, asker


def _ensure(refusal: Refusal | None) -> None:
    if refusal:
        raise Refused(refusal)


def _changed(idea: Idea, draft: Draft) -> list[str]:
    """Return the names of what the draft says otherwise."""
    now_says: dict[str, Any] = {name: getattr(idea, name) for name in draft.columns}
    changed = [name for name, value in draft.columns.items() if value != now_says[name]]
    is_tagged_otherwise = set(idea.tags.all()) != set(draft.tags)
    return changed + ["tags"] * is_tagged_otherwise


def _is_arranged_anew(
    idea: Idea,
    images: Arranged[DescribedImage] | None,
    documents: Arranged[DescribedDocument] | None,
    *,
    actor: Person,
    now: datetime,
) -> bool:
    """Let these files hang on the idea; return whether that changed anything."""
    before = _files_of(idea)
    if images is not None:
        arrange(idea, images, actor=actor, now=now)
    if documents is not None:
        arrange_documents(idea, documents, actor=actor, now=now)
    return _files_of(idea) != before


def _files_of(idea: Idea) -> list[tuple[str, str]]:
    images = images_of([idea]).get(idea.pk, [])
    documents = documents_of([idea]).get(idea.pk, [])
    described = [(image.key, image.alt_text) for image in images]
    return described + [(document.key, document.title) for document in documents]


def _store(idea: Idea, draft: Draft, *, actor: Person, now: datetime) -> None:
    for name, value in draft.columns.items():
        setattr(idea, name, value)
    if idea.published_at is None:
        idea.slug = slug_of(idea.title)
        idea.revisions.all().delete()
    else:
        idea.edited_at = now
    if idea.n_up or idea.n_down or guest_tally(idea):
        idea.edited_after_ratings_at = now
    idea.save()
    idea.tags.set(draft.tags)
    revise(idea, text=idea.text, author=actor, now=now)
    index(idea, title=idea.title, text=idea.text, language=idea.language)
