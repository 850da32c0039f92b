"""Proofs by a second factor, and setting one up."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from faden.backbone.people import limits
from faden.backbone.people.http import AccountRequest
from faden.backbone.people.models import Person
from faden.lib.refused import Refused
from faden.surfaces.account import actions
from faden.surfaces.account.forms.own import CurrentPasswordForm
from faden.web.forms import Form


class _FactorForm(Form):
    """A proof by a second factor; failures count per person."""

    def __init__(self, *args: Any, person: Person, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.now = person, now

    def count_try(self) -> None:
        """Count one try, until it turns out to be right."""
        try:
            limits.take("second_factor", about=str(self.person.pk), now=self.now)
        except Refused as refused:
            raise ValidationError(str(refused), code=refused.refusal.code) from refused

    def forget_try(self) -> None:
        """Undo `count_try`: the proof was right."""
        limits.give_back("second_factor", about=str(self.person.pk), now=self.now)


class SecondCodeForm(_FactorForm):
    """The code of an app, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("The six digits that your app shows, or one of your recovery codes."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        """Use the code up."""
        self.count_try()
        code = "".join(self.cleaned_data["code"].split())
        if not actions.use_code(self.person, code):
            raise ValidationError(_("This code is not right, or it was used already."))
        self.forget_try()
        return code


class PasskeyForm(_FactorForm):
    """What the browser brought from a device or key."""

    credential = forms.JSONField(widget=forms.HiddenInput)

    def clean_credential(self) -> dict[str, Any]:
        """Check the signature."""
        self.count_try()
        credential: dict[str, Any] = self.cleaned_data["credential"]
        webauthn.parse_authentication_response(credential)
        webauthn.complete_authentication(self.person, credential)
        self.forget_try()
        return credential


class AddAppForm(CurrentPasswordForm):
    """The first code of an app, and the password of who connects it."""

    code = forms.CharField(
        label=_("Code"),
        help_text=_("The six digits that the app shows now."),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, request: AccountRequest, **kwargs: Any) -> None:
        super().__init__(*args, request=request, **kwargs)
        self.secret = totp.get_totp_secret(regenerate=not self.is_bound)

    def clean_code(self) -> str:
        """Return the code if the app made it."""
        code = "".join(self.cleaned_data["code"].split())
        if not totp.validate_totp_code(self.secret, code):
            raise ValidationError(
                _("This is not the code that the app shows now. Is the clock of the device right?")
            )
        return code


class AddPasskeyForm(CurrentPasswordForm):
    """A new device or key, its name, and the password of who connects it."""

    name = forms.CharField(
        label=_("Name"), help_text=_("For example: telephone, key at work"), max_length=40
    )
    credential = forms.JSONField(
        widget=forms.HiddenInput,
        error_messages={"required": _("The device did not answer. Please try again.")},
    )
    field_order = ("name", "credential", "current_password")

    def clean(self) -> dict[str, Any]:
        """Check what the device answered, once all else is right."""
        super().clean()
        credential = self.cleaned_data.get("credential")
        if credential and not self.errors:
            webauthn.parse_registration_response(credential)
            webauthn.complete_registration(credential)
        return self.cleaned_data
