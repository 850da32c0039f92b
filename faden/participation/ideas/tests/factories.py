from datetime import datetime
from typing import Any

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Tag
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.models import Process
from faden.backbone.processes.tests.factories import an_open_process
from faden.participation.ideas.actions import Draft, submit
from faden.participation.ideas.models import Idea


def a_draft(**overrides: Any) -> Draft:
    facts = {"title": "Mehr Bänke am Fluss", "text": "Damit man sich ausruhen kann."}
    return Draft(**(facts | overrides))


def an_idea(
    process: Process | None = None,
    *,
    person: Person | None = None,
    now: datetime = NOON,
    **overrides: Any,
) -> Idea:
    """A public idea, handed in by somebody with an account in an open process."""
    return submit(
        process or an_open_process(), a_draft(**overrides), person=person or a_person(), now=now
    )


def a_tag(name: str) -> Tag:
    """A keyword of the city's list."""
    with arranging():
        return Tag.objects.create(name=name)
