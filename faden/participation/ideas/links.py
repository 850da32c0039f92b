"""How ideas refer to each other: merged ones, and those that the team finds alike."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from faden.backbone.items.models import Item
from faden.participation.ideas.models import Idea
from faden.participation.ideas.states import MERGED_INTO, unlisted_ids
from faden.shared.search.queries import ranked, similar
from faden.shared.thread.models import Link
from faden.shared.thread.queries import links_at

MOST_ALIKE = 5
MOST_FOUND = 15
LONGEST_NUMBER = 15  # digits; longer ones are no number of a row
SIMILAR_TO = Link.Relation.SIMILAR_TO
TAKEN_FURTHER_IN = Link.Relation.TAKEN_FURTHER_IN
MOVED_FROM = Link.Relation.MOVED_FROM


@dataclass(frozen=True)
class Relatives:
    """What the page of an idea says about others; `note` of the link is the reason."""

    merged_into: Link | None
    merged_here: list[Item]
    similar: list[Item]
    taken_further: list[Item]  # where it goes on, such as a result
    moves: list[Link]  # from processes that everybody sees, the last one first
    has_thread: bool  # there may be one: the page need not look for it else

    def of_public(self) -> "Relatives":
        """Return what everybody may see of it: nothing of ideas that are hidden."""
        return Relatives(
            self.merged_into if self.merged_into and self.merged_into.target.is_public else None,
            [item for item in self.merged_here if item.is_public],
            [item for item in self.similar if item.is_public],
            [item for item in self.taken_further if item.is_public],
            self.moves,
            self.has_thread,
        )


def relatives_of(idea: Item) -> Relatives:
    """Return all ideas that the idea is linked with, hidden ones too; one query."""
    links = links_at(idea, list(Link.Relation))
    from_here = [link for link in links if link.source_id == idea.pk]
    to_here = [link for link in links if link.target_id == idea.pk]
    return Relatives(
        next((link for link in from_here if link.relation == MERGED_INTO), None),
        [link.source for link in to_here if link.relation == MERGED_INTO],
        [
            *(link.target for link in from_here if link.relation == SIMILAR_TO),
            *(link.source for link in to_here if link.relation == SIMILAR_TO),
        ],
        [link.target for link in from_here if link.relation == TAKEN_FURTHER_IN],
        [link for link in reversed(from_here) if link.relation == MOVED_FROM],
        has_thread=bool(links),
    )


def merger_of(idea: Item) -> Link | None:
    """Return the link that says what the idea was merged into, or None."""
    return Link.objects.filter(source_id=idea.pk, relation=MERGED_INTO).first()


def n_merged_into(idea: Item) -> int:
    """Return how many ideas were merged into this one."""
    return Link.objects.filter(target_id=idea.pk, relation=MERGED_INTO).count()


def likeness_of(idea: Item, other: Item) -> Link | None:
    """Return the link that says that the two are alike, whichever of them it begins with."""
    ends = Q(source_id=idea.pk, target_id=other.pk) | Q(source_id=other.pk, target_id=idea.pk)
    return Link.objects.filter(ends, relation=SIMILAR_TO).first()


def ideas_like(
    title: str, text: str, *, process: Item, language: str, exclude: Item | None = None
) -> list[Item]:
    """Return the ideas most like these words that can still be rated and discussed."""
    return similar(
        title,
        text,
        part_of=process,
        language=language,
        limit=MOST_ALIKE,
        exclude=exclude,
        without=unlisted_ids(),
    )


def candidates_for(idea: Item, words: str, *, process: Item) -> list[Item]:
    """Return ideas that hold the words, or the one of that number, but not the idea itself."""
    ideas = Item.objects.public().filter(part_of=process.pk, kind=Idea.kind_name)
    is_number = words.isascii() and words.isdecimal() and len(words) <= LONGEST_NUMBER
    found: QuerySet[Item] = (
        ideas.filter(pk=int(words))
        if is_number
        else ranked(ideas, words, language=process.language)
    )
    return list(found.exclude(pk=idea.pk).exclude(pk__in=unlisted_ids())[:MOST_FOUND])
