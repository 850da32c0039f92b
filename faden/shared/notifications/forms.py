"""Choosing which mails one gets."""

from typing import Any

from django import forms

from faden.shared.notifications.rules import SORTS
from faden.web.forms import Form


class MailsForm(Form):
    """A box for each sort of mails that nobody has to get; ticked ones are sent."""

    marks_optional_fields = False

    def __init__(self, *args: Any, declined: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for sort, label in SORTS.items():
            self.fields[sort] = forms.BooleanField(
                label=label, required=False, initial=sort not in declined
            )
