"""Who rated what is private: a rating is never an item and never in the log."""

from django.db import models
from django.db.models import Q

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person


class Rating(models.Model):
    """One person's rating of one item: 1 for, -1 against."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="ratings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="ratings")
    value = models.SmallIntegerField()
    is_by_guest = models.BooleanField(default=False)  # counted apart
    rated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "person"], name="one_rating_per_person"),
            models.CheckConstraint(condition=Q(value__in=[1, -1]), name="rating_is_up_or_down"),
        ]

    def __str__(self) -> str:
        return f"{self.value:+} on {self.item_id}"


class GuestTally(models.Model):
    """Ratings by people without an account, where a process allows them; shown apart."""

    item = models.OneToOneField(
        Item, on_delete=models.CASCADE, related_name="guest_tally", primary_key=True
    )
    n_up = models.PositiveIntegerField(default=0)
    n_down = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "ratings_guest_tally"

    def __str__(self) -> str:
        return f"{self.n_up} / {self.n_down}"
