"""A picture belongs to who uploaded it until it is attached; then its item says who may see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.shared.media.files import new_key

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ALT_LENGTH = 300  # characters


def states() -> list[tuple[str, StrOrPromise]]:
    """Return how far a picture is, for fields that offer it."""
    return list(Image.State.choices)


class Image(models.Model):
    """One picture. Its bytes lie in files under `key`; the name it had at home is not kept."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Being prepared")  # for a job to re-encode it
        READY = "ready", _("Ready")
        REFUSED = "refused", _("Cannot be read")  # only seen when its pixels were decoded

    item = models.ForeignKey(Item, null=True, on_delete=models.CASCADE, related_name="images")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="images"
    )
    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    alt_text = models.CharField(_("description"), max_length=ALT_LENGTH, blank=True)
    width = models.PositiveIntegerField()  # pixels of the original, seen upright
    height = models.PositiveIntegerField()
    n_bytes = models.PositiveIntegerField()  # of the original
    format = models.CharField(max_length=4)  # of the original: JPEG, PNG, WEBP, GIF
    position = models.PositiveSmallIntegerField(null=True)  # 1 is the first on its item
    state = models.CharField(max_length=10, choices=states, default=State.WAITING)
    created_at = models.DateTimeField()
    attached_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["owner", "created_at"], name="media_uploads_of_a_day"),
            models.Index(fields=["created_at"], condition=Q(item=None), name="media_not_attached"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["item", "position"], name="one_image_per_position"),
            models.CheckConstraint(
                condition=Q(item=None, attached_at=None, position=None)
                | Q(item__isnull=False, attached_at__isnull=False, position__isnull=False)
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
        return self.item.page_scopes() if self.item else []

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_refused(self) -> bool:
        return self.state == self.State.REFUSED
