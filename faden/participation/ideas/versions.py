"""How the text of an idea was before."""

from dataclasses import dataclass

from faden.backbone.items.models import Item, Revision


@dataclass(frozen=True)
class Comparison:
    """A version and the one before it."""

    version: Revision
    before: Revision

    @property
    def says_the_same(self) -> bool:
        """Whether only what is not text was changed: topic, place, pictures."""
        return (self.version.title, self.version.text) == (self.before.title, self.before.text)


def versions_of(idea: Item) -> list[Revision]:
    """Return the versions without their texts, the newest first."""
    return list(idea.revisions.defer("title", "text").order_by("-number"))


def comparison(idea: Item, number: int) -> Comparison | None:
    """Return the version of this number beside the one before it, or None."""
    pair = list(idea.revisions.filter(number__in=[number - 1, number]).order_by("number"))
    return Comparison(version=pair[1], before=pair[0]) if len(pair) > 1 else None
