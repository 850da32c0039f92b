from dataclasses import asdict

import pytest

from faden.lib.refused import Refused
from faden.surfaces.importers.columns import (
    COMMENTS,
    IDEAS,
    guessed,
    mapping_file,
    missing,
    plan_from,
)
from faden.surfaces.importers.passes import mapping_named


@pytest.mark.parametrize(
    ("table", "headers", "found"),
    [
        (
            IDEAS,
            ["Nr.", "Titel", "Beschreibung", "Handlungsfeld", "Ortsteil", "Erstellt am"],
            ["id", "title", "text", "field", "district", "date"],
        ),
        (
            IDEAS,
            ["id", "date", "category", "title", "text", "lat", "lon", "votes", "author", "url"],
            "id date field title text latitude longitude votes author url".split(),  # noqa: SIM905
        ),
        (IDEAS, ["Breiten-Grad", "LÄNGE", "Stimmen"], ["latitude", "longitude", "votes"]),
        (
            COMMENTS,
            ["Kommentar-ID", "Beitrags-ID", "Antwort auf", "Kommentar", "Verfasser"],
            ["id", "idea", "parent", "text", "author"],
        ),
        (
            COMMENTS,
            ["comment_id", "contribution_id", "parent_comment_id", "created", "title", "text"],
            ["id", "idea", "parent", "date", "title", "text"],
        ),
    ],
)  # fmt: skip
def test_german_and_english_headers_are_guessed(table, headers, found):
    assert guessed(table, headers) == dict(zip(found, headers, strict=True))


def test_a_header_is_used_once():
    assert guessed(IDEAS, ["Text", "Beschreibung", "Unbekannt"]) == {"text": "Text"}


def test_what_is_required_and_not_there():
    assert [column.name for column in missing(IDEAS, {"id": "Nr"})] == ["title"]
    assert [column.name for column in missing(COMMENTS, {})] == ["id", "idea", "text"]


def test_a_plan_survives_its_storage():
    plan = plan_from({"ideas": {"id": "Nr"}, "editors": ["Redaktion"], "language": "en"})

    assert plan_from(plan.as_json()) == plan
    assert asdict(plan)["create_fields"] is False


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("[idaes]\n", "importers.unknown_setting"),
        ('[ideas]\nlat = "lat"\n', "importers.unknown_setting"),
        ("[ideas]\nid = 1\n", "importers.wrong_setting"),
        ('create_fields = "yes"\n', "importers.wrong_setting"),
        ("source = 5\n", "importers.wrong_setting"),
        ("ideas = ", "importers.mapping_file"),
        ('language = "Deutsch, bitte"\n', "importers.wrong_setting"),
    ],
)
def test_a_wrong_mapping_file_is_explained(tmp_path, written, code):
    path = tmp_path / "columns.toml"
    path.write_text(written)

    with pytest.raises(Refused) as caught:
        mapping_file(path)

    assert caught.value.refusal.code == code
    assert str(caught.value)


def test_a_mapping_comes_from_a_file_or_from_faden(tmp_path):
    path = tmp_path / "columns.toml"
    path.write_text('source = "x.de"\n[ideas]\nid = "Nr"\n')

    assert mapping_named(str(path)).source == "x.de"
    assert mapping_named("bonn_raddialog").plan.editors == ["Redaktion"]
    with pytest.raises(Refused):
        mapping_named("there is none")
