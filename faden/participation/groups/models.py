"""Bodies of a process: who belongs to them, when they meet, what they decide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.people.models import EMAIL_LENGTH

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TITLE_MAX = 120  # characters
MOST_VOTES = 1000


def body_sorts() -> list[tuple[str, StrOrPromise]]:
    """Return the sorts of bodies, for fields that offer them."""
    return list(Body.Sort.choices)


class Body(Item):
    """A group that accompanies a process. Closed is one that only members and the team see."""

    class Sort(models.TextChoices):
        PROJECT_GROUP = "project_group", _("Project group")
        STEERING_GROUP = "steering_group", _("Steering group")
        ADVISORY_BOARD = "advisory_board", _("Advisory board")

    item_ptr = models.OneToOneField(  # unnamed on Item: other kinds have a field `body`
        Item, parent_link=True, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    sort = models.CharField(max_length=20, choices=body_sorts, default=Sort.PROJECT_GROUP)
    task = models.TextField(_("what it does"), blank=True)  # Markdown

    kind_name = "body"


class Member(models.Model):
    """Somebody in a body; the public reads role and organisation, the name only by choice."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="members")
    name = models.CharField(_("name"), max_length=100, blank=True)
    email = models.EmailField(_("e-mail address"), max_length=EMAIL_LENGTH, blank=True)
    role = models.CharField(_("role"), max_length=80)  # "Vorsitz"
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    is_named = models.BooleanField(_("the name is public"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "email"], condition=~Q(email=""), name="member_once_in_a_body"
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="member_email_is_lower_case"
            ),
            models.CheckConstraint(
                condition=Q(is_named=False) | ~Q(name=""), name="named_member_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.role

    def page_scopes(self) -> Iterable[str]:
        return self.body.page_scopes()

    @property
    def public_name(self) -> str:
        """The name, if it is public."""
        return self.name if self.is_named else ""


class Meeting(Item):
    """A meeting of a body: before it date, place and agenda, afterwards the minutes."""

    item_ptr = models.OneToOneField(  # unnamed on Item: other kinds have a field `meeting`
        Item, parent_link=True, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField(_("begins at"))
    place = models.CharField(_("place"), max_length=200, blank=True)
    agenda = models.TextField(_("agenda"), blank=True)  # Markdown
    minutes = models.TextField(_("minutes"), blank=True)  # Markdown

    kind_name = "meeting"


class Decision(Item):
    """What a body has decided, with the result of the vote if there was one."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="decisions")
    meeting = models.ForeignKey(
        Meeting, null=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    text = models.TextField(_("what was decided"))  # Markdown
    decided_on = models.DateField(_("date"))
    n_for = models.PositiveSmallIntegerField(_("in favour"), null=True)
    n_against = models.PositiveSmallIntegerField(_("against"), null=True)
    n_abstained = models.PositiveSmallIntegerField(_("abstentions"), null=True)

    kind_name = "decision"

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(n_for=None, n_against=None, n_abstained=None)
                | Q(n_for__isnull=False, n_against__isnull=False, n_abstained__isnull=False),
                name="votes_of_a_decision_are_complete",
            )
        ]

    @property
    def has_votes(self) -> bool:
        return self.n_for is not None
