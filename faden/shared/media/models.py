"""A file is its owner's until it is attached; then what it hangs on says who sees it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item, visibilities
from faden.backbone.places.models import Place
from faden.backbone.processes.models import Milestone
from faden.shared.media.files import new_key

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ALT_LENGTH = 300  # characters
DOCUMENT_TITLE_LENGTH = 200
FILENAME_LENGTH = 120

Target = Item | Milestone  # what pictures and documents hang on


def states() -> list[tuple[str, StrOrPromise]]:
    """Return how far a picture is, for fields that offer it."""
    return list(Image.State.choices)


def document_kinds() -> list[tuple[str, StrOrPromise]]:
    """Return the kinds of documents, for fields that offer them."""
    return list(Document.Kind.choices)


def document_states() -> list[tuple[str, StrOrPromise]]:
    """Return whether documents are checked, for fields that offer it."""
    return list(Document.State.choices)


class File(models.Model):
    """What pictures and documents have in common: whose they are, and what they hang on."""

    item = models.ForeignKey(Item, null=True, on_delete=models.CASCADE, related_name="%(class)ss")
    milestone = models.ForeignKey(
        Milestone, null=True, on_delete=models.CASCADE, related_name="%(class)ss"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    n_bytes = models.PositiveIntegerField()  # of what was uploaded
    position = models.PositiveSmallIntegerField(null=True)  # 1 is the first
    created_at = models.DateTimeField()
    attached_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True

    @property
    def target(self) -> Target | None:
        """What the file hangs on; None: not attached, or the logo of the municipality."""
        return self.item or self.milestone

    def page_scopes(self) -> Iterable[str]:
        """Return whose pages show the file."""
        return self.target.page_scopes() if self.target else []


class Image(File):
    """One picture. Its bytes lie in files under `key`; the name it had at home is not kept."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Being prepared")  # for a job to re-encode it
        READY = "ready", _("Ready")
        REFUSED = "refused", _("Cannot be read")  # only seen when its pixels were decoded

    place = models.OneToOneField(  # whose logo it is
        Place, null=True, on_delete=models.CASCADE, related_name="logo"
    )
    alt_text = models.CharField(_("description"), max_length=ALT_LENGTH, blank=True)
    width = models.PositiveIntegerField()  # pixels of the original, seen upright
    height = models.PositiveIntegerField()
    format = models.CharField(max_length=4)  # of the original: JPEG, PNG, WEBP, GIF
    state = models.CharField(max_length=10, choices=states, default=State.WAITING)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "created_at"], name="media_uploads_of_a_day"),
            models.Index(
                fields=["created_at"],
                condition=Q(attached_at=None),
                name="media_not_attached",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["item", "position"], name="one_image_per_position"),
            models.UniqueConstraint(
                fields=["milestone", "position"], name="one_image_per_position_of_milestone"
            ),
            models.CheckConstraint(
                condition=Q(item=None, milestone=None)
                | Q(item=None, place=None)
                | Q(milestone=None, place=None),
                name="image_hangs_on_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(item=None, milestone=None, place=None, attached_at=None, position=None)
                | (Q(item__isnull=False) | Q(milestone__isnull=False) | Q(place__isnull=False))
                & Q(attached_at__isnull=False, position__isnull=False)
                & ~Q(alt_text=""),
                name="attached_image_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "ready", "refused"]), name="image_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.format} {self.width} x {self.height}"

    def page_scopes(self) -> Iterable[str]:
        """Return whose pages show the picture."""
        return self.place.page_scopes() if self.place else super().page_scopes()

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_refused(self) -> bool:
        return self.state == self.State.REFUSED


class Document(File):
    """One document, kept as it was uploaded and only ever sent as a file to be saved."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Being checked")  # by the scanner for viruses
        READY = "ready", _("Ready")
        REFUSED = "refused", _("Not accepted")  # the scanner found something

    class Kind(models.TextChoices):
        PDF = "pdf", "PDF"
        ODT = "odt", "ODT"
        ODS = "ods", "ODS"
        ODP = "odp", "ODP"
        DOCX = "docx", "DOCX"
        XLSX = "xlsx", "XLSX"
        PPTX = "pptx", "PPTX"
        TXT = "txt", "TXT"
        CSV = "csv", "CSV"

    title = models.CharField(_("title"), max_length=DOCUMENT_TITLE_LENGTH, blank=True)
    filename = models.CharField(max_length=FILENAME_LENGTH)  # made safe, ends with the kind
    kind = models.CharField(max_length=4, choices=document_kinds)  # by its content
    visibility = models.CharField(
        _("who sees it"), max_length=10, choices=visibilities, default=Item.Visibility.PUBLIC
    )
    state = models.CharField(max_length=10, choices=document_states, default=State.READY)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "created_at"], name="media_documents_of_a_day"),
            models.Index(
                fields=["created_at"],
                condition=Q(attached_at=None),
                name="media_document_not_attached",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["item", "position"], name="one_document_per_position"),
            models.UniqueConstraint(
                fields=["milestone", "position"], name="one_document_per_position_of_milestone"
            ),
            models.CheckConstraint(
                condition=Q(item=None) | Q(milestone=None), name="document_hangs_on_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(item=None, milestone=None, attached_at=None, position=None)
                | (Q(item__isnull=False) | Q(milestone__isnull=False))
                & Q(attached_at__isnull=False, position__isnull=False)
                & ~Q(title=""),
                name="attached_document_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=["public", "invited", "staff"]),
                name="document_visibility",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "ready", "refused"]), name="document_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_public(self) -> bool:
        """Whether it is for all who may see what it hangs on."""
        return self.visibility == Item.Visibility.PUBLIC

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY
