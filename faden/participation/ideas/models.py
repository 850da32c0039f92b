"""An idea is an item with a text, an action field and perhaps a place; and what is not yet one."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item, Tag
from faden.backbone.people.models import Person
from faden.backbone.places.models import COORDINATES, District
from faden.backbone.processes.models import ActionField, Process

TITLE_MIN, TITLE_MAX = 4, 120  # characters, as handed in here; imported titles may be longer
TEXT_MAX = 6000  # characters
TAGS_MAX = 6  # keywords of one idea
REASON_MAX = 300  # characters


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
    edited_at = models.DateTimeField(null=True)  # last time
    edited_after_ratings_at = models.DateTimeField(null=True)  # last time when there were some
    withdrawn_at = models.DateTimeField(null=True)  # the page stays
    withdrawal_reason = models.CharField(_("reason"), max_length=REASON_MAX, blank=True)

    kind_name = "idea"

    class Meta:
        indexes = [
            models.Index(
                fields=["withdrawn_at"],
                condition=Q(withdrawn_at__isnull=False),
                name="ideas_withdrawn",
            )
        ]
        constraints = [
            models.CheckConstraint(condition=COORDINATES, name="idea_coordinates_are_wgs84"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawal_reason=""),
                name="idea_withdrawn_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(edited_after_ratings_at=None) | Q(edited_at__isnull=False),
                name="idea_edited_after_ratings_is_edited",
            ),
        ]


class IdeaDraft(models.Model):
    """What somebody with an account has begun to write and will hand in later, or not."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="idea_drafts")
    process = models.ForeignKey(Process, on_delete=models.CASCADE, related_name="idea_drafts")
    content = models.JSONField()  # {name of a field: [what was typed or chosen, ...]}
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "ideas_draft"
        constraints = [
            models.UniqueConstraint(fields=["person", "process"], name="one_draft_per_process")
        ]

    def __str__(self) -> str:
        return f"draft of {self.person_id} in {self.process_id}"
