"""The team's table of ideas: filters, bulk hiding, export."""

from collections.abc import Sequence
from typing import Any

from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from faden.backbone.people.http import AccountRequest, account_required
from faden.backbone.processes import queries as processes
from faden.backbone.processes.http import team_process_or_404
from faden.backbone.processes.rules import Permission
from faden.participation.ideas import queries
from faden.shared.moderation.bulk import HIDE
from faden.web.icons import badge
from faden.web.tables import ChoiceFilter, Column, Table, TextFilter, YesNoFilter


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def idea_table(request: AccountRequest, process_slug: str) -> HttpResponseBase:
    """Show all ideas of a process, hidden ones too; hide many at once; export."""
    now = timezone.now()
    process = team_process_or_404(request, process_slug, now=now)
    if "export" in request.GET:
        processes.require(request.person, Permission.EXPORT, process_id=process.pk, now=now)
    table = _table(list(processes.action_fields_of(process.pk)))
    rows = queries.ideas_of_team(process)
    template = "ideas/table.html"
    return table.respond(request, rows, now=now, template=template, context={"process": process})


def _state(idea: Any) -> SafeString:
    if idea.is_public:
        return badge("success", _("Public"), icon_name="visibility")
    return badge("warning", _("Hidden"), icon_name="visibility-off")


COLUMNS: Sequence[Column[Any]] = (
    Column("id", gettext_lazy("Number"), lambda idea: idea.pk, is_shown=False),
    Column(
        "title",
        gettext_lazy("Title"),
        lambda idea: idea.title,
        sort="title",
        link=lambda idea: idea.get_absolute_url(),
        is_heading=True,
    ),
    Column("text", gettext_lazy("Text"), lambda idea: idea.text, is_shown=False),
    Column(
        "topic", gettext_lazy("Topic"), lambda idea: idea.action_field, sort="action_field__name"
    ),
    Column("district", gettext_lazy("District"), lambda idea: idea.district, is_shown=False),
    Column("latitude", gettext_lazy("Latitude"), lambda idea: idea.latitude, is_shown=False),
    Column("longitude", gettext_lazy("Longitude"), lambda idea: idea.longitude, is_shown=False),
    Column(
        "published_at",
        gettext_lazy("Published"),
        lambda idea: idea.published_at,
        sort="published_at",
        cell=lambda idea: date_format(localtime(idea.published_at), "SHORT_DATE_FORMAT"),
    ),
    Column(
        "n_up",
        gettext_lazy("Ratings in favour"),
        lambda idea: idea.n_up,
        sort="n_up",
        is_number=True,
    ),
    Column(
        "n_down",
        gettext_lazy("Ratings against"),
        lambda idea: idea.n_down,
        sort="n_down",
        is_number=True,
    ),
    Column(
        "n_comments",
        gettext_lazy("Comments"),
        lambda idea: idea.n_comments,
        sort="n_comments",
        is_number=True,
    ),
    Column("channel", gettext_lazy("Came in by"), lambda idea: idea.origin.get_channel_display()),
    Column("card", gettext_lazy("Card"), lambda idea: idea.origin.card_number, is_shown=False),
    Column("source", gettext_lazy("Source"), lambda idea: idea.origin.source, is_shown=False),
    Column(
        "source_id",
        gettext_lazy("Number there"),
        lambda idea: idea.origin.source_id,
        is_shown=False,
    ),
    Column(
        "n_source_votes",
        gettext_lazy("Votes there"),
        lambda idea: idea.origin.n_source_votes,
        is_shown=False,
    ),
    Column("outcome", gettext_lazy("Answer"), queries.outcome_label),
    Column("state", gettext_lazy("State"), lambda idea: idea.get_visibility_display(), cell=_state),
)


def _table(fields: Sequence[Any]) -> Table[Any]:
    return Table(
        name="ideen",
        title=gettext_lazy("Ideas"),
        columns=COLUMNS,
        row_label=lambda idea: str(idea.title),
        order=("-published_at",),
        filters=(
            TextFilter("suche", gettext_lazy("Search"), queries.with_words),
            ChoiceFilter(
                "thema",
                gettext_lazy("Topic"),
                [(field.slug, field.name) for field in fields],
                lambda rows, slug: rows.filter(action_field__slug=slug),
            ),
            YesNoFilter("beantwortet", gettext_lazy("Answered"), queries.answered),
            YesNoFilter("ausgeblendet", gettext_lazy("Hidden"), queries.hidden),
        ),
        bulk=(HIDE,),
        empty_title=gettext_lazy("No idea fits"),
        empty_text=gettext_lazy("Try fewer filters, or wait for the first idea."),
    )
