"""The team's table of ideas: filters, bulk hiding, export."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes import queries as processes
from faden.backbone.processes.http import team_process_or_404
from faden.backbone.processes.rules import Permission, ratings_hidden_until, role_refusal
from faden.participation.ideas import queries
from faden.participation.ideas.queries import FILTERS, Filter, Option
from faden.participation.ideas.staff.columns import columns
from faden.shared.assignments.bulk import assign_action
from faden.shared.moderation.bulk import HIDE, MOVE
from faden.shared.outcomes.bulk import answer_action
from faden.web.tables import ChoiceFilter, Column, Table, TextFilter, YesNoFilter


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def idea_table(request: AccountRequest, process_slug: str) -> HttpResponseBase:
    """Show all ideas of a process, hidden ones too; hide many at once; export."""
    now = timezone.now()
    process = team_process_or_404(request, process_slug, now=now)
    if "export" in request.GET:
        processes.require(request.person, Permission.EXPORT, process_id=process.pk, now=now)
    hidden_until = ratings_hidden_until(processes.openings_of(process), now=now)
    shown = columns(
        has_up=hidden_until is None,
        has_down=hidden_until is None and process.rating_mode == process.RatingMode.UP_DOWN,
    )
    table = _table(shown, queries.filter_options(process), process_slug=process_slug)
    roles = processes.roles_of(request.person, process.pk, now=now)
    context = {
        "process": process,
        "hidden_until": hidden_until,
        "may_enter": role_refusal(roles, Permission.ENTER_ON_BEHALF) is None,
    }
    rows = queries.ideas_of_team(process)
    return table.respond(request, rows, now=now, template="ideas/table.html", context=context)


def _table(
    shown: Sequence[Column[Any]], options: Mapping[str, Sequence[Option]], *, process_slug: str
) -> Table[Any]:
    return Table(
        name="ideen",
        title=gettext_lazy("Ideas"),
        columns=shown,
        row_label=lambda idea: str(idea.title),
        order=("-published_at",),
        filters=(
            TextFilter("suche", gettext_lazy("Search"), queries.with_words),
            *_choices(options),
            YesNoFilter("beantwortet", gettext_lazy("Answered"), queries.answered),
            YesNoFilter("zurueckgezogen", gettext_lazy("Withdrawn"), queries.withdrawn),
            YesNoFilter("ausgeblendet", gettext_lazy("Hidden"), queries.hidden),
        ),
        bulk=(answer_action(process_slug), assign_action(), MOVE, HIDE),
        empty_title=gettext_lazy("No idea fits"),
        empty_text=gettext_lazy("Try fewer filters, or wait for the first idea."),
    )


def _choices(options: Mapping[str, Sequence[Option]]) -> Iterator[ChoiceFilter]:
    """Yield the filters of the public list that have something to choose."""
    for one in FILTERS:
        if offered := options[one.name]:
            yield ChoiceFilter(
                one.name,
                one.label,
                [(option.value, option.label) for option in offered],
                _narrow(one, offered),
            )


def _narrow(one: Filter, offered: Sequence[Option]) -> Any:
    by_value = {option.value: option for option in offered}

    def narrow(rows: QuerySet[Any], value: str) -> QuerySet[Any]:
        return rows.filter(one.condition(by_value[value]))

    return narrow
