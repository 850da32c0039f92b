"""What is open in processes, and why something is not."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from faden.backbone.audit.kept import kept
from faden.backbone.items.kinds import kind
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Opening, Pause, Phase, Process
from faden.backbone.processes.queries.gate import (
    known_process,
    may_see,
    process_id_of,
    process_seen_by,
    standing,
)
from faden.backbone.processes.rules import (
    rating_value_refusal,
    ratings_hidden_until,
    refusal_from_above,
    verb_refusal,
)
from faden.lib.refused import Refusal


def openings_of(process: Item) -> list[Opening]:
    """Return everything the process's phases open, by date, with phases, process and districts.

    One query. Openings of phases that not everybody sees are among them: rules ask for each.
    """
    return openings_in(process.pk)


def openings_in(process_id: int) -> list[Opening]:
    """Return everything that the phases of the process of this key open."""
    found = Opening.objects.filter(phase__process_id=process_id)
    return kept(("openings", process_id), ["site"], read=lambda: _by_date(found))


def process_with_openings(
    person: Person | None, slug: str, *, now: datetime
) -> tuple[Process, list[Opening]] | None:
    """Return the process with this address and its openings, if this person may see it.

    One query where phases open anything: the openings know their process.
    """
    found = Opening.objects.filter(phase__process__slug=slug)
    openings = kept(("openings at", slug), ["site"], read=lambda: _by_date(found))
    if not openings:
        process = process_seen_by(person, slug, now=now)
        return (process, []) if process else None
    process = openings[0].phase.process
    return (process, openings) if may_see(process, person, now=now) else None


def openings_by_process(found: Sequence[Process]) -> dict[int, list[Opening]]:
    """Return `{process_id: openings}` for several processes, in one query."""
    openings: dict[int, list[Opening]] = {process.pk: [] for process in found}
    for opening in _by_date(Opening.objects.filter(phase__process__in=found)):
        openings[opening.phase.process_id].append(opening)
    return openings


def _by_date(openings: QuerySet[Opening]) -> list[Opening]:
    """Read openings, each with its districts: a row for each of these."""
    rows = (
        openings.select_related("phase__process")
        .annotate(district_id=F("districts"), district_name=F("districts__name"), **_pause())
        .order_by("phase__starts_at", "pk", "district_name")
    )
    names: dict[int, dict[int, str]] = {}
    found: dict[int, Opening] = {}
    for row in rows:
        of_row = names.setdefault(row.pk, {})
        if row.district_id is not None:
            of_row[row.district_id] = row.district_name
        opening = found.setdefault(row.pk, row)
        opening.district_names, opening.pause = of_row, _pause_of(row)
    return list(found.values())


def _pause() -> dict[str, Subquery]:
    """Annotate openings with the pause of their process or the site that ends last."""
    here = Q(process=None) | Q(process=OuterRef("phase__process"))
    last = Pause.objects.filter(here).order_by(F("ends_at").desc(nulls_first=True), "-pk")
    return {
        f"pause_{name}": Subquery(last.values(name)[:1])
        for name in ("message", "starts_at", "ends_at")
    }


def _pause_of(row: Any) -> Pause | None:
    if not row.pause_message:
        return None
    return Pause(
        message=row.pause_message, starts_at=row.pause_starts_at, ends_at=row.pause_ends_at
    )


def phases_of(process: Process) -> list[Phase]:
    """Return all phases with their openings and districts, by date; three queries."""
    return list(process.phases.prefetch_related("openings__districts"))


def refusals_in(
    process: Item, kind_name: str, *, verbs: Iterable[str], person: Person | None, now: datetime
) -> dict[str, Refusal | None]:
    """Return, for each verb on that kind, why the phases do not open it to the person now."""
    return _refusals_in(process.pk, kind_name, verbs=verbs, person=person, now=now)


def _refusals_in(
    process_id: int, kind_name: str, *, verbs: Iterable[str], person: Person | None, now: datetime
) -> dict[str, Refusal | None]:
    openings = openings_in(process_id)
    asking = standing(person, process_id, now=now)
    return {
        verb: verb_refusal(openings, kind=kind_name, verb=verb, standing=asking) for verb in verbs
    }


def refusal_in(
    process: Item, kind_name: str, *, verb: str, person: Person | None, now: datetime
) -> Refusal | None:
    """Return why the phases do not open this verb on that kind to the person now, or None."""
    return refusals_in(process, kind_name, verbs=[verb], person=person, now=now)[verb]


def refusals_on(
    item: Item, verbs: Iterable[str], *, person: Person | None, now: datetime
) -> dict[str, Refusal | None]:
    """Return, for each verb, why the person may not do it on this item: its own reason first."""
    of_kind, process_id = kind(item.kind), process_id_of(item)
    others = (
        _refusals_above(item, verbs, person=person, now=now)
        if of_kind.opened_by
        else _refusals_in(process_id, item.kind, verbs=verbs, person=person, now=now)
    )
    return {verb: of_kind.item_refusal(item, verb) or refusal for verb, refusal in others.items()}


def _refusals_above(
    item: Item, verbs: Iterable[str], *, person: Person | None, now: datetime
) -> dict[str, Refusal | None]:
    """Return why verbs are not open here, where others on the item above open them."""
    opened_by = {verb: kind(item.kind).opened_by.get(verb, ()) for verb in verbs}
    needed = {name for names in opened_by.values() for name in names}
    above = refusals_on(item.part_of, needed, person=person, now=now) if item.part_of else {}
    return {verb: refusal_from_above(names, above) for verb, names in opened_by.items()}


def verb_refusal_on(
    item: Item, verb: str, *, person: Person | None, now: datetime
) -> Refusal | None:
    """Return why the person may not do the verb on this item now, or None."""
    return refusals_on(item, [verb], person=person, now=now)[verb]


def rating_value_refusal_on(item: Item, value: int) -> Refusal | None:
    """Return why the process of the item does not take this rating: 1 for, -1 against, 0 none."""
    process = known_process(process_id_of(item))
    mode = process.as_process.rating_mode if process else Process.RatingMode.UP_DOWN
    return rating_value_refusal(mode, value=value)


def ratings_hidden_in(process: Item, *, now: datetime) -> datetime | None:
    """Return until when the counts of ratings in the process are hidden; None: they are shown.

    Where openings are at hand, ask the rule `ratings_hidden_until` instead.
    """
    return ratings_hidden_until(openings_of(process), now=now)
