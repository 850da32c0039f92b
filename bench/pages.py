"""What pages cost with few and with many rows: the ratio should stay near 1."""

from bench._city import a_person, a_process, cost, discuss, ideas_in, migrate

FEW, MANY, COMMENTS = 100, 10_000, 1_000


def main() -> None:
    """Print CPU milliseconds and queries of the main pages, and the ratio of many to few."""
    migrate()
    ada = a_person("ada")
    small, large = a_process("Klein"), a_process("Gross")
    few, many = ideas_in(small, FEW), ideas_in(large, MANY)
    discuss(few[0], 50, author=ada)
    discuss(many[0], COMMENTS, author=ada)
    print(f"{'page':<34}{'few':>10}{'many':>10}{'ratio':>8}{'queries':>10}")
    listing = "/beteiligungen/{}/ideen/{}"
    for name, query in (
        ("ideas, newest", ""),
        ("ideas, most positive", "?sortierung=zustimmung"),
        ("ideas, most discussed", "?sortierung=diskussion"),
        ("ideas, page 5", "?seite=5"),
        ("ideas, search", "?q=radweg"),
    ):
        report(name, listing.format("klein", query), listing.format("gross", query))
    report("idea, 50 and 1,000 comments", few[0].get_absolute_url(), many[0].get_absolute_url())
    report("process", "/beteiligungen/klein/", "/beteiligungen/gross/")
    home, queries = cost("/", person=None)
    print(f"{'home':<34}{'':>10}{home:>10.1f}{'':>8}{queries:>10}")


def report(name: str, few: str, many: str) -> None:
    """Measure both addresses and print a line."""
    (small, _queries), (large, queries) = cost(few), cost(many)
    print(f"{name:<34}{small:>10.1f}{large:>10.1f}{large / small:>8.2f}{queries:>10}")


if __name__ == "__main__":
    main()
