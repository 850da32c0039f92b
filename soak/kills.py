"""Processes die ten times while people write and a table is imported; both databases.

Usage: python -m soak.kills
"""

import os
import sys
import tempfile
from pathlib import Path

from soak._site import HERE, a_served_site, on_both_databases, told

ROUNDS, N_STORED = 10, 200  # kills, and forms that are stored between them
N_ROWS = 20_000  # of the import


def main() -> int:
    """Run; 1 if something acknowledged is missing, doubled or counted wrongly."""
    with a_served_site() as served, tempfile.TemporaryDirectory() as folder:
        from faden.backbone.jobs.tests.processes import wait_until  # noqa: PLC0415
        from faden.config.tests import load  # noqa: PLC0415
        from faden.surfaces.importers import actions, passes  # noqa: PLC0415
        from faden.surfaces.importers.tests import factories  # noqa: PLC0415

        crowd = load.Crowd(served, load.a_town(n_raters=4))
        table = factories.a_csv(Path(folder), factories.ideas(N_ROWS))
        order = factories.an_order(factories.a_process(), table)
        run = passes.begin(order, actor=None, now=factories.NOON)
        actions.start(run, actor=None, now=factories.NOON)

        load.kill_while_writing(crowd, rounds=ROUNDS, n_stored=N_STORED)
        wait_until(lambda: type(run).objects.get(pk=run.pk).state == "done", seconds=600)

        print(f"answers {dict(crowd.answers)}; imported {factories.counts(run)}")
        doubled = [] if factories.counts(run) == {"ideas": (N_ROWS, 0, 0)} else ["the import"]
        return told(load.wrong(crowd) + doubled)


if __name__ == "__main__":
    sys.exit(main() if HERE in os.environ else on_both_databases("soak.kills"))
