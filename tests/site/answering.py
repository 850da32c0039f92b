"""A draft with a link to it, and an opened log: what the team's pages on answers need."""

from datetime import UTC, datetime, timedelta
from typing import Any

from faden.backbone.audit.actions import action
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.participation.ideas.models import Idea
from faden.shared.notifications.models import OutboxMail
from faden.shared.outcomes.actions import Asked, ask
from faden.shared.outcomes.models import Draft
from faden.shared.outcomes.queries import units
from faden.surfaces.demo.queries import ACCOUNTS
from faden.surfaces.staff.actions import Asked as AskedLog
from faden.surfaces.staff.actions import open_log

COLLEAGUE = "fachstelle.ohne.konto@example.org"


def answering_facts(process: Process) -> dict[str, Any]:
    """Return where a draft, its link, several ideas at once and an opened log are found."""
    now = datetime.now(UTC)
    manager = Person.objects.get(email=ACCOUNTS["process_manager"][0])
    administrator = Person.objects.get(email=ACCOUNTS["administrator"][0])
    ideas = list(Idea.objects.filter(part_of=process).public().order_by("-pk")[:3])
    unit = units()[0]
    asked = Asked(COLLEAGUE, unit, "Was kostet das?")
    draft, url = _asked(ideas, asked, actor=manager, now=now)
    today = now.date()
    cause = AskedLog("Beschwerde über eine Antwort, Aktenzeichen 12", today - timedelta(7), today)
    opening = open_log(cause, actor=administrator, now=now)
    numbers = "-".join(str(idea.pk) for idea in ideas)
    return {
        "answer_draft": {"pk": draft.pk},
        "draft_link": {"key": url.rstrip("/").rpartition("/")[2]},
        "several": {"process_slug": process.slug, "numbers": numbers},
        "log_opening": {"pk": opening.pk},
    }


@action
def _asked(ideas: list[Idea], asked: Asked, *, actor: Person, now: datetime) -> tuple[Draft, str]:
    """Return the draft and its link, read before the worker sends the mail and forgets it."""
    draft = ask(ideas, asked, actor=actor, now=now)
    return draft, str(OutboxMail.objects.filter(address=COLLEAGUE).latest("pk").facts["url"])
