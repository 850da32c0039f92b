"""A result is drawn up by the team, then frozen: what was published is never changed."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import TITLE_LENGTH, Item
from faden.backbone.people.models import Person
from faden.participation.ideas.models import Idea

REASON_LENGTH = 500  # characters
NOTE_LENGTH = 4000  # characters


class Result(Item):
    """The ranking of a process's ideas by ratings in favour, and what was selected of it.

    Until it is frozen it is a draft of the team; `choices` keeps what they chose so far:
    `{idea_id: {"is_selected": bool, "reason": str}}`.
    """

    n_wanted = models.PositiveSmallIntegerField(_("number to select"), default=10)  # ideas
    note = models.TextField(_("how comments were considered"), blank=True)  # Markdown
    tie_reason = models.CharField(max_length=REASON_LENGTH, blank=True)  # a tie at the line
    choices = models.JSONField(default=dict)
    n_people = models.PositiveIntegerField(default=0)  # who rated online with an account
    n_ratings = models.PositiveIntegerField(default=0)  # online, with an account
    n_left_out = models.PositiveIntegerField(default=0)  # ideas hidden, withdrawn or merged
    frozen_at = models.DateTimeField(null=True)
    is_current = models.BooleanField(default=False)  # published, and not replaced by a newer one

    kind_name = "result"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(frozen_at=None) | ~Q(note=""), name="frozen_result_has_a_note"
            ),
            models.CheckConstraint(
                condition=Q(is_current=False) | Q(frozen_at__isnull=False),
                name="current_result_is_frozen",
            ),
            models.CheckConstraint(condition=Q(n_wanted__gte=1), name="result_selects_something"),
        ]

    @property
    def is_frozen(self) -> bool:
        return self.frozen_at is not None


class Entry(models.Model):
    """An idea of a frozen result as it stood on that day; equal ones share a place."""

    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="entries")
    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="result_entries")
    place = models.PositiveIntegerField()  # 1 is the first
    position = models.PositiveIntegerField()  # in the list; unlike places never shared
    title = models.CharField(max_length=TITLE_LENGTH)
    n_up = models.PositiveIntegerField()  # ratings by accounts
    n_down = models.PositiveIntegerField()
    n_comments = models.PositiveIntegerField()
    n_dots = models.PositiveIntegerField(default=0)  # counted on site, apart
    is_selected = models.BooleanField(default=False)
    reason = models.CharField(max_length=REASON_LENGTH, blank=True)  # of a choice beside the order

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["result", "idea"], name="one_entry_per_idea"),
            models.UniqueConstraint(fields=["result", "position"], name="one_entry_per_position"),
        ]

    def __str__(self) -> str:
        return f"{self.place}. {self.title}"

    def page_scopes(self) -> Iterable[str]:
        return self.result.page_scopes()

    @property
    def shown_title(self) -> str:
        """The title as it was; an idea that was hidden since then is not named any more."""
        return self.title if self.idea.is_public else gettext("Hidden idea")


class DotCount(models.Model):
    """Dots that people stuck beside an idea on site; never added to ratings."""

    idea = models.OneToOneField(
        Idea, on_delete=models.CASCADE, related_name="dot_count", primary_key=True
    )
    n_dots = models.PositiveIntegerField()
    counted_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    counted_at = models.DateTimeField()

    class Meta:
        db_table = "results_dot_count"

    def __str__(self) -> str:
        return f"{self.n_dots} dots on {self.idea_id}"
