"""The team's table of news; writing, planning, publishing and taking back."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from faden.backbone.people.http import AccountRequest, account_required
from faden.lib.dates import day_time
from faden.participation.news import actions, http, queries, rules
from faden.participation.news.rules import STAGES, Stage
from faden.web.forms import form_status
from faden.web.icons import badge
from faden.web.pages import see_other
from faden.web.tables import ChoiceFilter, Column, Table, TextFilter

LOOK = {
    Stage.DRAFT: ("neutral", "draft"),
    Stage.PLANNED: ("info", "calendar-today"),
    Stage.PUBLISHED: ("success", "check"),
}
a_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@account_required
def table(request: AccountRequest) -> HttpResponseBase:
    """Show the news that whoever asks works on; export it."""
    now = timezone.now()
    if not queries.is_team(request.person, now=now):
        raise Http404
    rows = queries.news_of_team(request.person, now=now)
    about = [
        ("-", gettext_lazy("The whole city")),
        *queries.written_for(request.person, now=now).values_list("slug", "title"),
    ]
    return _table(about).respond(request, rows, now=now, template="news/table.html")


@a_form
@account_required
def new(request: AccountRequest) -> HttpResponse:
    """Take in new news."""
    now = timezone.now()
    if not queries.is_team(request.person, now=now):
        raise Http404
    form = http.form_for(request, None, now=now)
    news = http.take_in(request, form, news=None, now=now)
    if news is not None:
        return _kept(request, news)
    return render(request, "news/write.html", {"form": form}, status=form_status(form))


@a_form
@account_required
def edit(request: AccountRequest, pk: int) -> HttpResponse:
    """Take in a change of news."""
    now = timezone.now()
    news = http.own_news_or_404(request, pk, now=now)
    form = http.form_for(request, news, now=now)
    if http.take_in(request, form, news=news, now=now):
        return _kept(request, http.news_or_404(request, pk, now=now))
    context = {"form": form, "news": news, "stage": rules.stage_of(news)}
    return render(request, "news/write.html", context, status=form_status(form))


@require_POST
@account_required
def take_back(request: AccountRequest, pk: int) -> HttpResponse:
    """Make it a draft of the team again."""
    now = timezone.now()
    news = http.own_news_or_404(request, pk, now=now)
    actions.take_back(news, actor=request.person, now=now)
    messages.success(request, _("Only the team sees it now."))
    return see_other("news:edit", pk)


def _kept(request: AccountRequest, news: Any) -> HttpResponse:
    """Say where it stands now, and lead to the page as everybody will see it."""
    news = http.news_or_404(request, news.pk, now=timezone.now())
    told = {
        Stage.DRAFT: _("Saved as a draft. Only the team sees it."),
        Stage.PLANNED: _("Saved. It publishes itself as planned."),
        Stage.PUBLISHED: _("Saved and published."),
    }
    messages.success(request, told[rules.stage_of(news)])
    return see_other(news.get_absolute_url())


def _stage(news: Any) -> SafeString:
    stage = rules.stage_of(news)
    kind, icon_name = LOOK[stage]
    words = str(STAGES[stage])
    if stage == Stage.PLANNED:
        words = f"{words}: {day_time(news.planned_for)}"
    return badge(kind, words, icon_name=icon_name)


COLUMNS: Sequence[Column[Any]] = (
    Column(
        "title",
        gettext_lazy("Title"),
        lambda news: news.title,
        sort="title",
        link=lambda news: reverse("news:edit", args=[news.pk]),
        is_heading=True,
        width=45,
    ),
    Column(
        "process",
        gettext_lazy("About"),
        lambda news: news.process.title if news.process else _("The whole city"),
        sort="process__title",
        width=30,
    ),
    Column(
        "district",
        gettext_lazy("District"),
        lambda news: news.district,
        sort="district__name",
        is_shown=False,
    ),
    Column("lead", gettext_lazy("In one sentence"), lambda news: news.lead, is_shown=False),
    Column(
        "state",
        gettext_lazy("State"),
        lambda news: STAGES[rules.stage_of(news)],
        sort=("visibility", "planned_for"),
        cell=_stage,
    ),
    Column(
        "published_at",
        gettext_lazy("Published"),
        lambda news: news.published_at if news.is_public else None,
        sort="published_at",
    ),
    Column(
        "changed_at",
        gettext_lazy("Changed"),
        lambda news: news.changed_at,
        sort="changed_at",
        is_shown=False,
    ),
)


def _table(about: Sequence[tuple[str, Any]]) -> Table[Any]:
    return Table(
        name="aktuelles",
        title=gettext_lazy("News"),
        columns=COLUMNS,
        row_label=lambda news: str(news.title),
        order=("-changed_at",),
        filters=(
            TextFilter("suche", gettext_lazy("Search"), queries.with_words),
            ChoiceFilter("beteiligung", gettext_lazy("About"), about, queries.about),
            ChoiceFilter("stand", gettext_lazy("State"), list(STAGES.items()), queries.on_stage),
        ),
        empty_title=gettext_lazy("No news here"),
        empty_text=gettext_lazy("Write the first, or try fewer filters."),
    )
