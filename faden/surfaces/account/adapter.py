"""What allauth does in our way: our limits, our writes, our mails, our host."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from faden.backbone.people import limits
from faden.backbone.people.actions import merge
from faden.backbone.people.http import (
    ENTRY_KEY,
    FACTOR_KEY,
    PersonRequest,
    entry_of,
    forget_guest,
    guest_in,
)
from faden.backbone.people.models import Person, normal_email
from faden.lib.refused import Refused
from faden.surfaces.account import actions, queries, rules
from faden.surfaces.account.http import SIGN_UP_KEY
from faden.web.pages import is_own_page

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

RESET_MAIL = "account/email/password_reset_key"
UNKNOWN_MAIL = "account/email/unknown_account"
STAFF_SESSION_S = 10 * 3600  # who left the city is out next day


class AccountAdapter(DefaultAccountAdapter):
    """Made anew by allauth for each question; `self.request` is the request at hand."""

    error_messages: dict[str, StrOrPromise] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "The e-mail address or the password is not right. Please try again, or set a new"
            " password."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Return False: people sign up on our own page, which stores nothing before the code."""
        return False

    def is_ajax(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Return False: there are pages only."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address behind the proxies that are trusted."""
        return cast("PersonRequest", request).address

    def is_safe_url(self, url: str | None) -> bool:
        """Return whether an address to go on to is one of ours."""
        return is_own_page(self.request, url or "")

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Person | None:
        """Return who this is. Only failures count, per network and per address from one network.

        So nobody can lock somebody else out by typing wrong passwords elsewhere.

        :raises ValidationError: after too many failures, or where the city's sign-in is to be used
        """
        now = timezone.now()  # noqa: TID251 - allauth calls this like a view
        email = normal_email(credentials["email"])
        address = self.get_client_ip(request)
        try:
            limits.take("sign_in", address=address, now=now)
            limits.take("sign_in_account", address=address, about=email, now=now)
        except Refused as refused:
            raise ValidationError(str(refused), code=refused.refusal.code) from refused
        person = authenticate(request, email=email, password=credentials["password"])
        if not isinstance(person, Person):
            return None
        limits.give_back("sign_in", address=address, now=now)
        limits.give_back("sign_in_account", address=address, about=email, now=now)
        _ensure_password_counts(person)
        return person

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Begin a session under a new key; what its guest did belongs to the account now."""
        if not isinstance(user, Person):
            raise TypeError(f"{user!r} is no person")
        guest = guest_in(request)
        if guest is not None:
            merge(guest, user, now=timezone.now())  # noqa: TID251 - as above
        forget_guest(request)
        entry = entry_of(request, user) or _emergency_entry(user)
        for key in (SIGN_UP_KEY, FACTOR_KEY, ENTRY_KEY):
            request.session.pop(key, None)
        super().login(request, user)
        if entry:
            request.session[ENTRY_KEY] = entry
            request.session.set_expiry(STAFF_SESSION_S)
        cast("PersonRequest", request).person = user

    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        """Set the password of somebody who followed the link from the mail."""
        if not isinstance(user, Person):
            raise TypeError(f"{user!r} is no person")
        now = timezone.now()  # noqa: TID251 - as above
        actions.set_password(user, make_password(password), is_by_link=True, now=now)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put allauth's mails into the outbox: a reset link, or that there is no account."""
        if template_prefix == UNKNOWN_MAIL:
            actions.mail_no_account(email=email, language=get_language() or "de")
        elif template_prefix == RESET_MAIL:
            path = reverse("account_reset_password_from_key", args=[context["uid"], context["key"]])
            hours = settings.PASSWORD_RESET_TIMEOUT // 3600
            actions.mail_reset_link(context["user"], path=path, hours=hours)
        else:
            raise LookupError(f"no mail of ours for {template_prefix}")


def _ensure_password_counts(person: Person) -> None:
    if settings.FADEN_STAFF_PASSWORDS:
        return
    refusal = rules.password_refusal(
        is_staff=queries.works_for_the_city(person),
        is_emergency=queries.is_emergency_account(person),
    )
    if refusal is not None:
        raise ValidationError(str(refusal), code=refusal.code)


def _emergency_entry(person: Person) -> dict[str, Any]:
    if settings.FADEN_STAFF_PASSWORDS or not queries.is_emergency_account(person):
        return {}
    actions.use_emergency_account(person, now=timezone.now())  # noqa: TID251 - as above
    return {"person": person.pk}
