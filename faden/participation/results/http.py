"""From a request to the draft of a result, its rows, and the published files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from faden.backbone.people.http import AccountRequest, PersonRequest
from faden.backbone.processes.http import team_process_or_404
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import standing
from faden.backbone.processes.rules import Permission
from faden.lib import sheets
from faden.lib.refused import Refusal
from faden.lib.sheets import Format
from faden.participation.results import actions, queries, rules
from faden.participation.results.forms import ResultForm, RowForm, are_valid
from faden.participation.results.models import Entry, Result
from faden.participation.results.rules import Choice, Placed, Plan
from faden.web.forms import form_status

SHOWN_AT_LEAST = 30  # ideas of the ranking


@dataclass(frozen=True)
class Row:
    """One idea in the form of the team."""

    placed: Placed
    form: RowForm
    is_tied: bool
    lacks: Refusal | None  # what asks for a reason
    is_line: bool  # the last that the order selects


@dataclass(frozen=True)
class Drawing:
    """The form with which the team draws a result up."""

    process: Process
    draft: Result
    ranking: list[Placed]
    form: ResultForm
    rows: list[Row]

    @property
    def row_forms(self) -> list[RowForm]:
        return [row.form for row in self.rows]

    @property
    def sent(self) -> list[Row]:
        """The rows that were on the page that was sent."""
        return [row for row in self.rows if row.form.is_bound]

    def is_valid(self) -> bool:
        """Return whether everything that was typed can be kept."""
        return self.form.is_valid() and are_valid(row.form for row in self.sent)

    def has_problems(self) -> bool:
        """Say at its field what is missing before publishing; return whether something is.

        Everything that was typed is valid.
        """
        forms_of = {row.placed.candidate.idea_id: row.form for row in self.sent}
        problems = rules.freezing_problems(self.ranking, self.plan)
        for problem in problems:
            form = forms_of.get(problem.idea_id, self.form) if problem.idea_id else self.form
            form.add_error(
                problem.field if problem.field in form.fields else None, str(problem.refusal)
            )
        return bool(problems)

    @property
    def status(self) -> int:
        """The status of the page that shows it."""
        return max(form_status(form) for form in (self.form, *self.row_forms))

    @property
    def plan(self) -> Plan:
        """What is wanted now: what the page showed, and what was chosen before beside it."""
        given = self.form.cleaned_data
        shown = {row.placed.candidate.idea_id: row.form.choice for row in self.sent}
        kept = {**queries.plan_of(self.draft).choices, **shown}
        if _chosen(kept) == _chosen(rules.default_choices(self.ranking, self.draft.n_wanted)):
            kept |= {pk: replace(choice, is_selected=False) for pk, choice in kept.items()}
            kept |= rules.default_choices(self.ranking, given["n_wanted"])
        return Plan(
            n_wanted=given["n_wanted"],
            note=given["note"],
            tie_reason=given["tie_reason"],
            choices={pk: choice for pk, choice in kept.items() if choice != Choice()},
        )

    @property
    def dots(self) -> dict[int, int]:
        """{idea_id: dots on site} of the rows."""
        return {
            row.placed.candidate.idea_id: row.form.cleaned_data["n_dots"] or 0 for row in self.sent
        }


def _chosen(choices: Mapping[int, Choice]) -> set[int]:
    return {pk for pk, choice in choices.items() if choice.is_selected}


def manager_process_or_404(request: AccountRequest, slug: str, *, now: datetime) -> Process:
    """Return the process if whoever asks may publish its result; for others there is no page."""
    process = team_process_or_404(request, slug, now=now)
    if not standing(request.person, process.pk, now=now).may(Permission.CONFIGURE):
        raise Http404
    return process


def drawing(request: AccountRequest, process: Process, *, draft: Result) -> Drawing:
    """Return the form, with what was sent if something was, else as it was kept."""
    sent = request.POST if request.method == "POST" else None
    known = {"n_wanted": draft.n_wanted, "note": draft.note, "tie_reason": draft.tie_reason}
    form = ResultForm(sent, initial=known)
    ranking, plan = queries.ranking_of(process), queries.plan_of(draft)
    if sent is not None and form.is_valid():
        plan = replace(plan, n_wanted=form.cleaned_data["n_wanted"])
    if not plan.choices:
        plan = replace(plan, choices=rules.default_choices(ranking, plan.n_wanted))
    more = request.GET.get("weitere", "").split(",")
    tied = rules.tied_at_line(ranking, plan.n_wanted)
    lacking = rules.lacking_reasons(ranking, plan)
    rows = [
        Row(
            one,
            _row_form(one, plan, sent=sent),
            is_tied=one.candidate.idea_id in tied,
            lacks=lacking.get(one.candidate.idea_id),
            is_line=one.position == plan.n_wanted,
        )
        for one in _shown(ranking, plan, more=more)
    ]
    return Drawing(process, draft, ranking, form, rows)


def _shown(ranking: list[Placed], plan: Plan, *, more: list[str]) -> list[Placed]:
    """Return the rows of the form: the top, what was chosen, what ties, and what was asked for."""
    n_shown = max(SHOWN_AT_LEAST, 2 * plan.n_wanted)
    besides = {*plan.choices, *rules.tied_at_line(ranking, plan.n_wanted)}
    return [
        one
        for one in ranking
        if one.position <= n_shown
        or one.candidate.idea_id in besides
        or str(one.candidate.idea_id) in more
    ]


def _row_form(one: Placed, plan: Plan, *, sent: QueryDict | None) -> RowForm:
    pk = one.candidate.idea_id
    known = {**vars(plan.choices.get(pk, Choice())), "n_dots": one.candidate.n_dots or None}
    was_sent = sent is not None and f"{pk}-shown" in sent
    return RowForm(
        sent if was_sent else None, initial=known, prefix=str(pk), title=one.candidate.title
    )


def keep(request: AccountRequest, drawn: Drawing, *, now: datetime) -> None:
    """Keep what was typed; the form is valid."""
    actions.change(drawn.draft, drawn.plan, actor=request.person, now=now)
    actions.count_dots(drawn.dots, process=drawn.process, actor=request.person, now=now)


def result_or_404(request: PersonRequest, pk: int, *, now: datetime) -> Result:
    """Return the published result if whoever asks may see it."""
    result = queries.result_seen_by(request.person, pk, now=now)
    if result is None:
        raise Http404
    return result


def columns() -> dict[str, str]:
    """Return the columns of the files: {key, as in JSON: header}."""
    return {
        "place": _("Rank"),
        "id": _("Number"),
        "title": _("Title"),
        "n_up": _("Ratings in favour"),
        "n_down": _("Ratings against"),
        "n_comments": _("Comments"),
        "n_dots": _("Dots on site"),
        "is_selected": _("Selected"),
        "reason": _("Reason"),
        "method": _("Method"),
        "date": _("Date"),
    }


def file_of(result: Result, file_format: Format) -> Iterator[bytes]:
    """Yield the whole ranking as a file."""
    about = [method(), result.frozen_at]
    rows = ([*_values(entry), *about] for entry in queries.entries_of(result).iterator(500))
    return sheets.write(file_format, columns(), rows=rows)


def _values(entry: Entry) -> list[Any]:
    return [
        entry.place,
        entry.idea_id,
        entry.shown_title,
        entry.n_up,
        entry.n_down,
        entry.n_comments,
        entry.n_dots,
        _("yes") if entry.is_selected else _("no"),
        entry.reason,
    ]


def method() -> str:
    """Return how the order came about, in a sentence."""
    return _(
        "Ideas in the order of their online ratings in favour by people with an account. "
        "Equal ones share a place. Ratings against, comments and dots on site change no place."
    )
