"""The red thread from ideas to undertakings, as the team knots it."""

from faden.backbone.items.models import Item
from faden.shared.thread.actions import Knot, tie
from faden.shared.thread.relations import TIE_OF
from faden.surfaces.demo.actions.city import City
from faden.surfaces.demo.queries import content


def knot(city: City) -> None:
    """Link what hangs together; the entries have to be there."""
    for entry in content("thread")["knots"]:
        item = _known(entry["kind"], entry["title"])
        others = [_known(kind, title) for kind, title in entry["others"]]
        said = Knot(TIE_OF[entry["tie"]], entry["note"])
        at = city.moment(-entry["days_ago"])
        tie(item, others, knot=said, actor=city.team["administrator"], now=at)


def _known(kind: str, title: str) -> Item:
    return Item.objects.public().get(kind=kind, title=title)
