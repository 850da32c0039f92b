"""The sign-up in a session. Nothing is stored about an address before its code is typed here.

So nobody can occupy an address in advance, and a code that is typed in another browser is worth
nothing there.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.contrib.auth.hashers import make_password
from django.http import HttpResponse, QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from faden.backbone.people import limits
from faden.backbone.people.actions import create_hashed_account
from faden.backbone.people.http import (
    ENTRY_KEY,
    AccountRequest,
    PersonRequest,
    entry_of,
    remember_second_factor,
)
from faden.backbone.people.models import Person, normal_email
from faden.lib.refused import Refused
from faden.surfaces.account import actions, rules
from faden.surfaces.account.city import CitySignIn, Claims, the_city
from faden.surfaces.account.rules import NewAddress, SignUp
from faden.web.pages import is_own_page, see_other

SIGN_UP_KEY = "sign_up"  # in the session
NEW_ADDRESS_KEY = "new_address"  # in the session
NEXT = "next"


def posted(request: PersonRequest) -> QueryDict | None:
    """Return what a form sent, or None: then the form is new."""
    return request.POST if request.method == "POST" else None


def has_account(request: PersonRequest) -> bool:
    """Return whether somebody is signed in; a guest is not."""
    return request.person is not None and request.person.email is not None


def next_url(request: PersonRequest) -> str:
    """Return the page of ours that somebody wants to come back to, or an empty text."""
    url = request.POST.get(NEXT) or request.GET.get(NEXT, "")
    return url if is_own_page(request, url) else ""


def begin_sign_up(
    request: PersonRequest, *, display_name: str, email: str, password: str, now: datetime
) -> None:
    """Remember the sign-up in the session and mail a code, or that there is an account.

    Both take the same steps, so that neither answer nor time tells which of them it was.

    :raises Refused: after too many from one network or for one address
    """
    limits.take("sign_up", address=request.address, now=now)
    sign_up = SignUp(
        email=normal_email(email),
        display_name=display_name,
        password_hash=make_password(password),
        next_url=next_url(request),
    )
    request.session.cycle_key()
    send_code(request, sign_up, now=now)


def pretend_sign_up(request: PersonRequest, *, email: str, now: datetime) -> None:
    """Show a program that filled the trap the same page as everybody, and mail nothing."""
    _keep(request, SignUp(normal_email(email)).with_code(rules.new_code(), now=now))


def send_code(request: PersonRequest, sign_up: SignUp, *, now: datetime) -> None:
    """Mail a code; an earlier one is worth nothing from now on.

    :raises Refused: after too many for one address
    """
    if not sign_up.password_hash:
        return
    _count_mail(request, sign_up.email, now=now)
    code = rules.new_code()
    _keep(request, sign_up.with_code(code, now=now))
    actions.mail_code(
        email=sign_up.email,
        code=code,
        minutes=rules.CODE_MINUTES,
        language=get_language() or "de",
    )


def waiting_sign_up(request: PersonRequest, *, now: datetime) -> SignUp | None:
    """Return the sign-up that waits for its code, unless it is too old."""
    stored = request.session.get(SIGN_UP_KEY)
    sign_up = SignUp(**stored) if stored else None
    return sign_up if sign_up and sign_up.is_waiting(now=now) else None


def confirmed_account(sign_up: SignUp, *, code: str, now: datetime) -> Person | None:
    """Return the new account, or None for a wrong code.

    :raises Refused: after too many wrong codes, or when the address got an account meanwhile
    """
    limits.take("codes", about=sign_up.code_hash, now=now)
    if not sign_up.password_hash or not sign_up.fits(code):
        return None
    return create_hashed_account(
        email=sign_up.email,
        display_name=sign_up.display_name,
        password_hash=sign_up.password_hash,
        language=get_language() or "de",
        now=now,
    )


def begin_reset(request: PersonRequest, email: str, *, now: datetime) -> None:
    """Count that somebody asks for a link, whether or not there is an account.

    :raises Refused: after too many from one network or for one address
    """
    limits.take("sign_up", address=request.address, now=now)
    _count_mail(request, normal_email(email), now=now)


def begin_new_address(request: AccountRequest, email: str, *, now: datetime) -> None:
    """Remember the wish in the session and mail a code, or that the address has an account.

    :raises Refused: after too many for one address
    """
    wish = NewAddress(normal_email(email))
    limits.take("new_address", person=request.person, now=now)
    limits.take("mails", person=request.person, about=wish.email, now=now)
    code = rules.new_code()
    request.session[NEW_ADDRESS_KEY] = asdict(wish.with_code(code, now=now))
    actions.mail_new_address_code(
        wish.email, code=code, minutes=rules.CODE_MINUTES, language=request.person.language
    )


def waiting_address(request: AccountRequest, *, now: datetime) -> NewAddress | None:
    """Return the new address that waits for its code, unless it is too old."""
    stored = request.session.get(NEW_ADDRESS_KEY)
    wish = NewAddress(**stored) if stored else None
    return wish if wish and wish.is_waiting(now=now) else None


def confirm_address(request: AccountRequest, wish: NewAddress, *, code: str, now: datetime) -> bool:
    """Give the account its new address; False: the code is wrong.

    :raises Refused: after too many wrong codes, or when the address got an account meanwhile
    """
    limits.take("codes", about=wish.code_hash, now=now)
    if not wish.fits(code):
        return False
    actions.change_address(request.person, wish.email, now=now)
    del request.session[NEW_ADDRESS_KEY]
    return True


def account_by_city(claims: Claims, city: CitySignIn, *, now: datetime) -> Person:
    """Return whose account the city's sign-in opens.

    :raises Refused: who may not enter; the provider's roles are taken from them
    """
    try:
        language = get_language() or "de"
        return actions.enter_by_city(claims, city, language=language, now=now)
    except Refused:
        actions.leave_city(claims, city, now=now)
        raise


def remember_entry(request: PersonRequest, person: Person, *, token: str) -> None:
    """Note who is entering by the city, and what ends the session there."""
    request.session[ENTRY_KEY] = {"person": person.pk, "token": token}


def open_account(request: PersonRequest, person: Person, *, target: str) -> HttpResponse:
    """Sign in whom the provider asked for a second factor."""
    get_adapter().login(request, person)
    remember_second_factor(request)
    return see_other(target)


def city_sign_out(request: PersonRequest) -> str:
    """Return where the session at the city's provider ends; empty if there is none."""
    city, person = the_city(), request.person
    token = entry_of(request, person).get("token") if person is not None else None
    if city is None or not token:
        return ""
    from faden.surfaces.account.provider import sign_out_address  # noqa: PLC0415 - takes memory

    return sign_out_address(city, token)


def _count_mail(request: PersonRequest, email: str, *, now: datetime) -> None:
    """Count a mail that somebody without an account asks for.

    Few from one network, so that a stranger does not use up what the person at the address needs;
    and not many from everywhere, so that no crowd fills their mailbox.

    :raises Refused: after too many
    """
    limits.take("mails", address=request.address, about=email, now=now)
    limits.take("mails_in_all", about=email, now=now)


def _keep(request: PersonRequest, sign_up: SignUp) -> None:
    request.session[SIGN_UP_KEY] = asdict(sign_up)


def factor_name(factor: Authenticator) -> str:
    """Return what people call the factor."""
    if factor.type == Authenticator.Type.TOTP:
        return _("App for codes")
    return str(WebAuthn(factor).name)


def in_fours(secret: str) -> str:
    """Return the secret in groups that can be typed."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
