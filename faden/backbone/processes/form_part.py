"""The tick box by which people say their age, as a part of other forms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from faden.web.forms import Form

BOX = "is_old_enough"


class WithAge(Form):
    """Base of forms for taking part; they ask for the age where the process needs it said.

    `age_to_declare` comes from the rule of that name; 0 asks nothing. After validation, the view
    hands `declared_age` to `people.actions.declare_age` before it calls its own action.
    """

    def __init__(self, *args: Any, age_to_declare: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.age_to_declare = age_to_declare
        if age_to_declare:
            self.fields[BOX] = forms.BooleanField(
                label=_("I am at least %(age)s years old.") % {"age": age_to_declare},
                error_messages={"required": _("Please confirm your age.")},
            )

    @property
    def declared_age(self) -> int:
        """The age, in years, that was confirmed; 0 if nothing was asked."""
        return self.age_to_declare if self.cleaned_data.get(BOX) else 0
