"""Keeping what somebody with an account has begun to write; it is private and not recorded."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from faden.backbone.audit.actions import action
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.lib.refused import Refusal, Refused, Remedy
from faden.participation.ideas.kept import old_drafts
from faden.participation.ideas.models import IdeaDraft

NEEDS_ACCOUNT = Refusal(
    "ideas.draft_needs_account",
    _("Drafts can be stored with an account only."),
    remedy=Remedy.SIGN_IN,
)


@action
def keep_draft(
    process: Process, content: Mapping[str, Sequence[str]], *, person: Person, now: datetime
) -> IdeaDraft:
    """Keep what was typed in the process until it is handed in; it replaces what was kept before.

    :raises Refused: without an account
    """
    if person.email is None:
        raise Refused(NEEDS_ACCOUNT)
    draft, _is_new = IdeaDraft.objects.update_or_create(
        person=person, process=process, defaults={"content": dict(content), "updated_at": now}
    )
    return draft


@action
def discard_draft(process: Process, *, person: Person) -> None:
    """Delete what the person has kept in the process."""
    IdeaDraft.objects.filter(person=person, process=process).delete()


@action
def sweep_drafts(*, now: datetime) -> int:
    """Delete the drafts nobody has touched for long; return how many there were."""
    return old_drafts(now=now).delete()[0]
