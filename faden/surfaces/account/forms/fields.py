"""Fields that several forms about accounts have."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import EMAIL_LENGTH, NAME_LENGTH, Person
from faden.backbone.people.rules import name_refusal
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


def check_password(form: Form, field: str, *, person: Person | None) -> None:
    password = form.cleaned_data.get(field)
    if not password:
        return
    try:
        validate_password(password, person)
    except ValidationError as error:
        form.add_error(field, error)
