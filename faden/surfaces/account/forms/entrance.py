"""Signing up, signing in, and a new password."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import Person
from faden.surfaces.account.forms.fields import (
    PASSWORD_HINT,
    EmailField,
    NameField,
    PasswordField,
    check_password,
)
from faden.surfaces.account.rules import CODE_DIGITS
from faden.web.forms import Form


class SignUpForm(Form):
    """Name, address and password of somebody new."""

    display_name = NameField()
    email = EmailField(
        help_text=_("We send a code to this address. Nobody else gets to see the address.")
    )
    password = PasswordField(
        autocomplete="new-password", label=_("Password"), help_text=PASSWORD_HINT
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a password that is easy to guess, also by name and address."""
        super().clean()
        typed = self.cleaned_data
        about = Person(email=typed.get("email"), display_name=typed.get("display_name", ""))
        check_password(self, "password", person=about)
        return typed


class CodeForm(Form):
    """The code from the mail, however it is parted."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        """Return the digits."""
        code = "".join(self.cleaned_data["code"].split())
        if len(code) != CODE_DIGITS or not (code.isascii() and code.isdigit()):
            raise ValidationError(_("The code has six digits."), code="not_a_code")
        return code


class SignInForm(Form, LoginForm):
    """Address and password, checked by allauth in our way."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = EmailField()
        self.fields["password"] = PasswordField(
            autocomplete="current-password", label=_("Password")
        )


class ResetForm(Form, ResetPasswordForm):
    """The address of somebody who forgot the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"] = EmailField()


class NewPasswordForm(Form, ResetPasswordKeyForm):
    """A new password, after the link from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["password1"] = PasswordField(
            autocomplete="new-password", label=_("New password"), help_text=PASSWORD_HINT
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a password that is easy to guess."""
        super().clean()  # type: ignore[no-untyped-call]  # of allauth
        check_password(self, "password1", person=self.user)
        return self.cleaned_data
