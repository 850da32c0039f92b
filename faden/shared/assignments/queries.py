"""What offices have to do, who stands in for whom, and who gets which mail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet, Value

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person, Unit
from faden.lib.dates import city_day
from faden.shared.assignments import rules
from faden.shared.assignments.models import Absence, Assignment, Digest, MailHours, Membership


def units() -> QuerySet[Person]:
    """Return the offices of the city that work can go to."""
    return Person.objects.filter(kind=Person.Kind.UNIT, is_active=True).order_by("display_name")


def open_assignments(process_ids: Iterable[int]) -> QuerySet[Assignment]:
    """Return what is assigned and not done in these processes or in none, the next day first."""
    of_city = Q(item__process=None)  # what belongs to no process, as undertakings
    found = Assignment.objects.filter(of_city | Q(item__process_id__in=process_ids), closed_at=None)
    return found.select_related("item__process", "unit").order_by("due_on", "pk")


def open_assignment(item: Item, topic: str) -> Assignment | None:
    """Return who takes care of the item now, or None."""
    found = Assignment.objects.filter(item_id=item.pk, topic=topic, closed_at=None)
    return found.select_related("unit").first()


def open_assignments_of(items: Iterable[Item], topic: str) -> dict[int, Assignment]:
    """Return `{item_id: assignment}` for those items that are assigned: one query."""
    ids = [item.pk for item in items]
    found = Assignment.objects.filter(item_id__in=ids, topic=topic, closed_at=None)
    return {one.item_id: one for one in found.select_related("unit")}


def assignment_by_id(pk: int) -> Assignment | None:
    return Assignment.objects.select_related("item", "unit").filter(pk=pk).first()


def absences(*, now: datetime) -> QuerySet[Absence]:
    """Return who is away now or later, with the deputy of each."""
    found = Absence.objects.filter(ends_on__gte=city_day(now))
    return found.select_related("unit__unit__deputy__person")


def absence_by_id(pk: int) -> Absence | None:
    return Absence.objects.filter(pk=pk).first()


def deputies_on(day: date) -> dict[int, int]:
    """Return `{office that is away: its deputy}`; who has none does its work itself."""
    away = Absence.objects.filter(starts_on__lte=day, ends_on__gte=day).values("unit_id")
    found = Unit.objects.filter(pk__in=away, deputy__isnull=False)
    return {unit: deputy for unit, deputy in found.values_list("pk", "deputy_id") if deputy}


def offices_and_deputies(person: Person, day: date) -> tuple[set[int], dict[int, int]]:
    """Return the offices somebody works in, and `{office that is away: its deputy}`: one query."""
    own = Membership.objects.filter(person=person).values_list("unit_id", Value(0))
    away = Absence.objects.filter(starts_on__lte=day, ends_on__gte=day)
    deputies = away.exclude(unit__unit__deputy=None).order_by()
    rows = own.union(deputies.values_list("unit_id", "unit__unit__deputy_id"), all=True)
    found = list(rows)
    return {unit for unit, deputy in found if not deputy}, {u: d for u, d in found if d}


def offices_of(person: Person) -> set[int]:
    """Return the ids of the offices somebody works in."""
    return set(Membership.objects.filter(person=person).values_list("unit_id", flat=True))


def acted_for(own: Collection[int], *, deputies: dict[int, int]) -> set[int]:
    """Return these offices and those whose work they do today."""
    stood_in = {away for away in deputies if rules.whoever_acts(away, deputies=deputies) in own}
    return {*own, *stood_in}


def mail_hours() -> MailHours:
    """Return when offices get their mail; the usual hours where nothing is set."""
    return MailHours.objects.first() or MailHours(pk=1)


def told_today(day: date) -> set[int]:
    """Return the ids of the offices that had their mail of the day."""
    return set(Digest.objects.filter(day=day).values_list("unit_id", flat=True))


def to_tell(*, now: datetime) -> dict[int, list[Assignment]]:
    """Return `{office: what its mail names}`: what is new to it and what is due, by date.

    What belongs to an office that is away is named to its deputy. Two queries and one for all
    that is open.
    """
    today = city_day(now)
    deputies, last = deputies_on(today), _last_mails()
    found: dict[int, list[Assignment]] = defaultdict(list)
    still_open = Assignment.objects.filter(closed_at=None).select_related("item", "unit")
    for one in still_open.order_by("due_on", "pk"):
        unit = rules.whoever_acts(one.unit_id, deputies=deputies)
        is_new = unit not in last or one.created_at > last[unit]
        if is_new or rules.is_urgent(one, today=today):
            found[unit].append(one)
    return dict(found)


def _last_mails() -> dict[int, datetime]:
    rows = Digest.objects.order_by("day").values_list("unit_id", "sent_at")
    return dict(rows)


def assigned_to(rows: QuerySet[Assignment], unit_ids: Collection[int]) -> QuerySet[Assignment]:
    """Keep what these offices have to do."""
    return rows.filter(unit_id__in=unit_ids)


def with_words(rows: QuerySet[Assignment], text: str) -> QuerySet[Assignment]:
    """Keep what is about items in whose title all of these words stand."""
    for word in text.split():
        rows = rows.filter(item__title__icontains=word)
    return rows
