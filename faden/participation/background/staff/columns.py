"""What the team's table and its files say of a question."""

from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from faden.participation.background import queries
from faden.participation.background.rules import name_of_asker
from faden.shared.assignments.bulk import assign_action
from faden.shared.moderation.bulk import HIDE, MOVE
from faden.web.icons import badge
from faden.web.tables import Column, Table, TextFilter, YesNoFilter


def _state(question: Any) -> str:
    return _("Answered") if question.is_answered else _("Open")


def _badges(question: Any) -> SafeString:
    found = [
        badge("success", _("Answered"), icon_name="check")
        if question.is_answered
        else badge("warning", _("Open"), icon_name="help")
    ]
    if question.position is not None:
        found.append(badge("neutral", _("Frequent")))
    if not question.is_public:
        words = str(question.get_visibility_display())
        found.append(badge("warning", words, icon_name="visibility-off"))
    return SafeString(" ".join(found))


QUESTIONS: Table[Any] = Table(
    name="fragen",
    title=gettext_lazy("Questions"),
    row_label=str,
    order=("waits", "promised_on", "-pk"),
    columns=(
        Column("id", gettext_lazy("Number"), lambda row: row.pk, is_shown=False, width=9),
        Column(
            "title",
            gettext_lazy("Question"),
            lambda row: row.title,
            sort="title",
            link=lambda row: reverse("background:answer", args=[row.pk]),
            is_heading=True,
            width=45,
        ),
        Column("text", gettext_lazy("Details"), lambda row: row.text, is_shown=False, width=45),
        Column("state", gettext_lazy("State"), _state, cell=_badges),
        Column("asker", gettext_lazy("Asked by"), name_of_asker),
        Column("asked", gettext_lazy("Asked on"), lambda row: row.created_at, sort="created_at"),
        Column(
            "promised_on",
            gettext_lazy("Answer promised by"),
            lambda row: row.promised_on,
            sort="promised_on",
        ),
        Column(
            "unit",
            gettext_lazy("Who answers"),
            lambda row: row.unit.display_name if row.unit else None,
        ),
        Column("answer", gettext_lazy("Answer"), lambda row: row.answer, is_shown=False, width=45),
    ),
    filters=(
        TextFilter("suche", gettext_lazy("Search"), queries.with_words),
        YesNoFilter("beantwortet", gettext_lazy("Answered"), queries.answered),
        YesNoFilter("ausgeblendet", gettext_lazy("Hidden"), queries.is_hidden),
    ),
    bulk=(assign_action("question"), MOVE, HIDE),
    empty_title=gettext_lazy("No question yet"),
    empty_text=gettext_lazy("Questions of the public stand here, and those the team sets down."),
)
