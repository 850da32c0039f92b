"""What the team's table and its files say of an idea. Never an e-mail address."""

from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from faden.backbone.places.words import DISTRICT
from faden.participation.ideas import queries
from faden.shared.outcomes.templatetags.outcomes import outcome_words
from faden.web.icons import badge
from faden.web.tables import Column


def columns(*, has_up: bool, has_down: bool) -> list[Column[Any]]:
    """Return the columns, without counts of ratings that are hidden or that do not exist."""
    shown = {"n_up": has_up, "n_down": has_down}
    return [column for column in _COLUMNS if shown.get(column.name, True)]


def _author_kind(idea: Any) -> str:
    author = idea.author
    if author is None:
        return ""
    if author.is_guest:
        return _("Without an account")
    return str(_("With an account") if author.email else author.get_kind_display())


def _states(idea: Any) -> list[tuple[str, str, str]]:
    """Kind, words and icon of each badge."""
    states = [("success", _("Public"), "visibility")]
    if not idea.is_public:
        states = [("warning", str(idea.get_visibility_display()), "visibility-off")]
    if idea.withdrawn_at:
        states.append(("neutral", _("Withdrawn"), "close"))
    if idea.merged_into_id:
        states.append(("neutral", _("Merged"), "content-copy"))
    return states


def _state_badges(idea: Any) -> SafeString:
    found = [badge(kind, words, icon_name=icon) for kind, words, icon in _states(idea)]
    return SafeString(" ".join(found))


def _of_answer(fact: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return what the current answer says, or nothing."""

    def value(idea: Any) -> Any:
        outcome = queries.outcome_of(idea)
        return fact(outcome) if outcome else None

    return value


def _of_assignment(fact: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return what is assigned of the idea, or nothing."""

    def value(idea: Any) -> Any:
        found = queries.assigned_to(idea)
        return fact(found) if found else None

    return value


def _hidden(name: str, label: StrOrPromise, value: Callable[[Any], Any]) -> Column[Any]:
    return Column(name, label, value, is_shown=False)


def _number(name: str, label: StrOrPromise) -> Column[Any]:
    return Column(
        name, label, lambda idea: getattr(idea, name), sort=name, is_number=True, width=12
    )


_COLUMNS: Sequence[Column[Any]] = (
    Column("id", gettext_lazy("Number"), lambda idea: idea.pk, is_shown=False, width=9),
    Column(
        "title",
        gettext_lazy("Title"),
        lambda idea: idea.title,
        sort="title",
        link=lambda idea: idea.get_absolute_url(),
        is_heading=True,
        width=45,
    ),
    Column("text", gettext_lazy("Text"), lambda idea: idea.text, is_shown=False, width=60),
    Column(
        "topic",
        gettext_lazy("Topic"),
        lambda idea: idea.action_field,
        sort="action_field__name",
        width=24,
    ),
    Column(
        "tags",
        gettext_lazy("Keywords"),
        lambda idea: ", ".join(tag.name for tag in idea.tags.all()),
        is_shown=False,
        width=30,
    ),
    _hidden("district", DISTRICT, lambda idea: idea.district),
    Column("address", gettext_lazy("Address"), lambda idea: idea.address, is_shown=False, width=28),
    _hidden("latitude", gettext_lazy("Latitude"), lambda idea: idea.latitude),
    _hidden("longitude", gettext_lazy("Longitude"), lambda idea: idea.longitude),
    Column(
        "published_at",
        gettext_lazy("Published"),
        lambda idea: idea.published_at,
        sort="published_at",
        cell=lambda idea: date_format(localtime(idea.published_at), "SHORT_DATE_FORMAT"),
    ),
    _number("n_up", gettext_lazy("Ratings in favour")),
    _number("n_down", gettext_lazy("Ratings against")),
    _number("n_comments", gettext_lazy("Comments")),
    _hidden("author_kind", gettext_lazy("Who handed it in"), _author_kind),
    _hidden("channel", gettext_lazy("Came in by"), lambda idea: idea.origin.get_channel_display()),
    _hidden("place", gettext_lazy("Place of the wall or stand"), lambda idea: idea.origin.place),
    _hidden("card", gettext_lazy("Card"), lambda idea: idea.origin.card_number),
    _hidden("source", gettext_lazy("Source"), lambda idea: idea.origin.source),
    _hidden("source_id", gettext_lazy("Number there"), lambda idea: idea.origin.source_id),
    _hidden("n_source_votes", gettext_lazy("Votes there"), lambda idea: idea.origin.n_source_votes),
    Column(
        "outcome",
        gettext_lazy("Answer"),
        _of_answer(lambda outcome: outcome_words(outcome.code, outcome.until)),
        width=28,
    ),
    Column(
        "reason",
        gettext_lazy("Reason"),
        _of_answer(lambda outcome: outcome.reason),
        is_shown=False,
        width=60,
    ),
    Column(
        "unit",
        gettext_lazy("Answered by"),
        _of_answer(lambda outcome: outcome.unit),
        is_shown=False,
        width=30,
    ),
    _hidden("decided_on", gettext_lazy("Answered on"), _of_answer(lambda found: found.decided_on)),
    Column(
        "assigned",
        gettext_lazy("Assigned to"),
        _of_assignment(lambda found: found.unit.display_name),
        width=30,
    ),
    _hidden("due_on", gettext_lazy("Due on"), _of_assignment(lambda found: found.due_on)),
    Column(
        "state",
        gettext_lazy("State"),
        lambda idea: ", ".join(words for _kind, words, _icon in _states(idea)),
        cell=_state_badges,
        width=24,
    ),
    Column(
        "link",
        gettext_lazy("Link"),
        lambda idea: settings.FADEN_BASE_URL + idea.get_absolute_url(),
        is_shown=False,
        width=50,
    ),
)
