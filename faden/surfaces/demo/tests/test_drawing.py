"""The pictures and papers that are made for the demonstration."""

from io import BytesIO

import pytest
from PIL import Image

from faden.shared.media.papers import Paper, inspect_paper
from faden.shared.media.pixels import Picture, inspect
from faden.surfaces.demo.papers import pdf_of
from faden.surfaces.demo.pictures import SCENES, drawn
from faden.surfaces.demo.pictures.canvas import HEIGHT, THREAD, WIDTH, curve
from faden.surfaces.demo.queries import content

FILES = ("process", "milestones", "lange-strasse", "auftakt")


def entries():
    for name in FILES:
        texts = content(name)
        yield from [texts, *texts.get("milestones", [])]


@pytest.mark.parametrize("name", SCENES)
def test_each_scene_is_a_picture_with_the_red_thread(name):
    png = drawn(name)

    assert inspect(png) == Picture("PNG", WIDTH, HEIGHT)
    colours = Image.open(BytesIO(png)).convert("RGB").getcolors(WIDTH * HEIGHT) or []
    thread = tuple(int(THREAD[start : start + 2], 16) for start in (1, 3, 5))
    n_red = sum(count for count, colour in colours if colour == thread)
    assert n_red > 1000


def test_the_same_scene_is_the_same_file():
    assert drawn("city") == drawn("city")


def test_every_scene_is_used_and_described():
    used = [entry for entry in entries() if "picture" in entry]

    assert {entry["picture"] for entry in used} == set(SCENES)
    for entry in used:
        assert entry["picture_alt"].startswith("Zeichnung: ")
        assert len(entry["picture_alt"]) <= 300


def test_a_curve_goes_through_its_points():
    points = [(0.0, 0.0), (10.0, 20.0), (30.0, -5.0)]

    assert set(points) <= set(curve(points))


def test_a_paper_is_a_pdf_that_may_be_uploaded():
    paper = pdf_of("Titel (mit Klammern)\n\nÄpfel, Öl und Straße. " + "Wort " * 60)

    assert inspect_paper(paper, "Titel.pdf") == Paper("pdf", "Titel.pdf")
    assert b"(Titel \\(mit Klammern\\)) Tj" in paper
    assert "Äpfel, Öl und Straße.".encode("cp1252") in paper
    start = int(paper.split(b"startxref\n")[1].split(b"\n")[0])
    assert paper[start:].startswith(b"xref\n0 6\n")


@pytest.mark.parametrize("entry", [e for e in entries() if "document" in e],
                         ids=lambda entry: entry["document"])  # fmt: skip
def test_every_paper_can_be_written_and_says_that_it_is_invented(entry):
    assert pdf_of(entry["document_text"]).startswith(b"%PDF-1.4")
    assert "für die Vorführung erfunden" in entry["document_text"]
