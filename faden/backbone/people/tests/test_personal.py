"""Nothing is kept about people that their export, erasure and merging do not know."""

import json
import re

import pytest
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from faden.backbone.people import actions, personal
from faden.backbone.people.models import Person
from faden.backbone.people.personal import registered
from faden.backbone.people.queries import export
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.lib.refused import Refusal, Refused

PERSONAL_NAME = re.compile(
    r"(^|_)(e?mail|phone|telephone|mobile|fax|birth\w*|ip|iban|street|house_number|postcode"
    r"|first_name|last_name|surname|full_name|display_name|author_name|person_name|contact_name)"
    r"(_|$)|^(actor|person|user|author|guest)(_id)?$"
)
ABOUT_NOBODY = {"places.address"}  # the official list of house numbers; no person stands in it
MODELS = [
    model
    for model in apps.get_models()
    if model.__module__.startswith(("faden.", "allauth.")) and not model._meta.proxy
    if model._meta.label_lower not in ABOUT_NOBODY
]


def personal_fields(model: type[Model]) -> list[str]:
    """The model's own fields that lead to a person or are named like something personal."""
    own = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [
        field.name
        for field in own
        if field.related_model is Person or PERSONAL_NAME.search(field.name)
    ]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_what_is_personal_is_registered_by_its_room(model):
    labels = {data.label for data in registered()}

    if personal_fields(model):
        assert model._meta.label_lower in labels, personal_fields(model)


def test_what_is_registered_exists():
    assert all(apps.get_model(data.label) for data in registered())


@pytest.mark.parametrize(
    ("name", "is_personal"),
    [
        ("email", True),
        ("author", True),
        ("author_name", True),
        ("phone_number", True),
        ("contact_email", True),
        ("actor_id", True),
        ("birth_year", True),
        ("name", False),
        ("official_name", False),
        ("n_comments", False),
        ("starts_at", False),
        ("shipped", False),
    ],
)
def test_names_that_sound_personal(name, is_personal):
    assert bool(PERSONAL_NAME.search(name)) is is_personal


@pytest.fixture
def empty_registry(monkeypatch):
    monkeypatch.setattr(personal, "_registry", {})


@pytest.mark.usefixtures("empty_registry")
def test_what_a_room_leaves_out_needs_a_reason_and_nothing_is_registered_twice():
    nothing = {"export": None, "erase": None, "merge": None}

    with pytest.raises(ValueError, match="say why"):
        personal.personal("people.Person", **nothing)

    personal.personal("people.Person", **nothing, reason="a test")
    with pytest.raises(ValueError, match="twice"):
        personal.personal("people.Person", **nothing, reason="a test")


@pytest.mark.django_db
def test_the_export_can_be_written_as_json_and_is_about_this_person_alone():
    ada, _ben = a_person(display_name="Ada"), a_person(display_name="Ben")
    actions.rename(ada, "Ada L.")

    exported = json.loads(json.dumps(export(ada), cls=DjangoJSONEncoder))

    assert exported["people.person"][0]["display_name"] == "Ada L."
    assert [entry["action"] for entry in exported["audit.logentry"]] == ["people.rename"]
    assert "Ben" not in json.dumps(exported)
    assert "password" not in exported["people.person"][0]


@pytest.mark.django_db
def test_all_rooms_take_part_in_erasing_and_merging():
    guest, account = a_guest(), a_person()

    actions.merge(guest, account, now=NOON)
    actions.erase(account, now=NOON)

    assert list(export(account)) == ["audit.logentry", "people.person"]


@pytest.mark.django_db
@pytest.mark.usefixtures("empty_registry")
def test_a_room_that_needs_the_person_stops_the_erasure_of_all():
    person = a_person()

    def needed(person, now):
        raise Refused(Refusal("test.needed", "No"))

    personal.personal("people.Person", export=None, erase=needed, merge=None, reason="a test")

    with pytest.raises(Refused):
        actions.erase(person, now=NOON)

    assert Person.objects.get().is_active
