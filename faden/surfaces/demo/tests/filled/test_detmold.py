"""Detmold's page, one to one: the demonstration against the collected facts."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
import time_machine
from django.utils import translation

from faden.lib.fuzzy_date import FuzzyDate, Precision

FACTS = Path(__file__).parents[6] / "shared" / "facts" / "detmold.json"
STATES = {"done": "Abgeschlossen", "current": "Findet derzeit statt", "planned": "Geplant"}
ENTRY = re.compile(
    r'<li class="faden-timeline__item.*?(?=<li class="faden-timeline__item|</ol>)', re.DOTALL
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(not FACTS.exists(), reason="the facts lie beside the checkout only"),
]


@pytest.fixture
def facts():
    return json.loads(FACTS.read_text(encoding="utf-8"))["process"]


@pytest.fixture
def page(client, filled):
    with time_machine.travel(filled, tick=False):
        return client.get("/beteiligungen/detmold-wird-digital/").text


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def in_words(first: str, last: str | None = None) -> str:
    until = date.fromisoformat(last) if last else None
    with translation.override("de"):
        return str(FuzzyDate(date.fromisoformat(first), Precision.DAY, until))


def test_the_timetable_is_that_of_the_real_process(page, facts):
    entries = [words(entry) for entry in ENTRY.findall(page)]

    expected = [
        (in_words(entry["date"], entry.get("until")), entry["title"], STATES[entry["state"]])
        for entry in facts["milestones"]
    ]
    assert len(entries) == len(expected) == 6
    for shown, (when, title, state) in zip(entries, expected, strict=True):
        assert shown.startswith(f"{when} {title} {state}"), shown


def test_the_entry_of_4_november_2020_announces_the_conference_of_february_2021(page, facts):
    [announced] = [entry for entry in facts["milestones"] if "event_from" in entry]
    [shown] = [words(entry) for entry in ENTRY.findall(page) if announced["title"] in entry]

    assert shown.startswith("4. November 2020 Zukunftskonferenz DETMOLD.DIGITAL Abgeschlossen")
    event = in_words(announced["event_from"], announced["event_until"])
    assert event == "19. bis 21. Februar 2021"
    assert f"Veranstaltung: {event} Bekanntgabe: 4. November 2020" in shown
    assert all(
        question.partition(" (")[0][:30] in shown for question in announced["challenges"][:1]
    )


def test_title_progress_groups_and_places_are_the_real_ones(page, facts):
    text = words(page)

    assert f"<title>{facts['title']} " in page
    assert f'value="{facts["progress_percent"]}"' in page
    assert f"{facts['progress_percent']}\N{NO-BREAK SPACE}%" in page
    for group in facts["groups_involved"]:
        assert group in text
    for entry in facts["milestones"]:
        assert entry.get("place", "") in text


def test_every_entry_has_its_picture_described(page):
    pictures = re.findall(r"Bild: Zeichnung: [^<]+|alt=\"Zeichnung: [^\"]+", page)

    assert len(pictures) == len(set(pictures)) == 7  # the process and its six entries
