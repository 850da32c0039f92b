"""What narrows a thread, and what the team links."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.kinds import kind
from faden.backbone.items.models import Item
from faden.shared.thread.actions import Knot
from faden.shared.thread.models import NOTE_LENGTH
from faden.shared.thread.relations import TIE_OF, TIES
from faden.shared.thread.walk import Step, Thread
from faden.web.forms import Form

BACK, ONWARD = "herkunft", "folgen"


class ThreadForm(Form):
    """A direction and a kind of item, from the address; what is unknown narrows nothing."""

    marks_optional_fields = False
    richtung = forms.ChoiceField(
        label=_("Direction"),
        required=False,
        choices=[
            ("", _("Both")),
            (BACK, _("Where it comes from")),
            (ONWARD, _("What became of it")),
        ],
    )
    art = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, query: Any, thread: Thread) -> None:
        super().__init__(query, auto_id="filter-%s")
        names = {step.item.kind for step in (*thread.back, *thread.onward)}
        labels = sorted((str(kind(name).label_plural), name) for name in names)
        self.fields["art"].choices = [("", _("All")), *((name, said) for said, name in labels)]  # type: ignore[attr-defined]
        self.full_clean()

    @property
    def kind_name(self) -> str:
        """The kind of items to show; empty: all."""
        return str(self.cleaned_data.get("art", ""))

    @property
    def shows_back(self) -> bool:
        return self.cleaned_data.get("richtung") != ONWARD

    @property
    def shows_onward(self) -> bool:
        return self.cleaned_data.get("richtung") != BACK

    def passed(self, steps: Iterable[Step]) -> list[Step]:
        """Return the steps to items of the kind that was asked for."""
        return [step for step in steps if self.kind_name in ("", step.item.kind)]


def _ties() -> list[tuple[str, Any]]:
    return [(tie.code, tie.words) for tie in TIES]


class KnotForm(Form):
    """What hangs together with an item, how, and why."""

    others = forms.MultipleChoiceField(
        label=_("With what?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose at least one entry.")},
    )
    tie = forms.ChoiceField(label=_("How does this entry hang together with it?"), choices=_ties)
    note = forms.CharField(
        label=_("Why?"),
        help_text=_("One plain sentence. Everybody can read it."),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    quote = forms.CharField(
        label=_("The words of this entry that it is about"),
        help_text=_("Copied from its text."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, candidates: Iterable[Item], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = {str(item.pk): item for item in candidates}
        field = self.fields["others"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [
            (key, f"{item.title} ({kind(item.kind).label})")
            for key, item in self.candidates.items()
        ]

    @property
    def chosen(self) -> list[Item]:
        """The other entries; the form is valid."""
        return [self.candidates[key] for key in self.cleaned_data["others"]]

    @property
    def knot(self) -> Knot:
        """What was said of them; the form is valid."""
        said = self.cleaned_data
        return Knot(TIE_OF[said["tie"]], said["note"], said["quote"])
