"""What has an answer, never by office or person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from faden.backbone.items.models import Item, Origin
from faden.participation.ideas.models import Idea
from faden.participation.ideas.states import unlisted_ids
from faden.shared.outcomes.models import Outcome


@dataclass(frozen=True)
class Share:
    """How many of some contributions have an answer."""

    label: StrOrPromise
    n_all: int
    n_answered: int
    n_interim: int = 0
    is_content: bool = False  # the label is in the language of the process

    @property
    def n_waiting(self) -> int:
        return self.n_all - self.n_answered

    @property
    def percent(self) -> int:
        """Rounded down: 100 only where all have an answer."""
        return 100 * self.n_answered // self.n_all if self.n_all else 0


@dataclass(frozen=True)
class Coverage:
    """The state of the answers in a process."""

    total: Share
    by_topic: Sequence[Share]
    by_district: Sequence[Share]
    by_channel: Sequence[Share]

    @property
    def parts(self) -> list[tuple[str, StrOrPromise, Sequence[Share]]]:
        """Anchor, heading and rows of each part that tells something apart."""
        parts = [
            ("themen", _("By topic"), self.by_topic),
            ("ortsteile", _("By district"), self.by_district),
            ("wege", _("By the way they came in"), self.by_channel),
        ]
        return [part for part in parts if len(part[2]) > 1]


def coverage_of(process: Item) -> Coverage:
    """Return the state of the answers to the ideas that lists show: one query, whatever came in."""
    rows = list(_groups(process))
    channels = dict(Origin.Channel.choices)
    return Coverage(
        _share(_("All contributions"), rows),
        _shares(rows, "topic", without=_("Without a topic")),
        _shares(rows, "place", without=_("Without a district")),
        _by_channel(rows, channels),
    )


def _groups(process: Item) -> Iterable[Mapping[str, Any]]:
    """Return a row for each topic, district and channel."""
    interim = Outcome.objects.filter(is_current=True, code=Outcome.INTERIM).values("item_id")
    answered = Outcome.objects.answers().values("item_id")
    ideas = Idea.objects.filter(process=process.pk).exclude(visibility=Item.Visibility.STAFF)
    listed = ideas.exclude(pk__in=unlisted_ids()).order_by()
    groups = listed.values(
        topic=F("action_field__name"), place=F("district__name"), channel=F("origin__channel")
    )
    return groups.annotate(
        n=Count("id"),
        n_answered=Count("id", filter=Q(pk__in=answered)),
        n_interim=Count("id", filter=Q(pk__in=interim)),
    )


def _shares(rows: Sequence[Mapping[str, Any]], name: str, *, without: StrOrPromise) -> list[Share]:
    """Return a share for each value of the column by name; those without one come last."""
    grouped: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row[name] or ""].append(row)
    named = sorted((label, found) for label, found in grouped.items() if label)
    shares = [_share(label, found, is_content=True) for label, found in named]
    return [*shares, *([_share(without, grouped[""])] if "" in grouped else [])]


def _by_channel(
    rows: Sequence[Mapping[str, Any]], channels: Mapping[str, StrOrPromise]
) -> list[Share]:
    found = [
        (label, [row for row in rows if (row["channel"] or Origin.Channel.ONLINE) == channel])
        for channel, label in channels.items()
    ]
    return [_share(label, of_channel) for label, of_channel in found if of_channel]


def _share(
    label: StrOrPromise, rows: Sequence[Mapping[str, Any]], *, is_content: bool = False
) -> Share:
    return Share(
        label,
        sum(row["n"] for row in rows),
        sum(row["n_answered"] for row in rows),
        sum(row["n_interim"] for row in rows),
        is_content,
    )
