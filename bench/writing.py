"""What a rating, a comment and an idea cost, each with all its rows, audit and page versions."""

import time
from collections.abc import Callable

from bench._city import NOW, a_person, a_process, ideas_in, migrate
from faden.participation.ideas.actions import Draft, submit
from faden.shared.comments.actions import comment
from faden.shared.ratings.actions import rate

TIMES = 300


def main() -> None:
    """Print milliseconds of wall time per write, and their ratio to a rating."""
    migrate()
    process = a_process("Klein")
    ada = a_person("ada")
    idea = ideas_in(process, 1)[0]
    draft = Draft(title="Bank am Fluss", text="Eine Bank am Fluss für alle. " * 10)
    writes: dict[str, Callable[[int], object]] = {
        "rating": lambda n: rate(idea, (-1) ** n, person=ada, now=NOW),
        "comment": lambda n: comment(idea, text=f"Nr. {n}", stance="for", person=ada, now=NOW),
        "idea": lambda n: submit(process, draft, person=ada, now=NOW),  # noqa: ARG005 - as the others
    }
    first = 0.0
    for name, write in writes.items():
        began = time.perf_counter()
        for number in range(TIMES):
            write(number)
        each = 1000 * (time.perf_counter() - began) / TIMES
        first = first or each
        print(f"{name:<10}{each:>8.2f} ms{each / first:>8.2f}")


if __name__ == "__main__":
    main()
