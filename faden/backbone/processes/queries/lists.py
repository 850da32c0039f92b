"""Processes in lists, and the parts of one."""

from django.db.models import Q, QuerySet
from django_stubs_ext import StrOrPromise

from faden.backbone.audit.kept import kept
from faden.backbone.people.models import Person
from faden.backbone.processes.models import ActionField, Concept, Process
from faden.backbone.processes.queries.gate import invited_to
from faden.backbone.processes.rules import missing_for_publishing
from faden.lib.text import SLUG_LENGTH, first_free, slug_of


def processes_seen_by(person: Person | None) -> QuerySet[Process]:
    """Return the public processes and those to which the person is invited, the newest first.

    Drafts are not among them: the team finds its own in `processes_worked_on`.
    """
    seen = Q(visibility=Process.Visibility.PUBLIC)
    if invited := invited_to(person):
        seen |= Q(visibility=Process.Visibility.INVITED, pk__in=invited)
    return Process.objects.filter(seen).order_by("-published_at", "-id")


def public_ids() -> list[int]:
    """Return the keys of the processes that everybody sees."""
    public = Process.objects.filter(visibility=Process.Visibility.PUBLIC).values_list(
        "pk", flat=True
    )
    return kept(("public processes",), ["site"], read=lambda: list(public))


def free_slug(title: str) -> str:
    """Return an address for a process of this title that no other process has."""
    slug = slug_of(title)[: SLUG_LENGTH - 4] or "beteiligung"
    return first_free(
        slug, set(Process.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    )


def action_fields_of(process_id: int) -> QuerySet[ActionField]:
    """Return the action fields of a process in their order."""
    return ActionField.objects.filter(process_id=process_id)


def what_is_missing(process: Process) -> dict[str, StrOrPromise]:
    """Return `{part: name}` of what the process still needs before it can be published."""
    return missing_for_publishing(
        process,
        n_phases=process.phases.count(),
        concept=Concept.objects.filter(process=process).first(),
    )
