"""How a process stood at the end of a day, from rows that carry their dates.

What is hidden or withdrawn today is in no documentation, not of an earlier day either; texts are
those of today, so that what was redacted since then does not come back.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.timezone import get_current_timezone

from faden.backbone.items.models import Item
from faden.backbone.places.models import Place
from faden.backbone.places.queries import the_place
from faden.backbone.processes.models import Milestone, Phase, Process
from faden.backbone.processes.queries import ratings_hidden_in
from faden.participation.background.frame import Funding, funding_of
from faden.participation.ideas.models import Idea
from faden.participation.ideas.states import MERGED_INTO
from faden.participation.results.models import Entry, Result
from faden.participation.results.queries import entries_of, results_of
from faden.shared.comments.models import Comment
from faden.shared.outcomes.models import Outcome
from faden.shared.ratings.models import Rating
from faden.shared.thread.models import Link
from faden.surfaces.documentation.models import Documentation


@dataclass(frozen=True)
class Material:
    """All that a documentation tells, as it stood."""

    process: Process
    place: Place
    as_of: date
    made_at: datetime
    phases: Sequence[Phase]
    milestones: Sequence[Milestone]
    ideas: Sequence[Idea]  # shown ones, by topic and number; ratings are those of the day
    outcomes: Mapping[int, Outcome]  # {idea_id: the answer or interim notice that held}
    n_comments: Mapping[int, int]  # {idea_id: comments}
    n_merged_here: Mapping[int, int]  # {idea_id: ideas merged into it}
    n_left_out: Mapping[str, int]  # {"hidden" | "withdrawn" | "merged": ideas}
    n_people: int  # who handed something in or wrote a comment
    has_ratings: bool  # False while counts are hidden from everybody
    result: Result | None
    entries: Sequence[Entry]
    funding: Funding

    @property
    def answered(self) -> list[Idea]:
        """The ideas with an answer; an interim notice is none."""
        return [idea for idea in self.ideas if self.is_answered(idea)]

    def is_answered(self, idea: Idea) -> bool:
        """Return whether the city has answered the idea."""
        outcome = self.outcomes.get(idea.pk)
        return outcome is not None and outcome.is_answer

    @property
    def by_channel(self) -> Counter[str]:
        """How many ideas came in which way, by its name."""
        return Counter(str(idea.origin.get_channel_display()) for idea in self.ideas)


def material(process: Process, as_of: date, *, now: datetime) -> Material:
    """Return how the process stood at the end of the day; about twelve queries."""
    end = datetime.combine(as_of + timedelta(days=1), time(), get_current_timezone())
    merged = _merged(process, end)
    published = _ideas(process, end)
    shown = [idea for idea in published if _is_shown(idea) and idea.pk not in merged]
    has_ratings = ratings_hidden_in(process, now=now) is None
    if has_ratings:
        _rate(shown, process, end=end, is_today=end > now)
    comments = _comments(process, end)
    result = results_of(process).filter(frozen_at__lt=end).first()
    return Material(
        process=process,
        place=the_place(),
        as_of=as_of,
        made_at=now,
        phases=list(Phase.objects.filter(process=process.pk, visibility__in=_seen(process))),
        milestones=list(
            Milestone.objects.filter(process=process.pk, visibility__in=_seen(process))
        ),
        ideas=shown,
        outcomes=_outcomes(process, as_of, end=end),
        n_comments=dict(comments.values_list("part_of").annotate(n=Count("pk"))),
        n_merged_here=Counter(target for target in merged.values() if target is not None),
        n_left_out=_left_out(published, merged),
        n_people=_n_people(shown, comments),
        has_ratings=has_ratings,
        result=result,
        entries=list(entries_of(result)) if result else [],
        funding=funding_of(process),
    )


def _seen(process: Process) -> list[str]:
    """Return what may stand in the documentation: of a closed process what its people see."""
    public, invited = Item.Visibility.PUBLIC, Item.Visibility.INVITED
    return [public] if process.is_public else [public, invited]


def _ideas(process: Process, end: datetime) -> list[Idea]:
    ideas = Idea.objects.filter(part_of=process.pk, kind=Idea.kind_name, published_at__lt=end)
    related = ideas.select_related("origin", "action_field", "district")
    return list(related.order_by("action_field__position", "action_field__name", "pk"))


def _is_shown(idea: Idea) -> bool:
    return idea.is_public and idea.withdrawn_at is None


def _merged(process: Process, end: datetime) -> dict[int, int | None]:
    """Return `{idea_id: the idea it was merged into}`; one merged later goes by its other too."""
    links = Link.objects.filter(relation=MERGED_INTO, source__process=process.pk)
    return dict(links.filter(created_at__lt=end).values_list("source_id", "target_id"))


def _rate(ideas: Iterable[Idea], process: Process, *, end: datetime, is_today: bool) -> None:
    """Set the ratings of a past day; those of today are stored with the ideas."""
    if is_today:
        return
    ratings = Rating.objects.filter(item__process=process.pk, rated_at__lt=end, is_by_guest=False)
    sums = (
        ratings.order_by()
        .values("item_id")
        .annotate(
            n_up=Count("pk", filter=Q(value__gt=0)), n_down=Count("pk", filter=Q(value__lt=0))
        )
    )
    known = {row["item_id"]: row for row in sums}
    for idea in ideas:
        row = known.get(idea.pk)
        idea.n_up, idea.n_down = (row["n_up"], row["n_down"]) if row else (0, 0)


def _outcomes(process: Process, as_of: date, *, end: datetime) -> dict[int, Outcome]:
    """Return what held of each idea at the end of the day: the newest that was not taken back."""
    given = Outcome.objects.filter(
        item__process=process.pk, decided_on__lte=as_of, created_at__lt=end, taken_back_at=None
    )
    newest_last = given.select_related("unit").order_by("created_at", "pk")
    return {outcome.item_id: outcome for outcome in newest_last}


def _comments(process: Process, end: datetime) -> QuerySet[Comment]:
    comments = Comment.objects.public().filter(process=process.pk, published_at__lt=end)
    return comments.order_by()


def _n_people(ideas: Iterable[Idea], comments: QuerySet[Comment]) -> int:
    authors = {idea.author_id for idea in ideas}
    authors |= set(comments.values_list("author_id", flat=True).distinct())
    return len(authors - {None})


def _left_out(ideas: Iterable[Idea], merged: Mapping[int, int | None]) -> Counter[str]:
    return Counter(filter(None, (_why_left_out(idea, merged) for idea in ideas)))


def _why_left_out(idea: Idea, merged: Mapping[int, int | None]) -> str:
    if not idea.is_public:
        return "hidden"
    if idea.withdrawn_at is not None:
        return "withdrawn"
    return "merged" if idea.pk in merged else ""


def documentations_of(process: Item) -> QuerySet[Documentation]:
    """Return what was made of the process, the newest first."""
    return Documentation.objects.filter(process=process.pk).select_related("process__unit")


def documentation_by_id(pk: int) -> Documentation:
    """Return the documentation with its process."""
    return Documentation.objects.select_related("process__unit").get(pk=pk)


def path_of(pk: int) -> str:
    """Return the address of the documentation's page."""
    slug = Documentation.objects.values_list("process__slug", flat=True).get(pk=pk)
    return reverse("documentation:detail", args=[slug, pk])
