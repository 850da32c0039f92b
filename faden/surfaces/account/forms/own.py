"""What people change about their own accounts."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.http import AccountRequest, PersonRequest, entered_by_city
from faden.surfaces.account.forms.fields import (
    PASSWORD_HINT,
    EmailField,
    NameField,
    PasswordField,
    check_password,
)
from faden.web.forms import Form


class OwnDetailsForm(Form):
    """What people may change about themselves."""

    display_name = NameField()
    language = forms.ChoiceField(
        label=_("Language of our mails to you"), choices=lambda: settings.LANGUAGES
    )
    keeps_from_search_engines = forms.BooleanField(
        label=_("Search engines shall leave out pages with contributions under my name"),
        required=False,
    )


class CurrentPasswordForm(Form):
    """Proof that the person is still the one who signed in.

    Whoever entered by the city may have no password here; their session is short.
    """

    city_suffices = True
    current_password = PasswordField(
        autocomplete="current-password", label=_("Your current password")
    )

    def __init__(self, *args: Any, request: AccountRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        if self.city_suffices and entered_by_city(request):
            del self.fields["current_password"]

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


class NewAddressForm(CurrentPasswordForm):
    """The address that is wanted, and the password of who wants it."""

    email = EmailField(help_text=_("We send a code to this address. Nobody else gets to see it."))
    field_order = ("email", "current_password")


class ChangePasswordForm(CurrentPasswordForm):
    """The password in use, and the one that replaces it."""

    city_suffices = False
    new_password = PasswordField(
        autocomplete="new-password", label=_("New password"), help_text=PASSWORD_HINT
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a password that is easy to guess."""
        super().clean()
        check_password(self, "new_password", person=self.request.person)
        return self.cleaned_data
