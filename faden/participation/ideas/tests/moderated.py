"""What the tests of moderated ideas are about."""

from typing import Any

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.people.models import Level, Person
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.models import Phase, Process
from faden.backbone.processes.tests.factories import a_phase, a_process
from faden.participation.ideas.actions import Draft, submit
from faden.participation.ideas.models import Idea
from faden.shared.moderation.actions import Complaint, report
from faden.shared.moderation.models import Report

ALL, GUESTS, NONE = Phase.Moderation.ALL, Phase.Moderation.GUESTS, Phase.Moderation.NONE


def a_moderated_process(moderation: str = ALL, **overrides: Any) -> Process:
    """A process in which everybody can do everything, and contributions wait."""
    process = a_process(**overrides)
    verbs = {f"idea.{verb}": Level.GUEST for verb in ("submit", "rate", "comment")}
    a_phase(process, verbs, moderation=moderation)
    return process


def an_idea_sent(process: Process, person: Person | None = None, **overrides: Any) -> Idea:
    """An idea that was handed in by the form, so that it waits where ideas do."""
    said = {"title": "Mehr Bänke", "text": "Es fehlen Bänke am Fluss.", **overrides}
    return submit(process, Draft(**said), person=person or a_person(), now=NOON)


def a_report(item: Item, reason: str = "other", *, reporter: Person | None = None) -> Report:
    return report(item, Complaint(reason), reporter=reporter, now=NOON)


def fresh(item: Item) -> Item:
    with arranging():
        return Item.objects.get(pk=item.pk)
