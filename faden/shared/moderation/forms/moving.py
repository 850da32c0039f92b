"""Under which topic of another process contributions go on, and why they are moved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.backbone.places.form_part import WithTextBlocks
from faden.backbone.processes.models import ActionField

REASON_MAX = 500  # characters, of a link of the thread


class MoveForm(WithTextBlocks):
    """The reason; the topic too, where the other process has some."""

    blocks_for = "moderation"

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Everybody can read it. Say why it belongs into the other process."),
        max_length=REASON_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    field_order = ("action_field", "text_block", "reason")

    def __init__(self, data: Any = None, *, topics: Sequence[ActionField]) -> None:
        super().__init__(data)
        self._topics = {str(topic.pk): topic for topic in topics}
        if topics:
            named = ((key, topic.name) for key, topic in self._topics.items())
            self.fields["action_field"] = forms.ChoiceField(
                label=_("Topic in the other process"),
                choices=[("", _("No topic fits")), *named],
                required=False,
            )
        self.order_fields(self.field_order)

    def topic(self) -> ActionField | None:
        """Return what was chosen; the form is valid."""
        return self._topics.get(self.cleaned_data.get("action_field", ""))
