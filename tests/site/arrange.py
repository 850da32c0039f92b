"""Adds to the seeded city what only tests need, and prints where to find it.

It runs in the environment of the served site, whose worker does the jobs meanwhile.
"""

import json
import sys
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import django

django.setup()

from django.contrib.auth.tokens import default_token_generator  # noqa: E402 - needs the settings
from django.utils.http import int_to_base36  # noqa: E402

from faden.backbone.people.models import Person  # noqa: E402
from faden.backbone.processes.models import Process  # noqa: E402
from faden.lib.text import slug_of  # noqa: E402
from faden.participation.ideas.actions import Draft, submit  # noqa: E402
from faden.participation.ideas.models import Idea  # noqa: E402
from faden.participation.results.queries import results_of  # noqa: E402
from faden.shared.comments.models import Comment  # noqa: E402
from faden.shared.media import actions as media  # noqa: E402
from faden.shared.media.models import Image  # noqa: E402
from faden.shared.media.pixels import Picture, inspect  # noqa: E402
from faden.shared.media.tests.pictures import a_jpeg  # noqa: E402
from faden.shared.outcomes.models import Outcome  # noqa: E402
from faden.surfaces.demo.queries import ACCOUNTS  # noqa: E402
from faden.surfaces.importers import actions as importers  # noqa: E402
from faden.surfaces.importers import files  # noqa: E402
from faden.surfaces.importers.columns import Plan  # noqa: E402
from faden.surfaces.importers.models import ImportRun  # noqa: E402
from tests.site.answering import answering_facts  # noqa: E402
from tests.site.background import background_facts  # noqa: E402
from tests.site.city import city_facts  # noqa: E402
from tests.site.comments import comment_facts  # noqa: E402
from tests.site.ideas import idea_facts  # noqa: E402
from tests.site.moderation import moderation_facts  # noqa: E402
from tests.site.paper import paper_facts  # noqa: E402
from tests.site.set_up import set_up_facts  # noqa: E402
from tests.site.telling import telling_facts  # noqa: E402
from tests.site.threads import thread_facts  # noqa: E402

WAIT_S = 30.0
GOOD = "id;titel;text;datum\n1;Bank am Markt;Ein Platz zum Sitzen.;2024-05-04\n"
WRONG = "id;titel;text;datum\n1;;Ohne Titel.;2024-05-04\n2;Uhr;Am Turm.;32.13.2024\n"
HEADERS = {"id": "id", "title": "titel", "text": "text", "date": "datum"}


def arrange() -> dict[str, Any]:
    """Return the numbers and names from which addresses are made."""
    process = Process.objects.get(slug="detmold-wird-digital")
    answered = Outcome.objects.filter(item__n_comments__gt=2, item__visibility="public").first()
    assert answered is not None
    hidden = Idea.objects.filter(visibility="staff").first()
    assert hidden is not None
    picture = _picture(process)
    runs = _runs(process)
    _wait(lambda: Image.objects.filter(pk=picture.pk, state="ready").exists(), "the picture")
    comment = Comment.objects.filter(part_of=answered.item).first()
    assert comment is not None
    return {
        "process": {"process_slug": process.slug},
        "slug": {"slug": process.slug},
        "idea": _place(answered.item),
        "idea_pk": {"pk": answered.item.pk},
        "result": _place(results_of(process)[0]),
        "hidden": _place(hidden),
        "hidden_pk": {"pk": hidden.pk},
        "picture_idea": _place(Idea.objects.get(pk=picture.item_id)),
        "picture_idea_pk": {"pk": picture.item_id},
        "comment": {"pk": comment.pk},
        "picture": {"key": picture.key, "step": 1},
        "reset": _reset(),
        **answering_facts(process),
        **background_facts(),
        **city_facts(),
        **comment_facts(answered.item),
        **moderation_facts(picture),
        **idea_facts(process, Idea.objects.get(pk=picture.item_id)),
        **set_up_facts(),
        **paper_facts(),
        **telling_facts(),
        **thread_facts(),
        **{f"run_{name}": {"pk": run.pk} for name, run in runs.items()},
    }


def _place(item: Any) -> dict[str, Any]:
    return {"pk": item.pk, "slug": item.slug or slug_of(item.title)}


def _picture(process: Process) -> Image:
    """Hand in an idea with a picture; the worker makes its widths."""
    person, now = Person.objects.get(email=ACCOUNTS["citizen"][0]), datetime.now(UTC)
    content = a_jpeg(1200, 800)
    inspected = inspect(content)
    assert isinstance(inspected, Picture)
    with media.stored([media.Upload(content, inspected)]) as stored:
        image = media.receive(stored, owner=person, address="", now=now)[0]
    text = "Zwischen den beiden Hälften des Platzes fehlt ein Weg, auf dem man rollen kann."
    described = media.DescribedImage(image, "Ein Platz, links rot und rechts blau")
    draft = Draft(title="Weg über den Platz", text=text)
    submit(process, draft, person=person, images=[described], now=now)
    image.refresh_from_db()
    return image


def _runs(process: Process) -> dict[str, ImportRun]:
    uploaded = _run(process, "neu.example.org", GOOD)
    ready = _checked(_run(process, "fertig.example.org", GOOD))
    refused = _checked(_run(process, "falsch.example.org", WRONG))
    done = _checked(_run(process, "alt.example.org", GOOD))
    importers.start(done, actor=None, now=datetime.now(UTC))
    _wait_for_state(done, "done")
    return {"uploaded": uploaded, "ready": ready, "refused": refused, "done": done}


def _run(process: Process, source: str, text: str) -> ImportRun:
    stored = files.keep([text.encode()], "beitraege.csv")
    actor = Person.objects.get(email=ACCOUNTS["administrator"][0])
    now = datetime.now(UTC) - timedelta(minutes=1)
    return importers.create_run(process, source, tables={"ideas": stored}, actor=actor, now=now)


def _checked(run: ImportRun) -> ImportRun:
    importers.assign_columns(run, Plan(ideas=HEADERS), actor=None, now=datetime.now(UTC))
    _wait_for_state(run, "ready", "refused")
    run.refresh_from_db()
    return run


def _wait_for_state(run: ImportRun, *states: str) -> None:
    found = ImportRun.objects.filter(pk=run.pk, state__in=states)
    _wait(found.exists, f"import {run.source}")


def _reset() -> dict[str, Any]:
    """What the link in a mail about a forgotten password holds."""
    person = Person.objects.get(email=ACCOUNTS["moderator"][0])
    return {"uidb36": int_to_base36(person.pk), "key": default_token_generator.make_token(person)}


def _wait(is_done: Any, what: str) -> None:
    ends_at = time.monotonic() + WAIT_S
    while not is_done():
        assert time.monotonic() < ends_at, f"the worker does not finish: {what}"
        time.sleep(0.1)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(arrange()))
