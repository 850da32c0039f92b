"""A file system gets full under a site. Usage: python -m soak._full_disk FOLDER, its only user."""

import sys
import time
from pathlib import Path

from soak._site import a_served_site, told

N_REFUSED, N_STORED = 5, 20  # forms, before it goes on


def main() -> int:
    """Fill the file system while people write, give it room again, and look what is left."""
    ballast = Path(sys.argv[1]) / "ballast"
    with a_served_site() as served:
        from faden.backbone.jobs.tests.processes import wait_until  # noqa: PLC0415
        from faden.config.tests import load  # noqa: PLC0415

        crowd = load.Crowd(served, load.a_town())
        with crowd.writing():
            time.sleep(2)
            fill(ballast)
            wait_until(lambda: crowd.answers["503"] > N_REFUSED, seconds=60)
            reading = served.page("/")[0]
            ballast.unlink()
            before = crowd.answers["303"]
            wait_until(lambda: crowd.answers["303"] > before + N_STORED, seconds=60)
        print(f"full disk: {dict(crowd.answers)}, a page meanwhile {reading}")
        lines = [line for line in served.log.read_text().splitlines() if "database" in line]
        print("the log says: " + next(iter(lines), "nothing"))
        others = [one for one in crowd.answers if one not in ("303", "503")]
        return told([*load.wrong(crowd), *(f"answered with {one}" for one in others)])


def fill(ballast: Path) -> None:
    """Write until there is no room."""
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 65_536)
        except OSError:
            return


if __name__ == "__main__":
    sys.exit(main())
