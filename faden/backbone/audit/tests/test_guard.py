"""The write guard itself: nothing gets past it beside actions, and reading always does."""

import threading

import pytest
from django.db import connection, transaction

from faden.backbone.audit.actions import action
from faden.backbone.audit.guard import WriteGuard, WrittenBesideActions, arranging
from faden.backbone.places.models import District
from faden.backbone.places.tests.factories import a_district

pytestmark = pytest.mark.django_db


def create() -> object:
    return District.objects.create(name="a", slug="a")


@pytest.mark.parametrize(
    "write",
    [
        create,
        lambda: District(name="a", slug="a").save(),
        lambda: District.objects.bulk_create([District(name="a", slug="a")]),
        lambda: District.objects.bulk_create([District(name="a", slug="a")], ignore_conflicts=True),
        lambda: District.objects.get_or_create(name="a", slug="a"),
        lambda: District.objects.update(name="b"),
        lambda: District.objects.all().delete(),
        lambda: connection.cursor().execute("UPDATE places_district SET name = 'b'"),
        lambda: connection.cursor().execute("  delete from places_district"),
        lambda: connection.cursor().execute(
            "WITH x AS (SELECT 1) INSERT INTO places_district (name, slug) SELECT 'a', 'a' FROM x"
        ),
        lambda: connection.cursor().executemany(
            "UPDATE places_district SET name = %s", [["a"], ["b"]]
        ),
    ],
)
def test_a_write_beside_an_action_is_refused(write):
    a_district(name="stays")

    with pytest.raises(WrittenBesideActions), transaction.atomic():
        write()

    assert District.objects.get().name == "stays"


def test_an_action_may_write():
    action(create)()

    assert District.objects.get().name == "a"


def test_the_guard_closes_again_after_an_action_also_when_it_fails():
    @action
    def fail():
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - nobody else raises one here
        fail()

    with pytest.raises(WrittenBesideActions):
        create()


def test_a_scene_may_be_set_and_the_guard_closes_behind_it():
    with arranging():
        create()

    with pytest.raises(WrittenBesideActions):
        District.objects.update(name="b")


@pytest.mark.parametrize(
    "table",
    ["django_session", "account_emailaddress", "jobs_job", "people_rate_limit"],
)
def test_sessions_sign_in_job_claims_and_limits_are_exempt(table):
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - names from the list above


def test_reading_is_never_refused():
    district = a_district(name="UPDATE places_district")

    assert District.objects.select_for_update().get(name="UPDATE places_district") == district


def test_a_guard_that_is_not_armed_lets_everything_through():
    guard = WriteGuard()
    executed = []

    def execute(sql, *_rest):
        executed.append(sql)

    guard(execute, "UPDATE places_district", [], many=False, context={})

    assert executed == ["UPDATE places_district"]


@pytest.mark.django_db(transaction=True)
def test_other_threads_are_guarded_as_well():
    caught = []

    def write():
        try:
            create()
        except WrittenBesideActions as error:
            caught.append(str(error))
        finally:
            connection.close()

    with arranging():  # of this thread alone
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()

    assert len(caught) == 1
    assert caught[0].startswith('outside an action: INSERT INTO "places_district"')
    assert not District.objects.exists()
