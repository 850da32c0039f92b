"""Processes as cards."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from faden.backbone.people.models import Person
from faden.backbone.processes import queries as processes
from faden.backbone.processes.models import Milestone, Phase, Process
from faden.backbone.processes.rules import Offer, offers, progress
from faden.shared.media.models import Image
from faden.shared.media.queries import images_of
from faden.surfaces.process_pages.rules import NextStep, Stage, next_step, stage_of

Part = TypeVar("Part", Phase, Milestone)


@dataclass(frozen=True)
class ProcessCard:
    """A process in a list, for one visitor now."""

    process: Process
    stage: Stage
    percent: int
    offers: list[Offer]
    next: NextStep | None
    image: Image | None

    @property
    def offer(self) -> Offer | None:
        """The first thing that whoever asks can do in it now."""
        return next((offer for offer in self.offers if offer.refusal is None), None)


@dataclass(frozen=True)
class Groups:
    """Cards by what people look for; each stands in one group."""

    invited: list[ProcessCard]
    running: list[ProcessCard]
    between: list[ProcessCard]
    coming: list[ProcessCard]
    ended: list[ProcessCard]

    @property
    def is_empty(self) -> bool:
        """Whether there is no process at all."""
        return not (self.invited or self.running or self.between or self.coming or self.ended)


def cards(person: Person | None, *, now: datetime) -> list[ProcessCard]:
    """Return all processes that are for the person, the newest first.

    Five queries, and two more for people with an account.
    """
    found = list(processes.processes_seen_by(person))
    openings = processes.openings_by_process(found)
    phases = _by_process(Phase.objects.filter(process__in=found))
    milestones = _by_process(Milestone.objects.filter(process__in=found))
    images = images_of(found)
    shown = []
    for process in found:
        asking = processes.standing(person, process.pk, now=now)
        steps = [phase for phase in phases[process.pk] if asking.sees(phase.visibility)]
        entries = [entry for entry in milestones[process.pk] if asking.sees(entry.visibility)]
        card = ProcessCard(
            process,
            stage_of(process, steps, milestones=entries, now=now),
            progress(process, milestones[process.pk], today=asking.today).percent,
            offers(process, openings[process.pk], standing=asking),
            next_step(steps, entries, now=now),
            next(iter(images.get(process.pk, [])), None),
        )
        shown.append(card)
    return shown


def groups_of(found: Iterable[ProcessCard]) -> Groups:
    """Return the cards in their groups; what is over stands there also for invited people."""
    groups = Groups([], [], [], [], [])
    places = {
        Stage.RUNNING: groups.running,
        Stage.BETWEEN: groups.between,
        Stage.COMING: groups.coming,
        Stage.ENDED: groups.ended,
        Stage.ARCHIVED: groups.ended,
    }
    for card in found:
        is_invited = card.process.visibility == Process.Visibility.INVITED
        place = places[card.stage]
        (groups.invited if is_invited and place is not groups.ended else place).append(card)
    return groups


def _by_process(parts: Iterable[Part]) -> dict[int, list[Part]]:
    grouped: dict[int, list[Part]] = defaultdict(list)
    for part in parts:
        grouped[part.process_id].append(part)
    return grouped
