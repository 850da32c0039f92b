"""Who may see a process, and keeping it as a template."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from faden.backbone.people.models import EMAIL_LENGTH
from faden.backbone.processes.models import Process
from faden.surfaces.process_setup.forms.process import a_text
from faden.web.forms import Form

MOST_ADDRESSES = 500  # at once
BETWEEN = re.compile(r"[\s,;<>]+")
Visibility = Process.Visibility


class InvitationsForm(Form):
    addresses = a_text(
        _("E-mail addresses"),
        rows=6,
        required=True,
        help_text=_("As many as you like, in lines or with commas between them."),
    )

    def clean_addresses(self) -> list[str]:
        """Return each address once; names around them, as mail programs copy them, are left out."""
        words = BETWEEN.split(self.cleaned_data["addresses"])
        found = list(dict.fromkeys(word.lower() for word in words if "@" in word))
        if not found:
            raise ValidationError(_("There is no e-mail address in this text."))
        if len(found) > MOST_ADDRESSES:
            raise ValidationError(_("At most 500 addresses at once."))
        if wrong := [address for address in found if not _is_address(address)]:
            told = _now("These are no e-mail addresses: %(wrong)s")
            raise ValidationError(told % {"wrong": ", ".join(wrong)})
        return found


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return len(text) <= EMAIL_LENGTH


class PreviewForm(Form):
    days = forms.TypedChoiceField(
        label=_("How long shall it be open?"),
        choices=[(3, _("3 days")), (7, _("7 days")), (14, _("14 days")), (30, _("30 days"))],
        initial=7,
        coerce=int,
    )

    def expires_at(self, *, now: datetime) -> datetime:
        """Return when the link ends; the form is valid."""
        return now + timedelta(days=self.cleaned_data["days"])


class PublishForm(Form):
    """Who sees the process from now on, and whether invited people get a mail.

    `n_places`: how many places in square brackets nobody has filled in yet.
    """

    visibility = forms.ChoiceField(label=_("Who shall see it?"), widget=forms.RadioSelect)
    tells_invited = forms.BooleanField(required=False, initial=True)
    accepts_places = forms.BooleanField(
        label=_("The words in square brackets are meant like that"),
        error_messages={
            "required": _("Fill in what stands in square brackets, or say that it is meant so.")
        },
    )

    def __init__(
        self,
        data: Any = None,
        *,
        process: Process,
        proposed: str,
        n_invited: int,
        n_places: int,
    ) -> None:
        is_draft = process.visibility == Visibility.STAFF
        super().__init__(data, initial={"visibility": proposed})
        visibility = self.fields["visibility"]
        assert isinstance(visibility, forms.ChoiceField)  # noqa: S101 - declared above
        visibility.choices = [
            (Visibility.PUBLIC.value, _("Everybody")),
            (Visibility.INVITED.value, _("Invited people only")),
            *([] if is_draft else [(Visibility.STAFF.value, _("The team only, as a draft"))]),
        ]
        if n_invited and is_draft:
            self.fields["tells_invited"].label = ngettext(
                "Tell the %(n)s invited person by mail",
                "Tell the %(n)s invited people by mail",
                n_invited,
            ) % {"n": n_invited}
        else:
            del self.fields["tells_invited"]
        if not n_places:
            del self.fields["accepts_places"]

    def clean(self) -> dict[str, Any]:
        """Let a process be taken back whatever its texts say."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("visibility") == Visibility.STAFF:
            self.errors.pop("accepts_places", None)
        return cleaned


class TemplateForm(Form):
    name = forms.CharField(label=_("Name of the template"), max_length=120)
    purpose = a_text(
        _("What is it for?"),
        rows=3,
        required=True,
        help_text=_("One or two sentences for whoever chooses among templates."),
    )
