"""A link says only where something comes from; the verdict on it is an Outcome."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


NOTE_LENGTH = 500  # characters


def relations() -> list[tuple[str, StrOrPromise]]:
    """Return the relations for fields that offer them."""
    return list(Link.Relation.choices)


class Link(models.Model):
    """`source` stands in `relation` to `target`; the labels read in that direction."""

    class Relation(models.TextChoices):
        DERIVED_FROM = "derived_from", _("was derived from")
        RESPONDS_TO = "responds_to", _("responds to")
        MERGED_INTO = "merged_into", _("was merged into")
        SIMILAR_TO = "similar_to", _("is similar to")
        TAKEN_FURTHER_IN = "taken_further_in", _("is taken further in")
        FORWARDED_TO = "forwarded_to", _("was forwarded to")
        DECIDED_IN = "decided_in", _("was decided in")
        IMPLEMENTS = "implements", _("implements")
        CONTRADICTS = "contradicts", _("contradicts")
        PART_OF = "part_of", _("is part of")
        MOVED_FROM = "moved_from", _("was moved from")

    source = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="links_from")
    target = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="links_to")
    relation = models.CharField(max_length=20, choices=relations)
    note = models.CharField(max_length=NOTE_LENGTH, blank=True)  # why, in a sentence
    # The words at either end that it is about: {"exact", "prefix", "suffix"}, as the W3C Web
    # Annotation Model selects text.
    source_passage = models.JSONField(null=True)
    target_passage = models.JSONField(null=True)
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target", "relation"], name="one_link_per_relation"
            ),
            models.CheckConstraint(condition=~Q(source=F("target")), name="link_has_two_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.relation} {self.target_id}"

    def page_scopes(self) -> Iterable[str]:
        return [*self.source.page_scopes(), *self.target.page_scopes()]
