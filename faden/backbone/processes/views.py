"""The list of processes, and the page of one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from faden.backbone.items.kinds import kind, kinds
from faden.backbone.items.queries import public_counts
from faden.backbone.people.http import PersonRequest
from faden.backbone.processes import queries, rules
from faden.backbone.processes.http import process_or_404


@require_safe
def process_list(request: PersonRequest) -> HttpResponse:
    """Show all public processes with what can be done in them now."""
    standing = queries.standing(request.person, None, now=timezone.now())
    context = {"cards": queries.process_cards(standing), "now": standing.now}
    return render(request, "processes/list.html", context)


@require_safe
def detail(request: PersonRequest, slug: str) -> HttpResponse:
    """Show one process: what one can do now, its course, its timetable."""
    now = timezone.now()
    process = process_or_404(request, slug, now=now)
    standing = queries.standing(request.person, process.pk, now=now)
    phases = queries.phases_of(process)
    openings = [opening for phase in phases for opening in phase.openings.all()]
    context = {
        "process": process,
        "now": now,
        "standing": standing,
        "offers": rules.offers(process, openings, standing=standing),
        "phases": [(phase, rules.phase_state(phase, now=now)) for phase in phases],
        "milestones": list(process.milestones.all()),
        "numbers": [
            (kind(name).label_plural, n) for name, n in sorted(public_counts(process).items())
        ],
        "tables": [(k.label_plural, k.table_path(process)) for k in kinds() if k.table_path],
    }
    return render(request, "processes/detail.html", context)
