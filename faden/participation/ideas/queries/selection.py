"""What readers may ask of a list of ideas, and which values its filters have."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, F, IntegerField, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from faden.backbone.audit.kept import kept
from faden.backbone.items.models import Item, Origin, Tag
from faden.backbone.people.models import Person
from faden.backbone.places.models import District
from faden.backbone.places.words import DISTRICT
from faden.backbone.processes.models import ActionField
from faden.participation.ideas.models import Idea
from faden.participation.ideas.queries.statuses import status, statuses

NEWEST, RELEVANCE = "neu", "treffer"
FIRST = Value(0, output_field=IntegerField())
_CHANNELS = {
    Origin.Channel.ONLINE: "online",
    Origin.Channel.IDEA_WALL: "ideenwand",
    Origin.Channel.LETTER: "brief",
    Origin.Channel.TELEPHONE: "telefon",
    Origin.Channel.EVENT: "veranstaltung",
    Origin.Channel.MOBILE_OFFICE: "stadtkontakt",
}


@dataclass(frozen=True)
class Option:
    """A value of a filter: its word in addresses, in words, and the row it stands for."""

    value: str
    label: StrOrPromise
    pk: int = 0


@dataclass(frozen=True)
class Filter:
    """A choice that narrows a list; `condition` holds for items, and for ideas, that stay."""

    name: str  # of the parameter
    label: StrOrPromise
    all_label: StrOrPromise
    condition: Callable[[Option], Q]
    is_content: bool = False  # the options are in the language of the process


@dataclass(frozen=True)
class Selection:
    """What a reader wants to see of the list; values that do not exist count as not given."""

    options: Mapping[str, Option] = field(default_factory=dict)  # by the name of the filter
    is_mine: bool = False
    text: str = ""
    order: str = NEWEST
    language: str = "de"
    person: Person | None = None  # who asks: for what is theirs, and for their own chance
    day: date = date.min  # chance changes from day to day

    @property
    def is_filtered(self) -> bool:
        return bool(self.options or self.is_mine or self.text)

    @property
    def has_unlisted(self) -> bool:
        """Whether withdrawn and merged ideas are asked for."""
        asked = self.options.get("stand")
        return self.is_mine or (asked is not None and status(asked.value).is_unlisted)

    @property
    def parameters(self) -> dict[str, str]:
        """What an address of the same selection says, without order and page."""
        chosen = {name: option.value for name, option in self.options.items()}
        if self.is_mine:
            chosen["meine"] = "ja"
        return chosen | ({"q": self.text} if self.text else {})


def _tagged(option: Option) -> Q:
    tagged = Idea.tags.through.objects.filter(tag_id=option.pk)
    return Q(pk__in=tagged.values("idea_id"))


def _from_channel(option: Option) -> Q:
    channel = next(channel for channel, word in _CHANNELS.items() if word == option.value)
    return Q(origin__channel=channel)


FILTERS: Sequence[Filter] = (
    Filter(
        "thema",
        _("Topic"),
        _("All topics"),
        lambda option: Q(pk__in=Idea.objects.filter(action_field=option.pk).values("pk")),
        is_content=True,
    ),
    Filter(
        "ortsteil",
        DISTRICT,
        _("Everywhere"),
        lambda option: Q(pk__in=Idea.objects.filter(district=option.pk).values("pk")),
        is_content=True,
    ),
    Filter(
        "stand",
        _("What became of it"),
        _("All ideas"),
        lambda option: status(option.value).condition(),
    ),
    Filter("schlagwort", _("Keyword"), _("All keywords"), _tagged, is_content=True),
    Filter("herkunft", _("Came in by"), _("All ways"), _from_channel),
)


def filter_options(process: Item) -> dict[str, list[Option]]:
    """Return `{name of filter: options}` for the ideas of the process: one query.

    Keywords are those that some idea of the process has.
    """
    found: dict[str, list[Option]] = {one.name: [] for one in FILTERS}
    scopes = ["site", f"process:{process.pk}"]
    rows = kept(("ideas.options", process.pk), scopes, read=lambda: _rows(process))
    for name, pk, value, label, _position in rows:
        found[name].append(Option(value, label, pk))
    found["stand"] = [Option(one.name, one.label) for one in statuses()]
    found["herkunft"] = [Option(word, channel.label) for channel, word in _CHANNELS.items()]
    return found


def _rows(process: Item) -> list[tuple[str, int, str, str, int]]:
    tagged = Idea.tags.through.objects.filter(tag=OuterRef("pk"), idea__part_of=process.pk)
    topics = ActionField.objects.filter(process_id=process.pk)
    rows = _named("thema", topics, position=F("position")).union(
        _named("ortsteil", District.objects.all(), position=FIRST),
        _named("schlagwort", Tag.objects.filter(Exists(tagged)), position=FIRST),
        all=True,
    )
    return sorted(rows, key=lambda row: (row[4], row[2]))  # by slug: "Ö" stands beside "Oe"


def _named(name: str, rows: QuerySet[Any], *, position: F | Value) -> QuerySet[Any, Any]:
    named = rows.annotate(filter_name=Value(name), place=position)
    values: QuerySet[Any, Any] = named.order_by().values_list(
        "filter_name", "pk", "slug", "name", "place"
    )
    return values
