"""Writing entries of the list, publishing them, taking them back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import lock, revise, set_visibility
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.places.models import District
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import require
from faden.backbone.processes.rules import Permission, unit_refusal
from faden.lib.fuzzy_date import Precision
from faden.lib.refused import Refusal, Refused
from faden.participation.undertakings import queries, rules
from faden.participation.undertakings.models import Undertaking
from faden.participation.undertakings.snapshot import taken
from faden.shared.search.actions import index

COLUMNS = (
    "title",
    "summary",
    "text",
    "next_step",
    "area",
    "latitude",
    "longitude",
    "unit",
    "stage",
    "starts_on",
    "ends_on",
    "precision",
    "cost_eur",
    "cost_note",
    "participation",
    "participation_note",
    "participation_in",
)


@dataclass(frozen=True)
class Facts:
    """What the team typed."""

    title: str
    summary: str
    unit: Person
    stage: str
    participation: str
    participation_note: str = ""
    participation_in: Process | None = None
    text: str = ""
    next_step: str = ""
    area: str = ""
    latitude: float | None = None  # WGS84 degrees
    longitude: float | None = None
    districts: Sequence[District] = field(default_factory=list)  # none: the whole city
    starts_on: date | None = None
    ends_on: date | None = None
    precision: str = Precision.YEAR
    cost_eur: int | None = None
    cost_note: str = ""

    @property
    def columns(self) -> Mapping[str, Any]:
        return {name: getattr(self, name) for name in COLUMNS}


@action
def create(facts: Facts, *, actor: Person, now: datetime) -> Undertaking:
    """Keep an entry as a draft.

    :raises Refused: without the permission, without a reason for no participation, or if its
        period or its office cannot be
    """
    _check(facts, actor=actor, now=now)
    undertaking = Undertaking.objects.create(
        author=facts.unit, created_at=now, changed_at=now, **facts.columns
    )
    undertaking.districts.set(facts.districts)
    record("undertakings.create", undertaking, actor=actor)
    _keep(undertaking, actor=actor, now=now)
    return undertaking


@action
def change(undertaking: Undertaking, facts: Facts, *, actor: Person, now: datetime) -> list[str]:
    """Change an entry; return the names of what is new.

    :raises Refused: as `create`
    """
    _check(facts, actor=actor, now=now)
    undertaking = _fresh(undertaking)
    changed = [name for name, value in facts.columns.items() if getattr(undertaking, name) != value]
    for name in changed:
        setattr(undertaking, name, getattr(facts, name))
    if set(undertaking.districts.all()) != set(facts.districts):
        undertaking.districts.set(facts.districts)
        changed.append("districts")
    if changed:
        undertaking.author, undertaking.changed_at = facts.unit, now
        undertaking.save()
        record("undertakings.change", undertaking, actor=actor, fields=changed)
        _keep(undertaking, actor=actor, now=now)
    return changed


@action
def publish(undertaking: Undertaking, *, actor: Person, now: datetime) -> None:
    """Show the entry to everybody; what is public stays as it is.

    :raises Refused: without the permission
    """
    _require(actor, now=now)
    undertaking = _fresh(undertaking)
    if undertaking.is_public:
        return
    undertaking.published_at = undertaking.published_at or now
    undertaking.changed_at = now
    undertaking.save(update_fields=["published_at", "changed_at"])
    set_visibility(undertaking, Item.Visibility.PUBLIC, actor=actor)
    _keep(undertaking, actor=actor, now=now)


@action
def take_back(undertaking: Undertaking, *, actor: Person, now: datetime) -> None:
    """Make the entry a draft of the team again.

    :raises Refused: without the permission
    """
    _require(actor, now=now)
    undertaking = _fresh(undertaking)
    set_visibility(undertaking, Item.Visibility.STAFF, actor=actor)
    _keep(undertaking, actor=actor, now=now)


def _check(facts: Facts, *, actor: Person, now: datetime) -> None:
    _require(actor, now=now)
    _ensure(unit_refusal(facts.unit))
    _ensure(rules.period_refusal(facts.starts_on, facts.ends_on))
    has_process = facts.participation_in is not None
    note = facts.participation_note
    _ensure(rules.participation_refusal(facts.participation, note, has_process=has_process))


def _require(actor: Person, *, now: datetime) -> None:
    require(actor, Permission.CONFIGURE, process_id=None, now=now)


def _fresh(undertaking: Undertaking) -> Undertaking:
    lock(undertaking)
    return queries.fresh(undertaking)


def _keep(undertaking: Undertaking, *, actor: Person, now: datetime) -> None:
    """Keep how it is now, and let it be found by what it says."""
    revise(undertaking, text=taken(undertaking), author=actor, now=now)
    said = queries.said_in(undertaking)
    index(undertaking, title=undertaking.title, text=said, language=undertaking.language)


def _ensure(refusal: Refusal | None) -> None:
    if refusal is not None:
        raise Refused(refusal)
