"""Processes in lists, and the parts of one."""

from django.db.models import Q, QuerySet
from django_stubs_ext import StrOrPromise

from faden.backbone.people.models import Person
from faden.backbone.processes.models import ActionField, Concept, Milestone, Process
from faden.backbone.processes.queries.gate import invited_to, standing
from faden.backbone.processes.queries.openings import openings_by_process
from faden.backbone.processes.rules import Offer, Standing, missing_for_publishing, offers
from faden.lib.text import SLUG_LENGTH, slug_of


def public_processes() -> QuerySet[Process]:
    """Return the processes everybody may see, the newest first."""
    return Process.objects.public().order_by("-published_at", "-id")


def processes_seen_by(person: Person | None) -> QuerySet[Process]:
    """Return the public processes and those to which the person is invited, the newest first.

    Drafts are not among them: the team finds its own in `processes_worked_on`.
    """
    seen = Q(visibility=Process.Visibility.PUBLIC)
    if invited := invited_to(person):
        seen |= Q(visibility=Process.Visibility.INVITED, pk__in=invited)
    return Process.objects.filter(seen).order_by("-published_at", "-id")


def process_cards(asking: Standing) -> list[tuple[Process, list[Offer]]]:
    """Return the processes for whoever asks, each with what it offers to them.

    Two queries, and one more for people with an account.
    """
    person, now = asking.person, asking.now
    found = list(processes_seen_by(person))
    openings = openings_by_process(found)
    return [
        (process, offers(process, openings[process.pk], standing=there))
        for process in found
        for there in [standing(person, process.pk, now=now)]
    ]


def free_slug(title: str) -> str:
    """Return an address for a process of this title that no other process has."""
    slug = slug_of(title)[: SLUG_LENGTH - 4] or "beteiligung"
    taken = set(Process.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (f"{slug}-{number}" for number in range(2, len(taken) + 3))
    return slug if slug not in taken else next(free for free in numbered if free not in taken)


def action_fields_of(process_id: int) -> QuerySet[ActionField]:
    """Return the action fields of a process in their order."""
    return ActionField.objects.filter(process_id=process_id)


def milestones_seen_by(process: Process, asking: Standing) -> list[Milestone]:
    """Return the entries of the timetable that are for whoever asks, by date."""
    return [entry for entry in process.milestones.all() if asking.sees(entry.visibility)]


def what_is_missing(process: Process) -> dict[str, StrOrPromise]:
    """Return `{part: name}` of what the process still needs before it can be published."""
    return missing_for_publishing(
        process,
        n_phases=process.phases.count(),
        concept=Concept.objects.filter(process=process).first(),
    )
