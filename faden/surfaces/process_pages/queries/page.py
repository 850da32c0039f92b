"""The page of one process."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from faden.backbone.items.kinds import kind
from faden.backbone.people.models import Level
from faden.backbone.processes import queries as processes
from faden.backbone.processes import rules
from faden.backbone.processes.models import Milestone, Opening, Phase, Process
from faden.backbone.processes.queries import PublicChange, public_history
from faden.backbone.processes.rules import Offer, Progress, Standing
from faden.participation.background.frame import Summary as Background
from faden.participation.background.frame import summary_of as background_of
from faden.participation.news.models import News
from faden.participation.news.queries import news_of, with_pictures
from faden.participation.results.models import Result
from faden.participation.results.queries import results_of
from faden.shared.feedback.queries import public_results_of
from faden.shared.feedback.rules import Result as FeedbackResult
from faden.shared.media.models import Document, Image
from faden.shared.media.queries import documents_of_process, images_of_process
from faden.surfaces.process_pages.queries.numbers import Numbers, numbers_of
from faden.surfaces.process_pages.rules import NextStep, Stage, next_step, stage_of

SHOWN_CHANGES = 10  # the latest
SHOWN_NEWS = 3
SHOWN_RESULTS = 3


@dataclass(frozen=True)
class Way:
    """One verb that a phase opens, and to whom."""

    label: StrOrPromise
    level: Level
    minimum_age: int  # years; 0: any
    districts: list[str]  # none: all


@dataclass(frozen=True)
class PhaseOnPage:
    """A phase with what can be done in it."""

    phase: Phase
    state: str  # past, current or future
    ways: list[Way]


@dataclass(frozen=True)
class Entry:
    """An entry of the timetable."""

    milestone: Milestone
    state: Milestone.State
    images: Sequence[Image]
    documents: Sequence[Document]


@dataclass(frozen=True)
class ProcessPage:
    """All that the page of a process shows to one visitor now."""

    process: Process
    standing: Standing
    stage: Stage
    progress: Progress
    offers: list[Offer]
    next: NextStep | None
    phases: list[PhaseOnPage]
    entries: list[Entry]
    numbers: Numbers
    ratings_hidden_until: datetime | None
    images: Sequence[Image]
    documents: Sequence[Document]
    news: Sequence[tuple[News, Image | None]]
    results: Sequence[Result]
    feedback: Sequence[FeedbackResult]
    history: Sequence[PublicChange]
    background: Background

    @property
    def contents(self) -> list[tuple[str, StrOrPromise]]:
        """The parts below the head: anchor and heading; those that are empty are absent."""
        parts = [
            ("phasen", _("Phases"), self.phases),
            ("inhalt", _("What it is about"), self.process.description),
            ("wer", _("Who takes part"), self.process.groups_involved or self.numbers.n_bodies),
            ("ergebnis", _("Result"), self.results),
            ("ergebnisse", _("What happens with the results"), self.process.with_results),
            ("aktuelles", _("News"), self.news),
            ("zeitplan", _("Timetable"), self.entries),
            ("hintergrund", _("Background and questions"), self.background),
            ("orte", _("Take part on site"), self.background.venues),
            ("zahlen", _("What has come in"), not self.numbers.is_empty),
            ("unterlagen", _("Documents"), self.documents),
            ("rueckmeldungen", _("What people say after taking part"), self.feedback),
            ("zustaendig", _("Office in charge"), self.process.unit_id),
            ("verlauf", _("History"), self.history),
        ]
        return [(anchor, heading) for anchor, heading, content in parts if content]


def page_of(process: Process, *, standing: Standing) -> ProcessPage:
    """Return the page of the process as whoever asks sees it."""
    now = standing.now
    openings = processes.openings_of(process)
    for opening in openings:
        opening.phase.process = process
    phases = [phase for phase in process.phases.all() if standing.sees(phase.visibility)]
    every_milestone = list(process.milestones.all())
    milestones = [entry for entry in every_milestone if standing.sees(entry.visibility)]
    images = images_of_process(process)
    documents = documents_of_process(process, sees=standing.sees)
    return ProcessPage(
        process=process,
        standing=standing,
        stage=stage_of(process, phases, milestones=milestones, now=now),
        progress=rules.progress(process, every_milestone, today=standing.today),
        offers=rules.offers(process, openings, standing=standing),
        next=next_step(phases, milestones, now=now),
        phases=_phases(phases, openings, now=now),
        entries=[
            Entry(
                entry,
                rules.shown_state(entry, today=standing.today),
                images.get(entry.pk, []),
                documents.get(entry.pk, []),
            )
            for entry in milestones
        ],
        numbers=numbers_of(process),
        ratings_hidden_until=rules.ratings_hidden_until(openings, now=now),
        images=images.get(None, []),
        documents=documents.get(None, []),
        news=with_pictures(news_of(process)[:SHOWN_NEWS]),
        results=list(results_of(process)[:SHOWN_RESULTS]),
        feedback=public_results_of(process),
        history=public_history(process, limit=SHOWN_CHANGES),
        background=background_of(process, today=standing.today),
    )


def _phases(
    phases: Iterable[Phase], openings: Iterable[Opening], *, now: datetime
) -> list[PhaseOnPage]:
    ways: dict[int, list[Way]] = {phase.pk: [] for phase in phases}
    for opening in openings:
        if opening.phase_id in ways:
            ways[opening.phase_id].append(_way(opening))
    return [
        PhaseOnPage(phase, rules.phase_state(phase, now=now), ways[phase.pk]) for phase in phases
    ]


def _way(opening: Opening) -> Way:
    verb = next(verb for verb in kind(opening.kind).verbs if verb.name == opening.verb)
    districts = sorted(opening.district_names.values())
    return Way(verb.label, rules.needed_level(opening), opening.minimum_age, districts)


def preview_of(process: Process, *, now: datetime) -> ProcessPage:
    """Return the page of a draft as the public will see it."""
    process.visibility = Process.Visibility.PUBLIC  # only here, for the rules
    return page_of(process, standing=Standing(None, Level.GUEST, frozenset(), now))
