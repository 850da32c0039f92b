"""Everyone who can be named as an author is a Person: with an account, as a guest, or as a unit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from faden.backbone.places.models import District

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NAME_LENGTH = 60  # characters
EMAIL_LENGTH = 254  # characters, RFC 5321


class Level(models.IntegerChoices):
    """How well the city knows a person; comparable: GUEST < REGISTERED < VERIFIED."""

    GUEST = 0, _("Without an account")
    REGISTERED = 1, _("With an account")
    VERIFIED = 2, _("With confirmed residence")


def normal_email(email: str) -> str:
    """Return the one spelling under which an address is stored and looked up."""
    return email.strip().replace("\u0130", "i").lower()  # "İ" alone becomes longer by lower()


def person_kinds() -> list[tuple[str, StrOrPromise]]:
    """Return the kinds of people, for fields that offer them."""
    return list(Person.Kind.choices)


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> Person:
        """Return the person with this e-mail address, however it is capitalised."""
        return self.get(email=normal_email(username or ""))


class Person(AbstractBaseUser):
    """A guest has no e-mail address, known by one session; a unit is an office of the city."""

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        ORGANISATION = "organisation", _("Organisation")
        UNIT = "unit", _("Office of the city")

    kind = models.CharField(_("kind"), max_length=12, choices=person_kinds, default="person")
    email = models.EmailField(_("e-mail address"), max_length=EMAIL_LENGTH, null=True, unique=True)  # noqa: DJ001 unique, and guests have none
    display_name = models.CharField(_("name"), max_length=NAME_LENGTH, blank=True)
    language = models.CharField(_("language"), max_length=10, default="de")  # of mails
    is_active = models.BooleanField(_("may sign in"), default=True)
    created_at = models.DateTimeField()
    email_confirmed_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)  # residence in the municipality was checked
    district = models.ForeignKey(  # where they live, checked with the residence
        District, null=True, on_delete=models.SET_NULL, related_name="residents"
    )
    born_on = models.DateField(_("date of birth"), null=True)  # checked with the residence
    declared_age = models.PositiveSmallIntegerField(null=True)  # "I am at least ... years old"
    keeps_from_search_engines = models.BooleanField(  # contributions under their name
        _("search engines leave my contributions out"), default=False
    )
    erased_at = models.DateTimeField(null=True)
    session_epoch = models.PositiveIntegerField(default=0)  # raised, it ends all sessions

    lacks_second_factor = False  # of a session: signed in with a password only; no roles then
    speaks_for_others = True  # perhaps; known for whoever has the session, see `backends`
    last_login = None  # nobody needs to know when somebody was here last

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=Q(email=None) | Q(email=Lower("email")) & ~Q(email=""),
                name="people_email_is_lower_case",
            ),
            models.CheckConstraint(
                condition=~Q(kind="unit") | Q(email=None), name="people_unit_has_no_email"
            ),
            models.CheckConstraint(
                condition=Q(email_confirmed_at=None) | Q(email__isnull=False),
                name="people_confirmed_has_email",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None)
                | Q(email=None, display_name="", verified_at=None, is_active=False),
                name="people_erased_is_blank",
            ),
            models.CheckConstraint(
                condition=Q(district=None, born_on=None) | Q(verified_at__isnull=False),
                name="people_residence_is_checked",
            ),
        ]

    def __str__(self) -> str:
        return self.public_name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Return what a session must hold to stay: it changes with the password and the epoch."""
        return salted_hmac(
            "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash",
            f"{self.password}{self.session_epoch or ''}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    @property
    def public_name(self) -> str:
        """The name under which contributions are shown."""
        if self.erased_at is not None:
            return gettext("Deleted account")
        return self.display_name or gettext("Guest")

    @property
    def is_guest(self) -> bool:
        """Whether this is somebody without an account."""
        return self.email is None and self.kind == self.Kind.PERSON and self.erased_at is None

    @property
    def level(self) -> Level:
        if self.email is None or self.email_confirmed_at is None:
            return Level.GUEST
        return Level.REGISTERED if self.verified_at is None else Level.VERIFIED


class RateLimit(models.Model):
    """How often something was done in one window of time. The key cannot be told next day."""

    name = models.CharField(max_length=30)
    key = models.CharField(max_length=64)  # daily keyed hash of a network or person
    starts_at = models.DateTimeField()
    n = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "people_rate_limit"
        constraints = [
            models.UniqueConstraint(
                fields=["name", "key", "starts_at"], name="people_one_count_per_window"
            )
        ]
        indexes = [models.Index(fields=["starts_at"], name="people_rate_limit_sweep")]

    def __str__(self) -> str:
        return f"{self.name} {self.starts_at}: {self.n}"


class Unit(models.Model):
    """How to reach an office of the city; a person's name stands there only by choice."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="unit", primary_key=True
    )
    function = models.CharField(_("what the office does"), max_length=200, blank=True)
    postal_address = models.TextField(_("address"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail address"), max_length=EMAIL_LENGTH, blank=True)
    hours = models.TextField(_("opening hours"), blank=True)
    contact_name = models.CharField(_("contact person"), max_length=100, blank=True)
    deputy = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="deputy_of"
    )
    is_city_contact = models.BooleanField(_("is the city's contact"), default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_city_contact"],
                condition=Q(is_city_contact=True),
                name="one_city_contact",
            ),
            models.CheckConstraint(
                condition=Q(deputy=None) | ~Q(deputy=F("person")), name="unit_deputy_is_another"
            ),
        ]

    def __str__(self) -> str:
        return self.person.display_name

    def page_scopes(self) -> Iterable[str]:
        return ["site"]


def organisation_sorts() -> list[tuple[str, StrOrPromise]]:
    """Return the sorts of organisations, for fields that offer them."""
    return list(Organisation.Sort.choices)


def organisation_states() -> list[tuple[str, StrOrPromise]]:
    """Return how far an organisation is checked, for fields that offer it."""
    return list(Organisation.State.choices)


class Organisation(models.Model):
    """What takes part under its own name once the city has checked it; people act for it."""

    class Sort(models.TextChoices):
        CLUB = "club", _("Association")
        COMPANY = "company", _("Company")
        UNIVERSITY = "university", _("University")
        FACTION = "faction", _("Council group")
        COUNCIL = "council", _("Council")  # its members speak as such, under their own names
        OTHER = "other", _("Other organisation")

    class State(models.TextChoices):
        APPLIED = "applied", _("To be checked")
        CONFIRMED = "confirmed", _("Confirmed")
        REFUSED = "refused", _("Turned down")

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, related_name="organisation", primary_key=True
    )
    sort = models.CharField(_("sort"), max_length=12, choices=organisation_sorts)
    url = models.URLField(_("website"), max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=organisation_states, default=State.APPLIED)
    applied_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="organisations_applied_for"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="applied", decided_at=None)
                | ~Q(state="applied") & Q(decided_at__isnull=False),
                name="organisation_checked_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return self.person.display_name

    def page_scopes(self) -> Iterable[str]:
        return ["site"]


class Representative(models.Model):
    """Somebody may speak in the name of an organisation."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="representatives"
    )
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="represents")
    function = models.CharField(_("function"), max_length=80, blank=True)  # "Vorstand"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person"], name="represents_an_organisation_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.organisation_id}"
