"""What pages cost with few and with many rows: the ratio should stay near 1.

A page of pages that are not there with few rows (page 400 of five) shows the last one there.
"""

from bench._city import a_person, a_process, cost, discuss, ideas_in, migrate
from faden.backbone.people.models import Person

FEW, MANY, COMMENTS = 100, 10_000, 1_000
LISTS = {
    "newest": "",
    "most positive": "?sortierung=zustimmung",
    "most discussed": "?sortierung=diskussion",
    "contested": "?sortierung=umstritten",
    "shuffled": "?sortierung=zufall",
    "best matches": "?q=radweg",
    "search, newest": "?q=radweg&sortierung=neu",
    "one topic": "?thema=wege",
    "waiting, online": "?stand=wartet&herkunft=online",
    "topic, search, waiting": "?thema=wege&q=radweg&stand=wartet",
    "page 5": "?seite=5",
    "page 400": "?seite=400",
    "most positive, page 400": "?sortierung=zustimmung&seite=400",
    "contested, page 400": "?sortierung=umstritten&seite=400",
    "shuffled, page 400": "?sortierung=zufall&seite=400",
    "map": "karte/",
    "points of the map": "karte.geojson",
    "feed": "feed.atom",
}


def main() -> None:
    """Print CPU milliseconds and queries of the main pages, and the ratio of many to few."""
    migrate()
    ada = a_person("ada")
    small, large = a_process("Klein"), a_process("Gross")
    few, many = ideas_in(small, FEW), ideas_in(large, MANY)
    discuss(few[0], 50, author=ada)
    discuss(many[0], COMMENTS, author=ada)
    print(f"{'page':<38}{'few':>10}{'many':>10}{'ratio':>8}{'queries':>10}")
    lists = [f"/beteiligungen/{slug}/ideen/" for slug in ("klein", "gross")]
    for name, query in LISTS.items():
        report(f"ideas, {name}", *(f"{path}{query}" for path in lists))
    for name in ("newest", "best matches"):
        addresses = (f"{path}{LISTS[name]}" for path in lists)
        report(f"ideas, {name}, signed in", *addresses, person=ada)
    report("idea, 50 and 1,000 comments", few[0].get_absolute_url(), many[0].get_absolute_url())
    report("process", "/beteiligungen/klein/", "/beteiligungen/gross/")
    home, queries = cost("/", person=None)
    print(f"{'home':<38}{'':>10}{home:>10.1f}{'':>8}{queries:>10}")


def report(name: str, few: str, many: str, *, person: Person | None = None) -> None:
    """Measure both addresses and print a line."""
    small, _queries = cost(few, person=person)
    large, queries = cost(many, person=person)
    print(f"{name:<38}{small:>10.1f}{large:>10.1f}{large / small:>8.2f}{queries:>10}")


if __name__ == "__main__":
    main()
