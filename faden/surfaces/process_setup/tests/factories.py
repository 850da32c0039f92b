"""Processes from templates, and a page's form as a browser would send it."""

from dataclasses import replace
from datetime import date
from typing import Any

from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_unit
from faden.backbone.processes.models import Process
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role
from faden.surfaces.process_setup import actions
from faden.surfaces.process_setup.plans import Plan
from faden.surfaces.process_setup.queries import plan_by_slug
from faden.web.tests.documents import document

FIRST_DAY = date(2019, 12, 7)  # of Detmold's process
SHIPPED = ("digitale-agenda", "interner-auftakt", "laendlicher-raum")


def a_plan(slug: str = "digitale-agenda") -> Plan:
    plan = plan_by_slug(slug)
    assert plan is not None
    return plan


def a_manager(process: Process | None = None) -> Person:
    return a_role(Role.PROCESS_MANAGER, process)


def from_plan(
    plan: Plan, *, actor: Person | None = None, first_day: date = FIRST_DAY, **texts: Any
) -> Process:
    """A draft with everything that the template holds, on the days it proposes."""
    new = actions.NewProcess(
        {"title": plan.title, **texts},
        [phase.dated(first_day) for phase in plan.phases],
        [entry.dated(first_day) for entry in plan.milestones],
    )
    return actions.create_from_plan(plan, new, actor=actor or a_manager(), now=NOON)


def a_whole_process(**texts: Any) -> Process:
    """A draft from a template that lacks nothing before it can be published."""
    said = dict.fromkeys(("can_influence", "is_fixed", "who_decides", "answer_by"), "Said.")
    plan = replace(a_plan("laendlicher-raum"), milestones=())
    return from_plan(plan, **({**said, "unit": a_unit()} | texts))


def fields_of(page: Any) -> dict[str, Any]:
    """What a browser sends of the page's first form if nothing is changed in it."""
    found: dict[str, Any] = {}
    [form, *_others] = document(page).xpath("//main//form[contains(@class, 'faden-form')]")
    for name, value in form.form_values():
        found.setdefault(name, []).append(value.removeprefix("\n"))  # as browsers read textareas
    return found


def send(client: Any, address: str, **changed: Any) -> Any:
    """Open the page, type some things anew, and press its first button."""
    return client.post(address, fields_of(client.get(address)) | changed)
