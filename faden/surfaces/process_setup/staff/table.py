"""The team's table of processes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes import queries as processes
from faden.backbone.processes.rules import Permission
from faden.lib.dates import city_day, last_day
from faden.surfaces.process_setup import queries
from faden.web.icons import badge
from faden.web.tables import ChoiceFilter, Column, Table, TextFilter, YesNoFilter

BADGES = {
    "draft": ("neutral", "draft"),
    "planned": ("info", "calendar-today"),
    "running": ("success", "autorenew"),
    "ended": ("neutral", "check"),
    "archived": ("neutral", "check"),
}


@require_safe
@account_required
def process_table(request: AccountRequest) -> HttpResponseBase:
    """Show the processes that whoever asks works for; export them."""
    now = timezone.now()
    if not processes.roles_of(request.person, None, now=now):
        raise Http404
    if "export" in request.GET:
        processes.require(request.person, Permission.EXPORT, process_id=None, now=now)
    may_set_up = queries.to_be_set_up_by(request.person, now=now)
    rows = queries.processes_of_team(request.person, now=now)
    table = _table(lambda process: _address(process, may_set_up))
    may_create = processes.may(request.person, Permission.CONFIGURE, process_id=None, now=now)
    template, context = "process_setup/table.html", {"may_create": may_create}
    return table.respond(request, rows, now=now, template=template, context=context)


def _address(process: Any, may_set_up: set[int]) -> str:
    if process.pk in may_set_up:
        return reverse("process_setup:overview", args=[process.slug])
    return str(process.get_absolute_url())


def _stage(process: Any) -> SafeString:
    kind, icon_name = BADGES[process.stage]
    return badge(kind, str(queries.Stage(process.stage).label), icon_name=icon_name)


COLUMNS: Sequence[Column[Any]] = (
    Column(
        "state",
        gettext_lazy("State"),
        lambda process: queries.Stage(process.stage).label,
        sort="stage",
        cell=_stage,
    ),
    Column(
        "visibility",
        gettext_lazy("Seen by"),
        lambda process: process.get_visibility_display(),
        sort="visibility",
    ),
    Column("phase", gettext_lazy("Phase now"), lambda process: process.phase_now),
    Column(
        "next_end",
        gettext_lazy("Next deadline"),
        lambda process: process.next_end and last_day(process.next_end),
        sort="next_end",
    ),
    Column(
        "waiting",
        gettext_lazy("Unanswered"),
        lambda process: process.n_waiting,
        sort="n_waiting",
        is_number=True,
    ),
    Column("office", gettext_lazy("Responsible"), lambda process: process.unit, is_shown=False),
    Column(
        "created",
        gettext_lazy("Created"),
        lambda process: city_day(process.created_at),
        is_shown=False,
    ),
)
FILTERS = (
    TextFilter("suche", gettext_lazy("Search"), queries.with_words),
    ChoiceFilter(
        "stand",
        gettext_lazy("State"),
        queries.Stage.choices,
        lambda rows, stage: rows.filter(stage=stage),
    ),
    YesNoFilter("wartet", gettext_lazy("Something waits for an answer"), queries.waiting),
)


def _table(address: Callable[[Any], str]) -> Table[Any]:
    """Return the table in which the titles lead to these addresses."""
    title = Column[Any](
        "title",
        gettext_lazy("Title"),
        lambda process: process.title,
        sort="title",
        link=address,
        is_heading=True,
    )
    return Table(
        name="beteiligungen",
        title=gettext_lazy("Participation processes"),
        columns=(title, *COLUMNS),
        row_label=lambda process: str(process.title),
        order=("-created_at",),
        filters=FILTERS,
        empty_title=gettext_lazy("No process yet"),
        empty_text=gettext_lazy("As soon as a process is set up, it stands here."),
    )
