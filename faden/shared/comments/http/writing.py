"""From the form of a comment to its action: who writes, in whose name, what is kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from faden.backbone.items.models import Item
from faden.backbone.people.actions import declare_age
from faden.backbone.people.http import PersonRequest, contributor
from faden.backbone.people.limits import take
from faden.backbone.people.models import Person
from faden.backbone.people.voices import voices_of
from faden.backbone.places.queries import the_place
from faden.backbone.processes.queries import process_id_of, standing, verb_refusal_on
from faden.backbone.processes.rules import age_to_declare, beyond_age
from faden.lib.refused import Refusal, Remedy
from faden.shared.comments import actions, queries, rules
from faden.shared.comments.forms import THE_CITY, CommentForm
from faden.shared.comments.models import TEXT_MAX, Comment
from faden.shared.outcomes.queries import units
from faden.web.refusals import refusal_in

KEPT = "comment_typed"  # in the session: {item_id: text}, until it is published
SESSION_OVER = Refusal(
    "comments.session_over",
    gettext_lazy(
        "You are not signed in any more. What you wrote is still here: sign in again, "
        "or publish it without an account."
    ),
    remedy=Remedy.SIGN_IN,
)


class Desk:
    """Somebody comments on an item, or answers a comment: one request."""

    def __init__(self, request: PersonRequest, item: Item, *, now: datetime) -> None:
        self.request, self.item, self.now = request, item, now
        self.person = request.person

    @cached_property
    def answered(self) -> Comment | None:
        """The comment that is answered, if the item is one."""
        is_comment = self.item.kind == Comment.kind_name
        return queries.comment_by_id(self.item.pk) if is_comment else None

    @property
    def about(self) -> Item:
        """What the discussion is about."""
        return self.answered.about if self.answered else self.item

    @property
    def query(self) -> str:
        """The order of the page from which somebody came here, and to which they go back."""
        asked = {name: self.request.GET.get(name, "") for name in ("sortierung", "haltung")}
        given = {name: value for name, value in asked.items() if value}
        return f"?{urlencode(given)}" if given else ""

    @property
    def refusal(self) -> Refusal | None:
        """Why whoever asks can write nothing here, in their own name or for the city."""
        return None if self.may_speak_for_the_city else self._own_refusal

    @cached_property
    def may_speak_for_the_city(self) -> bool:
        """Whether they can comment as an office of the city."""
        asking = standing(self.person, process_id_of(self.item), now=self.now)
        is_of_team = rules.may_speak_for_the_city(asking)
        return is_of_team and queries.closed_to_all(self.item) is None

    def form(self) -> CommentForm:
        """Return the form, with what was sent or was kept of it."""
        is_sent = self.request.method == "POST"
        return CommentForm(
            self.request.POST if is_sent else None,
            reply_to=self.answered.pk if self.answered else None,
            asks_name=self.person is None or self.person.is_guest,
            public_name=public_name_of(self.person),
            age_to_declare=age_to_declare(self._first_refusal),
            speakers=self._speakers(),
            initial=self._initial(),
        )

    def take_in(self, form: CommentForm) -> Comment | None:
        """Store the comment; None: the form says what is wrong, and what was typed is kept."""
        lost_account = bool(form.data.get("mit_konto")) and form.asks_name
        if refusal := SESSION_OVER if lost_account else self.refusal:
            self._refuse(form, refusal)
            return None
        if not form.is_valid():
            return None
        if form.is_for_the_city:
            return self._take_in_for_the_city(form)
        return self._take_in(form)

    def _take_in(self, form: CommentForm) -> Comment | None:
        request, now, said = self.request, self.now, form.cleaned_data
        with refusal_in(form), contributor(request, name=said.get("name"), now=now) as person:
            take("comments", person=person, address=request.address, now=now)
            declare_age(person, form.declared_age)
            stance = said.get("stance", Comment.Stance.NEUTRAL)
            written = actions.comment(
                self.item,
                text=said["text"],
                stance=stance,
                shows_author=form.shows_author,
                voice_key=form.voice_key,
                person=person,
                now=now,
            )
            self._forget()
            return written
        return None

    def _take_in_for_the_city(self, form: CommentForm) -> Comment | None:
        assert self.person is not None  # noqa: S101 - only the team has the choice
        chosen = form.cleaned_data["speaks_as"]
        unit = None if chosen == THE_CITY else units().get(pk=chosen)
        with refusal_in(form):
            written = actions.comment_for_the_city(
                self.item,
                text=form.cleaned_data["text"],
                unit=unit,
                actor=self.person,
                now=self.now,
            )
            self._forget()
            return written
        return None

    @cached_property
    def _first_refusal(self) -> Refusal | None:
        return verb_refusal_on(self.item, "comment", person=self.person, now=self.now)

    @property
    def _own_refusal(self) -> Refusal | None:
        return beyond_age(self._first_refusal)

    def _speakers(self) -> list[tuple[str, StrOrPromise]]:
        """Return in whose name they can write, if there is a choice.

        Their own and that of organisations they act for, if it is open; the team also the city's.
        """
        return [*self._private_speakers(), *self._speakers_of_city()] if self.person else []

    def _private_speakers(self) -> list[tuple[str, StrOrPromise]]:
        if self._own_refusal or self.person is None:
            return []
        return private_speakers(self.person, always=self.may_speak_for_the_city)

    def _speakers_of_city(self) -> list[tuple[str, StrOrPromise]]:
        if not self.may_speak_for_the_city:
            return []
        offices: list[tuple[str, StrOrPromise]] = [
            (str(unit.pk), unit.display_name) for unit in units()
        ]
        return [*offices, (THE_CITY, the_place().official_name)]

    def _initial(self) -> dict[str, Any]:
        typed = kept_words(self.request, self.item)
        name = self.person.display_name if self.person else ""
        return {"text": typed, "name": name, "speaks_as": self._first_speaker()}

    def _first_speaker(self) -> str:
        """Return who is chosen at first: where the address says so, the office in charge."""
        if not (self.may_speak_for_the_city and self.request.GET.get("als") == THE_CITY):
            return ""
        unit = queries.unit_in_charge(process_id_of(self.item))
        return str(unit) if unit else THE_CITY

    def _refuse(self, form: CommentForm, refusal: Refusal) -> None:
        form.add_refusal(refusal)
        if refusal.remedy == Remedy.SIGN_IN:
            text = str(form.data.get("text", ""))[:TEXT_MAX]
            self.request.session[KEPT] = {str(self.item.pk): text}  # one is enough for a session

    def _forget(self) -> None:
        if _has_session(self.request):
            self.request.session.pop(KEPT, None)


def private_speakers(
    person: Person | None, *, always: bool = False
) -> list[tuple[str, StrOrPromise]]:
    """Return in whose name the person can write, their own first; nothing if there is no choice.

    :param always: there is one: the team can also write for the city
    """
    voices = [(voice.key, voice.label) for voice in voices_of(person)]
    if person is None or not (voices or always):
        return []
    own = _("Myself: %(name)s") % {"name": person.public_name}
    return [("", own), *voices]


def public_name_of(person: Person | None) -> str:
    """Return under which name somebody with an account is read; nothing for others."""
    return "" if person is None or person.is_guest else person.public_name


def kept_words(request: PersonRequest, item: Item) -> str:
    """Return what this session kept of a comment on the item while somebody signed in."""
    if not _has_session(request):  # the page is the same for all visitors
        return ""
    kept: dict[str, str] = request.session.get(KEPT) or {}
    return kept.get(str(item.pk), "")


def _has_session(request: PersonRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES
