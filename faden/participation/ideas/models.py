"""An idea is an item with a text, an action field and perhaps a place."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item, Tag
from faden.backbone.places.models import COORDINATES, District
from faden.backbone.processes.models import ActionField

TITLE_MIN, TITLE_MAX = 4, 120  # characters, as handed in here; imported titles may be longer
TEXT_MAX = 6000  # characters


class Idea(Item):
    text = models.TextField(_("text"), blank=True)  # plain text
    action_field = models.ForeignKey(
        ActionField, null=True, on_delete=models.PROTECT, related_name="ideas"
    )
    district = models.ForeignKey(
        District, null=True, on_delete=models.PROTECT, related_name="ideas"
    )
    latitude = models.FloatField(null=True)  # WGS84 degrees
    longitude = models.FloatField(null=True)
    address = models.CharField(_("address"), max_length=120, blank=True)  # as the list writes it
    tags = models.ManyToManyField(Tag, related_name="ideas")
    withdrawn_at = models.DateTimeField(null=True)  # the page stays
    withdrawal_reason = models.CharField(_("reason"), max_length=300, blank=True)

    kind_name = "idea"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=COORDINATES, name="idea_coordinates_are_wgs84"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawal_reason=""),
                name="idea_withdrawn_for_a_reason",
            ),
        ]
