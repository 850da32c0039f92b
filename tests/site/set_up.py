"""A draft for the pages of the team on which processes are set up."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from faden.backbone.people.models import Person
from faden.backbone.processes import actions as processes
from faden.surfaces.demo.queries import ACCOUNTS
from faden.surfaces.process_setup import actions
from faden.surfaces.process_setup.queries import plan_by_slug

BEFORE_ALL = datetime(2019, 1, 2, tzinfo=UTC)  # so that lists begin with the demonstration
NAME = "Unser Vorgehen"


def set_up_facts() -> dict[str, Any]:
    """Return the names of a draft with everything in it, and of a template of the city's own."""
    actor = Person.objects.get(email=ACCOUNTS["administrator"][0])
    plan = plan_by_slug("digitale-agenda")
    assert plan is not None
    first_day = date(2026, 6, 1)
    new = actions.NewProcess(
        {"title": "Agenda im Entwurf"},
        [phase.dated(first_day) for phase in plan.phases],
        [entry.dated(first_day) for entry in plan.milestones],
    )
    draft = actions.create_from_plan(plan, new, actor=actor, now=BEFORE_ALL)
    processes.invite(draft, ["gast@example.org"], actor=actor, now=BEFORE_ALL)
    now = datetime.now(UTC)
    week = now + timedelta(days=7)
    key = processes.create_preview_link(draft, expires_at=week, actor=actor, now=now)
    actions.save_as_template(draft, name=NAME, purpose="Für uns.", actor=actor, now=BEFORE_ALL)
    phase, entry = draft.phases.all()[1], draft.milestones.all()[3]
    return {
        "draft": {"slug": draft.slug},
        "preview": {"key": key},
        "draft_phase": {"slug": draft.slug, "pk": phase.pk},
        "draft_entry": {"slug": draft.slug, "pk": entry.pk},
    }
