"""Merging an idea into another one, or noting that the two are alike."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.web.forms import Form

MERGE, SIMILAR = "merge", "similar"


class MergeForm(Form):
    target = forms.ChoiceField(label=_("Which idea?"), widget=forms.RadioSelect)
    what = forms.ChoiceField(
        label=_("What should happen?"),
        choices=[
            (SIMILAR, _("Show each as similar on the page of the other")),
            (MERGE, _("Merge this idea into the chosen one")),
        ],
        initial=SIMILAR,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason for merging"),
        help_text=_("Everybody can read it."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, candidates: Iterable[Item], tells_author: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if tells_author:
            notice = _("Everybody can read it, and the author is told by mail.")
            self.fields["reason"].help_text = notice
        self.candidates = {str(item.pk): item for item in candidates}
        field = self.fields["target"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(key, item.title) for key, item in self.candidates.items()]

    def clean(self) -> dict[str, Any]:
        """A merger needs a reason."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("what") == MERGE and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Please give a reason. Everybody can read it."))
        return cleaned

    @property
    def chosen(self) -> Item:
        """The other idea; the form is valid."""
        return self.candidates[self.cleaned_data["target"]]

    @property
    def is_merger(self) -> bool:
        return bool(self.cleaned_data["what"] == MERGE)
