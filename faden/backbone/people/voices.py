"""In whose name somebody speaks: their own, an organisation's, or as a member of the council.

The one rule for all forms: privately unless somebody chooses otherwise, and then it is marked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from faden.backbone.people.models import Level, Organisation, Person, Representative
from faden.lib.refused import Refusal, Refused

COUNCIL = Organisation.Sort.COUNCIL.value
PREFIX = "organisation-"  # of the keys in forms
OWN = "own_authors"  # kept on a person object: read once a request
NOT_YOURS = Refusal(
    "people.not_your_voice", gettext_lazy("You cannot write in the name of this organisation now.")
)


@dataclass(frozen=True)
class Voice:
    """A name under which somebody can speak besides their own."""

    key: str  # in forms
    label: StrOrPromise
    author: Person  # who is shown
    acting_as: str = ""  # what is said beside a person's own name


def voices_of(person: Person | None) -> list[Voice]:
    """Return in whose name the person can speak besides their own: one query if in any."""
    if person is None or person.level < Level.REGISTERED or not person.is_active:
        return []
    if not person.speaks_for_others:
        return []
    given = Representative.objects.filter(
        person=person, organisation__state=Organisation.State.CONFIRMED
    )
    rows = given.select_related("organisation__person").order_by("organisation__person", "pk")
    return [_voice(row.organisation, person) for row in rows]


def voice_for(person: Person, key: str) -> Voice:
    """Return in whose name the person speaks with this key of a form; empty: in their own.

    :raises Refused: if they cannot speak in that name now
    """
    if not key:
        return Voice("", person.public_name, person)
    voice = next((voice for voice in voices_of(person) if voice.key == key), None)
    if voice is None:
        raise Refused(NOT_YOURS)
    return voice


def speakers_of(organisation: Person) -> list[Person]:
    """Return who speaks for the organisation now, and so gets what is meant for it."""
    given = Representative.objects.filter(
        organisation=organisation.pk, organisation__state=Organisation.State.CONFIRMED
    )
    return [row.person for row in given.select_related("person").order_by("pk")]


def speaks_for(person: Person, author_id: int | None) -> bool:
    """Return whether what this organisation has written is also theirs."""
    return Representative.objects.filter(
        person=person,
        organisation=author_id,
        organisation__state=Organisation.State.CONFIRMED,
    ).exists()


def is_own(person: Person | None, author: Person | None) -> bool:
    """Return whether what this author has written is the person's to change and withdraw.

    It is their own, or that of an organisation for which they speak now: one query for these, once
    for a person object.
    """
    if person is None or author is None:
        return False
    if author.kind != Person.Kind.ORGANISATION:
        return author.pk == person.pk
    return author.pk in own_authors(person)


def own_authors(person: Person) -> frozenset[int]:
    """Return whose contributions are the person's own: theirs, and of organisations."""
    if OWN not in vars(person):
        setattr(person, OWN, frozenset({person.pk, *_organisations_of(person)}))
    found: frozenset[int] = getattr(person, OWN)
    return found


def _organisations_of(person: Person) -> Iterable[int]:
    if person.is_guest or not person.is_active or not person.speaks_for_others:
        return ()
    given = Representative.objects.filter(
        person=person, organisation__state=Organisation.State.CONFIRMED
    )
    return given.values_list("organisation_id", flat=True)


def _voice(organisation: Organisation, person: Person) -> Voice:
    key, name = f"{PREFIX}{organisation.pk}", organisation.person.display_name
    if organisation.sort != COUNCIL:
        return Voice(key, name, organisation.person)
    as_member = _("%(name)s, as a member of the council") % {"name": person.public_name}
    return Voice(key, as_member, person, acting_as=COUNCIL)
