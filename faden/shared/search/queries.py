"""Finding items by words, and items that are like a text."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Any, TypeVar, cast

from django.db import connection
from django.db.models import Case, Expression, FloatField, Q, QuerySet, Value, When

from faden.backbone.items.models import Item
from faden.lib.stems import Word, fts5_query, search_words, tsquery
from faden.shared.search import rules
from faden.shared.search.models import Document, Relevance, TitlePart

FEW = 5  # with fewer hits, parts of words in titles count too: "weg" finds "radweg"
SHORTEST_PART = 3  # letters; the indexes of parts know triples of letters
COMMON = 300  # items; a stem in more of them tells too little to look all of them up
MOST_COMPARED = 100  # items; those that share most with what is being written
ENOUGH_TO_COUNT = 3000  # items; with more the rarity of words changes little

ItemT = TypeVar("ItemT", bound=Item)

# For each query of a JSON list the ids of what it finds, as a JSON list. The materialised CTE keeps
# PostgreSQL from reading the whole table because of the limit.
_IDS_FOUND = {
    "sqlite": """
        SELECT (SELECT json_group_array(item_id) FROM (
            SELECT item_id FROM search_document WHERE words MATCH sought.value LIMIT %s))
        FROM json_each(%s) AS sought ORDER BY sought.key""",
    "postgresql": """
        SELECT (WITH found AS MATERIALIZED (
            SELECT item_id FROM search_document WHERE words @@ to_tsquery('simple', sought.query))
            SELECT json_agg(item_id)::text FROM (SELECT item_id FROM found LIMIT %s) AS first)
        FROM json_array_elements_text(%s) WITH ORDINALITY AS sought(query, place)
        ORDER BY sought.place""",
}


@dataclass(frozen=True)
class Finder:
    """What a text finds: narrows or ranks any list, and asks nothing more of the database."""

    words: Sequence[Word]
    best: Sequence[int] | None = None  # ids of those that hold all words, if there are but few

    def found(self, items: QuerySet[ItemT]) -> QuerySet[ItemT]:
        """Return those of the items that are found, in their own order."""
        if not self.words:
            return items.none()
        if self.best is None:
            return items.filter(search_document__words__holds=self.words)
        return items.filter(*(Q(pk__in=_ids_with_part(word)) for word in self.words))

    def ranked(self, items: QuerySet[ItemT]) -> QuerySet[ItemT]:
        """Return those of the items that are found with their `relevance`, the best first."""
        found = self.found(items).annotate(relevance=self._relevance)
        by_relevance = [] if self.best == [] else ["-relevance"]  # all would be alike
        return cast("QuerySet[ItemT]", found.order_by(*by_relevance, "-pk"))

    @property
    def _relevance(self) -> Expression:
        if self.best is None:
            return Relevance("search_document__words", self.words)
        places = [When(pk=pk, then=Value(float(FEW - place))) for place, pk in enumerate(self.best)]
        return Case(*places, default=Value(0.0), output_field=FloatField())


def finder(text: str, *, language: str, among: QuerySet[Any]) -> Finder:
    """Return what finds the text, after one small query: whether `among` holds but FEW hits."""
    words = search_words(text, language)
    if not words or not any(map(_parts, words)):
        return Finder(words)
    hits = Finder(words).ranked(among).order_by().values_list("pk", "relevance")[:FEW]
    found = sorted(hits, key=lambda hit: (-hit[1], -hit[0]))
    return Finder(words, None if len(found) == FEW else [pk for pk, _relevance in found])


def search(
    text: str,
    *,
    language: str,
    kind: str | None = None,
    part_of: Item | None = None,
) -> QuerySet[Item]:
    """Return what everybody sees and holds all words of the text, the best first. See `ranked`."""
    items = Item.objects.seen_by_all()
    if kind:
        items = items.filter(kind=kind)
    if part_of:
        items = items.filter(part_of=part_of)
    return ranked(items, text, language=language)


def ranked(items: QuerySet[ItemT], text: str, *, language: str) -> QuerySet[ItemT]:
    """Return those of the items that hold all words, with their `relevance`, the best first.

    A word in the title counts five times. If there are fewer than FEW, those follow that have a
    word only as a part of one in the title. Lazy, but costs one small query at once; may be
    ordered anew. A text without a word finds nothing.
    """
    return finder(text, language=language, among=items).ranked(items)


def matching_ids(
    text: str, *, language: str, among: QuerySet[Item] | None = None
) -> QuerySet[Item, int]:
    """Return the ids `ranked` finds, for `.filter(pk__in=...)` where a list has its own order.

    `among` is where to find and to count for FEW; without it, all that everybody sees.
    """
    items = Item.objects.seen_by_all() if among is None else among
    found = finder(text, language=language, among=items).found(items)
    return found.order_by().values_list("pk", flat=True)


def similar(  # noqa: PLR0913 - each narrows what is compared
    title: str,
    text: str,
    *,
    part_of: Item,
    language: str,
    limit: int = 5,
    exclude: Item | None = None,
    without: QuerySet[Item, int] | None = None,
) -> list[Item]:
    """Return the public parts most like what somebody writes; none if nothing is alike enough.

    `exclude` is the item itself, where it is not new; `without` gives ids of more to leave out.
    """
    sought = rules.sought_stems(title, text, language=language)
    if not sought:
        return []
    holders = dict(zip(sought, _ids_holding([[stem] for stem in sought]), strict=True))
    parts = Item.objects.public().filter(part_of=part_of)
    if without is not None:
        parts = parts.exclude(pk__in=without)
    n_parts = parts.order_by()[:ENOUGH_TO_COUNT].count()
    weights = rules.weights({stem: len(ids) for stem, ids in holders.items()}, n_parts)
    candidates = parts.filter(
        pk__in=_candidates(holders, weights), search_entry__isnull=False
    ).values_list("pk", "search_entry__title_stems", "search_entry__body_stems")
    likenesses = {
        pk: rules.likeness(weights, title=title.split(), body=body.split())
        for pk, title, body in candidates
    }
    own = exclude.pk if exclude else None
    alike = [pk for pk in likenesses if likenesses[pk] >= rules.ALIKE and pk != own]
    best = nlargest(limit, alike, key=lambda pk: (likenesses[pk], pk))
    items = parts.in_bulk(best)
    return [items[pk] for pk in best if pk in items]


def _candidates(holders: Mapping[str, Sequence[int]], weights: Mapping[str, float]) -> list[int]:
    """Return the ids of what shares most of the rare stems, and of what shares all common ones."""
    shared: Counter[int] = Counter()
    for stem, ids in holders.items():
        if len(ids) < COMMON:
            shared.update(dict.fromkeys(ids, weights[stem]))
    common = [stem for stem, ids in holders.items() if len(ids) == COMMON]
    if len(common) > 1:
        (ids,) = _ids_holding([common])
        shared.update(dict.fromkeys(ids, sum(weights[stem] for stem in common)))
    return nlargest(MOST_COMPARED, shared, key=lambda pk: (shared[pk], pk))


def _ids_holding(stems_together: Sequence[Sequence[str]]) -> list[list[int]]:
    """Return for each list of stems the ids of what holds all of them, at most COMMON."""
    as_query = fts5_query if connection.vendor == "sqlite" else tsquery
    queries = [as_query([Word((stem,)) for stem in stems]) for stems in stems_together]
    with connection.cursor() as cursor:
        cursor.execute(_IDS_FOUND[connection.vendor], [COMMON, json.dumps(queries)])
        return [json.loads(ids or "[]") for (ids,) in cursor.fetchall()]


def _ids_with_part(word: Word) -> QuerySet[Document, int]:
    """Return the ids of what holds the word, or has it as a part of one in the title."""
    whole = Document.objects.filter(words__holds=[word]).values_list("pk", flat=True)
    parts = _parts(word)
    if not parts:
        return whole
    in_titles = TitlePart.objects.filter(words__has_part=parts).values_list("pk", flat=True)
    return whole.union(in_titles)


def _parts(word: Word) -> list[str]:
    return [stem for stem in word.stems if len(stem) >= SHORTEST_PART]
