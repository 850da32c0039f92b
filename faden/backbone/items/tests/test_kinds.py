"""The registry of kinds."""

from dataclasses import replace

import pytest
from django.apps import apps

from faden.backbone.items import kinds
from faden.backbone.items.kinds import kind, register
from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import an_item


def test_every_kind_of_item_is_registered_by_its_room():
    models = [m for m in apps.get_models() if issubclass(m, Item) and m is not Item]

    assert {k.name for k in kinds.kinds()} == {model.kind_name for model in models}
    assert all(model.kind_name == model._meta.model_name for model in models)


def test_kinds_have_segments_of_their_own_and_verbs_with_names_of_their_own():
    segments = [k.segment for k in kinds.kinds()]
    verbs = [(k.name, verb.name) for k in kinds.kinds() for verb in k.verbs]

    assert len(segments) == len(set(segments))
    assert len(verbs) == len(set(verbs))


def test_a_kind_is_registered_once(monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))  # noqa: SLF001 - put back afterwards
    petition = replace(kind("idea"), name="petition")

    register(petition)

    assert kind("petition") is petition
    with pytest.raises(ValueError, match="kind petition is registered twice"):
        register(petition)


def test_a_kind_whose_room_is_not_installed_is_an_error():
    with pytest.raises(KeyError):
        kind("measure")


@pytest.mark.django_db
def test_the_address_of_an_item_is_that_of_its_kind():
    idea = an_item(kind="idea", title="Bänke")
    comment = an_item(kind="comment", part_of=idea)

    assert idea.get_absolute_url() == f"/ideen/{idea.pk}-baenke/"
    assert comment.get_absolute_url() == f"/beitraege/{comment.pk}/"
