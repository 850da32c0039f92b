"""Handing in an idea: what, where, and anything to show."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from faden.backbone.items.models import Tag
from faden.backbone.processes.form_part import WithAge, WithSignature
from faden.backbone.processes.models import ActionField, Process
from faden.backbone.processes.queries import action_fields_of
from faden.participation.ideas.actions import Draft
from faden.participation.ideas.forms.place import WithPlace
from faden.participation.ideas.models import TAGS_MAX, TEXT_MAX, TITLE_MAX, TITLE_MIN, Idea
from faden.shared.media.form_part import WithDocuments, WithImages

TEXT_MIN = 10  # characters
WITH_ACCOUNT = "with_account"  # sent along when the form was shown to somebody who was signed in
TYPED = (
    "without_name",
    "speaks_as",
    "title",
    "text",
    "action_field",
    "tags",
    "district",
    "address",
    "latitude",
    "longitude",
)
LONGEST_TYPED = 4 * TEXT_MAX  # characters of a field that are kept for later


class IdeaForm(WithImages, WithDocuments, WithPlace, WithSignature, WithAge):
    title = forms.CharField(
        label=_("Title"),
        help_text=_("Your idea in one sentence."),
        min_length=TITLE_MIN,
        max_length=TITLE_MAX,
    )
    text = forms.CharField(
        label=_("Your idea"),
        help_text=_("What should change, for whom, and why?"),
        min_length=TEXT_MIN,
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    action_field = forms.ModelChoiceField(
        label=_("Topic"),
        queryset=ActionField.objects.none(),
        empty_label=_("No topic fits"),
        required=False,
    )
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Shown with your idea. You may leave it empty."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    has_rights = forms.BooleanField(
        label=_("I may publish these pictures, and everybody to be recognised in them agrees."),
        required=False,
    )

    def __init__(self, *args: Any, process: Process, asks_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["has_rights"].is_needed_sometimes = True  # type: ignore[attr-defined]
        topics = self.fields["action_field"]
        assert isinstance(topics, forms.ModelChoiceField)  # noqa: S101 - declared above
        topics.queryset = action_fields_of(process.pk)
        self._tags = {tag.slug: tag for tag in Tag.objects.all()}
        if self._tags:
            self.fields["tags"] = _tags_field(self._tags)
        if not asks_name:
            del self.fields["name"]
        elif self.owner is not None:
            self.fields["name"].initial = self.owner.display_name

    def clean(self) -> dict[str, Any]:
        """Ask who adds a picture whether they may."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        if "has_rights" in self.fields and self._has_new_pictures and not values.get("has_rights"):
            self.add_error("has_rights", _("Please confirm this, or take the pictures out."))
        return values

    @property
    def _has_new_pictures(self) -> bool:
        """Whether there are pictures that hang nowhere yet."""
        part = self.pictures
        if part is None:
            return False
        is_kept = any(file.attached_at is None for file in part.files.values())
        return is_kept or bool(part.uploads)

    def clean_tags(self) -> list[Tag]:
        """Return the chosen keywords, not too many."""
        slugs = self.cleaned_data["tags"]
        if len(slugs) > TAGS_MAX:
            raise forms.ValidationError(
                ngettext(
                    "Please choose at most %(most)s keyword.",
                    "Please choose at most %(most)s keywords.",
                    TAGS_MAX,
                ),
                params={"most": TAGS_MAX},
            )
        return [self._tags[slug] for slug in slugs]

    @property
    def has_tags(self) -> bool:
        """Whether the part with the keywords is to be open."""
        return "tags" in self.fields and bool(self["tags"].value() or self["tags"].errors)

    @property
    def has_documents(self) -> bool:
        """Whether the part with the documents is to be open."""
        return any(slot.is_used for slot in self.document_slots())

    @property
    def lost_account(self) -> bool:
        """Whether whoever began to write was signed in, but is not any more."""
        was_signed_in = bool(self.data.get(WITH_ACCOUNT))
        return was_signed_in and (self.owner is None or self.owner.is_guest)

    def draft(self, *, language: str) -> Draft:
        """Return what was handed in; the form is valid."""
        values = self.cleaned_data
        return Draft(
            title=values["title"],
            text=values["text"],
            action_field=values["action_field"],
            district=values["district"],
            latitude=values["latitude"],
            longitude=values["longitude"],
            address=values.get("address", ""),
            language=language,
            tags=values.get("tags", ()),
            shows_author=self.shows_author,
        )


def typed_in(data: QueryDict) -> dict[str, list[str]]:
    """Return what was typed and chosen, to be kept for later: `{name of a field: values}`."""
    values = {name: [value[:LONGEST_TYPED] for value in data.getlist(name)] for name in TYPED}
    return {name: kept[: len(TYPED) * TAGS_MAX] for name, kept in values.items() if any(kept)}


def initial_of(kept: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return what was kept as the first content of a form."""
    return {
        name: list(values) if name == "tags" else values[0]
        for name, values in kept.items()
        if name in TYPED and values
    }


def content_of(idea: Idea) -> dict[str, Any]:
    """Return what the idea says as the first content of a form."""
    return {
        "title": idea.title,
        "without_name": not idea.shows_author,
        "text": idea.text,
        "action_field": idea.action_field_id,
        "tags": [tag.slug for tag in idea.tags.all()],
        "district": idea.district_id,
        "address": idea.address,
        "latitude": idea.latitude,
        "longitude": idea.longitude,
    }


def _tags_field(tags: Mapping[str, Tag]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Keywords"),
        help_text=_("At most six. They help others to find your idea."),
        choices=[(slug, tag.name) for slug, tag in tags.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
