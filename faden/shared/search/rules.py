"""What makes two contributions alike. Pure: callers pass how often words occur."""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

from faden.lib.stems import stems, telling_stems

MOST_TITLE_STEMS, MOST_TEXT_STEMS = 8, 16  # of what is being written; they are looked up one by one
RARITY_COUNTS = 1.5  # power of the inverse document frequency
IN_TITLE = 1.5  # a word counts so much more if it stands in the other title
USUAL_LENGTH = 60  # words of a contribution; longer ones hold more words by chance ...
LENGTH_COUNTS = 0.15  # ... and this share of their likeness is divided by their length
TELLING = 4  # words: whoever shares those that tell most has likeness 1
SHORT_TITLE = 2  # stems; with more of them, one in common is a coincidence
ALIKE = 0.5  # likeness from which on it is worth showing


def sought_stems(title: str, text: str, *, language: str) -> list[str]:
    """Return the stems by which to look for what is alike: the title's, then the text's longest.

    How often a word is repeated counts as well. In German a long word is a rare one (a street, a
    compound), so that not every word's frequency need be asked.
    """
    from_title = telling_stems(title, language)[:MOST_TITLE_STEMS]
    times = Counter(stems(text, language))
    from_text = [stem for stem in telling_stems(text, language) if stem not in from_title]
    from_text.sort(key=lambda stem: -len(stem) * times[stem] ** 0.5)
    return from_title + from_text[:MOST_TEXT_STEMS]


def weights(counts: Mapping[str, int], n_items: int) -> dict[str, float]:
    """Return how much each stem tells, by the number of items that hold it.

    The inverse document frequency of Okapi BM25 (Robertson and Zaragoza 2009, "The Probabilistic
    Relevance Framework", section 3.1) in the variant that never is negative, to a power. A stem
    that nobody holds tells as much as one with a single holder: where there are few items yet,
    new words would else outweigh all others.
    """
    return {stem: _weight(max(count, 1), n_items) for stem, count in counts.items()}


def likeness(weights: Mapping[str, float], *, title: Sequence[str], body: Sequence[str]) -> float:
    """Return how much of what the stems tell is told by the other title and body; 0: nothing."""
    in_title, in_body = set(title), set(body)
    shared = [stem for stem in weights if stem in in_title or stem in in_body]
    if not shared or (len(shared) == 1 and _is_coincidence(shared[0], weights, title)):
        return 0.0
    told = sum(weights[stem] * (IN_TITLE if stem in in_title else 1) for stem in shared)
    most = sum(sorted(weights.values(), reverse=True)[:TELLING])
    length = (len(title) + len(body)) / USUAL_LENGTH
    return told / most / (1 - LENGTH_COUNTS + LENGTH_COUNTS * length)


def _is_coincidence(stem: str, weights: Mapping[str, float], title: Sequence[str]) -> bool:
    """Return whether it says nothing that this stem alone is shared with the other title."""
    return stem not in title or len(weights) > SHORT_TITLE


def _weight(count: int, n_items: int) -> float:
    rarity = log(1 + (max(n_items - count, 0) + 0.5) / (count + 0.5))
    return float(rarity**RARITY_COUNTS)
