"""The tick box by which people say their age, as a part of other forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from faden.backbone.people.voices import Voice
from faden.web.forms import Form

BOX = "is_old_enough"
UNNAMED = "without_name"
VOICE = "speaks_as"


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


class WithSignature(Form):
    """Base of forms for taking part: people with an account may leave their name out.

    Who acts for an organisation, or belongs to the council, speaks privately unless they choose
    otherwise. After validation, `shows_author` and `voice_key` say what was chosen.
    """

    def __init__(
        self, *args: Any, public_name: str = "", voices: Sequence[Voice] = (), **kwargs: Any
    ) -> None:
        """`public_name`: of somebody with an account; without one, nothing is asked."""
        super().__init__(*args, **kwargs)
        if voices:
            own = _("Myself: %(name)s") % {"name": public_name}
            self.fields[VOICE] = forms.ChoiceField(
                label=_("Write as"),
                help_text=_("What you write in another name than your own is marked."),
                choices=[("", own), *((voice.key, voice.label) for voice in voices)],
                required=False,
            )
        if public_name:
            self.fields[UNNAMED] = forms.BooleanField(
                label=_("Publish without my name"),
                help_text=_("Otherwise everybody reads: %(name)s.") % {"name": public_name},
                required=False,
            )

    @property
    def voice_key(self) -> str:
        """In whose name it is said, for `people.voices.voice_for`; empty: in their own."""
        return str(self.cleaned_data.get(VOICE, ""))

    @property
    def shows_author(self) -> bool:
        """Whether the contribution stands under its author's name."""
        return not self.cleaned_data.get(UNNAMED, False)
