"""Question as a kind of item."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.kinds import Kind, Moving, Verb
from faden.backbone.items.models import Item
from faden.participation.background.actions import put_words
from faden.participation.background.models import Question
from faden.participation.background.moving import moving_refusals, settle
from faden.participation.background.rules import question_refusal


def _path(item: Item) -> str:
    return reverse("background:question", args=[item.pk, item.slug or "frage"])


def _ask_path(process: Item) -> str:
    return reverse("background:ask", args=[process.slug])


def _table_path(process: Item) -> str:
    return reverse("background:table", args=[process.slug])


def _answer_path(item: Item) -> str:
    return reverse("background:answer", args=[item.pk])


def _search_text(question: Question) -> str:
    return f"{question.text}\n{question.answer}"


QUESTION = Kind(
    name=Question.kind_name,
    label=_("Question"),
    label_plural=_("Questions"),
    icon="help",
    segment="fragen",
    verbs=(Verb("submit", _("Ask a question"), _ask_path),),
    path=_path,
    item_refusal=question_refusal,
    search_text=_search_text,
    put_text=put_words,
    moving=Moving(moving_refusals, settle),
    team_paths=((_("Answer the question"), _answer_path),),
    table_path=_table_path,
)
