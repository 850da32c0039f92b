"""What people type about their accounts."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import LoginForm, ResetPasswordForm, ResetPasswordKeyForm
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.http import AccountRequest, PersonRequest
from faden.backbone.people.models import EMAIL_LENGTH, NAME_LENGTH, Person
from faden.backbone.people.rules import name_refusal
from faden.surfaces.account.rules import CODE_DIGITS
from faden.web.forms import Form

PASSWORD_LENGTH = 200  # characters; more only costs time
PASSWORD_HINT = _("At least 10 characters. Several words in a row are safe and easy to remember.")
NAME_HINT = _(
    "Everybody can see this name next to your contributions. It need not be your real name."
)


class PasswordField(forms.CharField):
    """A password as it is typed, never shown again."""

    def __init__(self, *, autocomplete: str, **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
        super().__init__(strip=False, max_length=PASSWORD_LENGTH, widget=widget, **kwargs)


class EmailField(forms.EmailField):
    """An address that browsers fill in."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.EmailInput(attrs={"autocomplete": "email"})
        super().__init__(
            label=_("E-mail address"), max_length=EMAIL_LENGTH, widget=widget, **kwargs
        )


class NameField(forms.CharField):
    """The name that everybody sees."""

    def __init__(self) -> None:
        widget = forms.TextInput(attrs={"autocomplete": "nickname"})
        super().__init__(
            label=_("Your name on this website"),
            help_text=NAME_HINT,
            max_length=NAME_LENGTH,
            widget=widget,
        )

    def clean(self, value: Any) -> str:
        """Return the name with single spaces."""
        name = " ".join(super().clean(value).split())
        refusal = name_refusal(name)
        if refusal is not None:
            raise ValidationError(str(refusal), code=refusal.code)
        return name


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
        _check_password(self, "password", about)
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
        _check_password(self, "password1", self.user)
        return self.cleaned_data


class OwnDetailsForm(Form):
    """What people may change about themselves."""

    display_name = NameField()
    language = forms.ChoiceField(
        label=_("Language of our mails to you"), choices=lambda: settings.LANGUAGES
    )


class CurrentPasswordForm(Form):
    """Proof that the person is still the one who signed in."""

    current_password = PasswordField(
        autocomplete="current-password", label=_("Your current password")
    )

    def __init__(self, *args: Any, request: AccountRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_current_password(self) -> str:
        """Return the password if it is right; failures count like those of signing in."""
        password: str = self.cleaned_data["current_password"]
        request: PersonRequest = self.request
        found = get_adapter().authenticate(
            request, email=self.request.person.email, password=password
        )
        if found is None:
            raise ValidationError(_("This is not your current password."), code="wrong_password")
        return password


class ChangePasswordForm(CurrentPasswordForm):
    """The password in use, and the one that replaces it."""

    new_password = PasswordField(
        autocomplete="new-password", label=_("New password"), help_text=PASSWORD_HINT
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a password that is easy to guess."""
        super().clean()
        _check_password(self, "new_password", self.request.person)
        return self.cleaned_data


def _check_password(form: Form, field: str, person: Person | None) -> None:
    password = form.cleaned_data.get(field)
    if not password:
        return
    try:
        validate_password(password, person)
    except ValidationError as error:
        form.add_error(field, error)
