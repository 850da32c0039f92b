"""A thread as files: the table is read back without loss, JSON-LD says what came out of what."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from faden.backbone.audit.guard import arranging
from faden.backbone.items.tests.factories import an_item
from faden.backbone.people.tests.factories import NOON
from faden.shared.thread.actions import link
from faden.shared.thread.models import Link

pytestmark = pytest.mark.django_db
Relation = Link.Relation
QUOTED = {"exact": "more shade", "prefix": "We need ", "suffix": " in town."}


@pytest.fixture
def measure():
    """A measure that came out of an idea, by words that are quoted."""
    measure, idea, other = an_item(title="Measure"), an_item(title="Shade"), an_item()
    first = link(measure, Relation.DERIVED_FROM, target=idea, author=None, note="Hot.", now=NOON)
    link(idea, Relation.MERGED_INTO, target=other, author=None, now=NOON)
    with arranging():
        Link.objects.filter(pk=first.pk).update(target_passage=QUOTED)
    return measure


def facts() -> list:
    names = ("source", "target", "relation", "note", "created_at", "target_passage")
    return sorted(Link.objects.values_list(*names), key=str)


@pytest.mark.parametrize("file_format", ["csv", "xlsx", "ods"])
def test_the_file_of_a_thread_brings_its_links_back(client, tmp_path, measure, file_format):
    address = reverse("thread:thread", args=[measure.uuid])
    answer = client.get(address, {"export": file_format})
    file = tmp_path / f"faden.{file_format}"
    file.write_bytes(b"".join(answer.streaming_content))
    before = [one for one in facts() if one[2] == "derived_from"]
    with arranging():
        Link.objects.all().delete()

    call_command("import_thread", str(file))
    call_command("import_thread", str(file))

    assert facts() == before


def test_a_row_of_what_is_not_here_is_refused_and_nothing_is_written(tmp_path, measure):
    file = tmp_path / "faden.csv"
    rows = [
        "source;relation;target;created_at",
        f"{measure.uuid};implements;{an_item().uuid};2026-01-01T12:00:00+00:00",
        f"{measure.uuid};implements;00000000-0000-0000-0000-000000000000;2026-01-01",
    ]
    file.write_text("\n".join(rows), encoding="utf-8")

    with pytest.raises(CommandError, match="3"):
        call_command("import_thread", str(file))

    assert not Link.objects.filter(relation="implements").exists()


def test_json_ld_says_what_the_measure_was_derived_from_and_why(client, measure):
    graph = client.get(reverse("thread:linked_data", args=[measure.uuid])).json()["@graph"]

    titles = {entity["dcterms:title"]["@value"]: entity for entity in graph}
    derivation = titles["Measure"]["prov:qualifiedDerivation"][0]
    assert derivation["prov:entity"]["@id"] == titles["Shade"]["@id"]
    assert derivation["dcterms:description"] == "Hot."
    assert derivation["oa:hasSelector"][0]["oa:exact"] == "more shade"
    assert "prov:qualifiedDerivation" not in titles["Shade"]
