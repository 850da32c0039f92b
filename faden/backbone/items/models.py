"""Item: what lists of all kinds have in common. Where it came from. How its text was before."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Least
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.kinds import kind
from faden.lib.text import SLUG_LENGTH, slug_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TITLE_LENGTH = 200  # characters
CONTESTED = Least("n_up", "n_down")  # high where many are in favour and as many against


def visibilities() -> list[tuple[str, StrOrPromise]]:
    """Return who can see an item, for fields that offer it."""
    return list(Item.Visibility.choices)


def channels() -> list[tuple[str, StrOrPromise]]:
    """Return the ways a contribution comes in, for fields that offer them."""
    return list(Origin.Channel.choices)


def capacities() -> list[tuple[str, StrOrPromise]]:
    """Return as what people speak beside their own name, for fields that offer it."""
    return list(Origin.Capacity.choices)


ItemT = TypeVar("ItemT", bound="Item", covariant=True)


class ItemQuerySet(models.QuerySet[ItemT]):
    def public(self) -> Self:
        """Keep what is public by itself; enough where all of it is part of one known process."""
        return self.filter(visibility=Item.Visibility.PUBLIC)

    def seen_by_all(self) -> Self:
        """Keep what everybody may see: it is public, and so is all it is part of."""
        return self.filter(seen_by_all())


def seen_by_all(prefix: str = "") -> Q:
    """Return the condition that everybody may see an item; lists across processes need it.

    :param prefix: the way to the item, as in "target__"
    """
    condition = Q(**{f"{prefix}visibility": Item.Visibility.PUBLIC})
    for above in ("process", "part_of", "part_of__part_of"):
        path = f"{prefix}{above}"
        condition &= Q(**{path: None}) | Q(**{f"{path}__visibility": Item.Visibility.PUBLIC})
    return condition


class Item(models.Model):
    """One row for everything that can be cited; kinds add their columns in a table of their own."""

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Public")
        INVITED = "invited", _("Invited people")
        STAFF = "staff", _("Team only")  # drafts and hidden items

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=20, editable=False)
    title = models.CharField(_("title"), max_length=TITLE_LENGTH, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="items"
    )
    part_of = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    process = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10, default="de")  # BCP 47
    visibility = models.CharField(max_length=10, choices=visibilities, default=Visibility.STAFF)
    slug = models.SlugField(max_length=SLUG_LENGTH, blank=True, db_index=False)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    n_up = models.PositiveIntegerField(default=0)  # ratings by accounts
    n_down = models.PositiveIntegerField(default=0)
    n_comments = models.PositiveIntegerField(default=0)  # public comments
    shows_author = models.BooleanField(default=True)  # else it stands "without a name"

    kind_name: ClassVar[str] = ""
    objects = ItemQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["part_of", "kind", "visibility", "-n_up", "-id"], name="items_most_positive"
            ),
            models.Index(
                fields=["part_of", "kind", "visibility", "-published_at", "-id"],
                name="items_newest",
            ),
            models.Index(
                fields=["part_of", "kind", "visibility", "-n_comments", "-id"],
                name="items_most_discussed",
            ),
            models.Index(
                F("part_of"),
                F("kind"),
                F("visibility"),
                CONTESTED.desc(),
                F("id").desc(),
                name="items_contested",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(visibility__in=["public", "invited", "staff"]), name="item_visibility"
            ),
            models.CheckConstraint(
                condition=~Q(visibility="public") | Q(published_at__isnull=False),
                name="public_item_has_a_date",
            ),
            models.CheckConstraint(condition=~Q(kind=""), name="item_has_a_kind"),
            models.UniqueConstraint(
                fields=["slug"], condition=Q(kind="process"), name="process_has_its_own_address"
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.kind} {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.kind = self.kind or self.kind_name
        self.slug = self.slug or slug_of(self.title)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the address in the language of the moment."""
        return kind(self.kind).path(self)

    def page_scopes(self) -> Iterable[str]:
        """Return whose pages show the item; a process stands on its own and on those of all."""
        if self.process_id:
            return [f"process:{self.process_id}"]
        return ["site", f"process:{self.pk}"] if self.kind == "process" else ["site"]

    @property
    def is_public(self) -> bool:
        return self.visibility == Item.Visibility.PUBLIC

    @property
    def public_author(self) -> str:
        """Under which name everybody reads it; nothing if it stands without a name."""
        return self.author.public_name if self.author and self.shows_author else ""

    @property
    def is_kept_from_search_engines(self) -> bool:
        """Whether its author, being named, does not want to be found by search engines."""
        return bool(self.author and self.shows_author and self.author.keeps_from_search_engines)

    @property
    def above(self) -> Item | None:
        """What must be seen before this is seen: what it is part of, or else its process."""
        return self.part_of or self.process

    @property
    def is_seen_by_all(self) -> bool:
        """Whether everybody may see it: it is public, and so is all it is part of."""
        return self.is_public and (self.above is None or self.above.is_seen_by_all)


class PublicCount(models.Model):
    """How many public items of a kind a process has; stored, so that pages need not count."""

    process = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="public_counts")
    kind = models.CharField(max_length=20)
    n = models.PositiveIntegerField(default=0)  # items

    class Meta:
        db_table = "items_public_count"
        constraints = [
            models.UniqueConstraint(fields=["process", "kind"], name="one_count_per_kind")
        ]

    def __str__(self) -> str:
        return f"{self.n} {self.kind}"


class Origin(models.Model):
    """How a contribution came in: on screen, on paper, by telephone, from another platform."""

    class Channel(models.TextChoices):
        ONLINE = "online", _("Online")
        IDEA_WALL = "idea_wall", _("Idea wall")
        LETTER = "letter", _("Letter")
        TELEPHONE = "telephone", _("Telephone")
        EVENT = "event", _("Event")
        MOBILE_OFFICE = "mobile_office", _("Mobile office")

    class Capacity(models.TextChoices):
        COUNCIL = "council", _("Member of the council")

    item = models.OneToOneField(
        Item, on_delete=models.CASCADE, related_name="origin", primary_key=True
    )
    channel = models.CharField(max_length=20, choices=channels, default=Channel.ONLINE)
    place = models.CharField(max_length=120, blank=True)  # where the wall or stand was
    card_number = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=60, blank=True)  # the platform it was imported from
    source_id = models.CharField(max_length=80, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    author_name = models.CharField(max_length=60, blank=True)  # as published on the source
    acting_as = models.CharField(  # said beside the author's name
        max_length=12, choices=capacities, blank=True, default=""
    )
    n_source_votes = models.PositiveIntegerField(null=True)  # counted there, never mixed with ours

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"],
                condition=~Q(source=""),
                name="one_item_per_source_id",
            ),
            models.CheckConstraint(
                condition=Q(source="", source_id="") | ~Q(source="") & ~Q(source_id=""),
                name="source_and_its_id_go_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.source}{self.source_id}"


class Revision(models.Model):
    """A text as it stood from `created_at` on; number 1 is how it was handed in."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=TITLE_LENGTH, blank=True)
    text = models.TextField(blank=True)  # erasure may blank title and text
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="one_revision_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.item_id} no. {self.number}"


class Tag(models.Model):
    """A keyword of the city's list, for contributions of all processes."""

    name = models.CharField(_("name"), max_length=40, unique=True)
    slug = models.SlugField(max_length=60, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slug_of(self.name)
        super().save(*args, **kwargs)

    def page_scopes(self) -> Iterable[str]:
        return ["site"]
