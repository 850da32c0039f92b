"""Of which day a documentation is wanted."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.web.forms import DayInput, Form


class DayForm(Form):
    as_of = forms.DateField(
        label=_("How it stood at the end of this day"),
        help_text=_("What came later is left out, what was hidden or withdrawn in any case."),
        widget=DayInput(),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["as_of"].initial = today
