"""An action is all or nothing, and raises the page versions at its very end."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from faden.backbone.audit.actions import NotInAction, action, is_open, record, touch
from faden.backbone.audit.models import LogEntry, PageVersion
from faden.backbone.audit.queries import versions
from faden.backbone.audit.tests.logged import log_of
from faden.backbone.places.models import District
from faden.backbone.places.tests.factories import a_district

pytestmark = pytest.mark.django_db


class FailedError(Exception):
    pass


@dataclass
class Shown:
    """Something that stands on pages of these scopes."""

    scopes: list[str]

    def page_scopes(self) -> list[str]:
        return self.scopes


@action
def add(name: str, *, then: Callable[[], object] = lambda: None) -> District:
    district = District.objects.create(name=name, slug=name)
    record("test.add", district, actor=None, name_was="given")
    then()
    return district


@action
def show(*scopes: str, then: Callable[[], object] = lambda: None) -> None:
    touch(Shown(list(scopes)))
    then()


def fail() -> None:
    raise FailedError


def names() -> set[str]:
    return set(District.objects.values_list("name", flat=True))


def stored_versions() -> dict[str, int]:
    return dict(PageVersion.objects.values_list("scope", "version"))


def test_an_action_keeps_its_rows_its_log_and_the_raised_version_together():
    district = add("a")

    entry = log_of(district).get()
    assert names() == {"a"}
    assert stored_versions() == {"site": 1}
    assert (entry.action, entry.subject_type, entry.subject_id, entry.actor_id, entry.facts) == (
        "test.add",
        "places.district",
        district.pk,
        None,
        {"name_was": "given"},
    )


def test_an_action_that_fails_leaves_nothing():
    with pytest.raises(FailedError):
        add("a", then=fail)

    assert (names(), stored_versions(), LogEntry.objects.count()) == (set(), {}, 0)
    assert not is_open()


def test_an_action_gives_back_what_its_function_returns_and_keeps_its_name():
    assert add("a") == District.objects.get()
    assert (add.__name__, is_open()) == ("add", False)


def test_an_inner_action_is_part_of_the_outer_one():
    with pytest.raises(FailedError):
        add("outer", then=lambda: (add("inner"), fail()))

    assert (names(), stored_versions(), LogEntry.objects.count()) == (set(), {}, 0)


def test_an_inner_action_that_fails_is_undone_alone():
    def try_another():
        with pytest.raises(FailedError):
            add("inner", then=fail)

    add("outer", then=try_another)

    assert names() == {"outer"}
    assert [entry.subject_id for entry in LogEntry.objects.all()] == [District.objects.get().pk]


def test_versions_are_raised_once_for_each_scope_and_action():
    show("b", "a", "b", then=lambda: (show("a"), show("c", then=lambda: show("b"))))

    assert stored_versions() == {"a": 1, "b": 1, "c": 1}


def test_versions_count_the_actions():
    for _ in range(3):
        show("a")
    show("b")

    assert versions(["a", "b", "c"]) == {"a": 3, "b": 1, "c": 0}


def test_versions_are_raised_last_of_all_and_in_sorted_order():
    def more():
        show("process:2")
        add("inner")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        show("site", "process:30", "process:1", then=more)

    written = [query["sql"] for query in queries if not is_savepoint(query["sql"])]
    last = written[-4:]
    assert all("audit_page_version" in sql for sql in last)
    assert not any("audit_page_version" in sql for sql in written[:-4])
    scopes = ["process:1", "process:2", "process:30", "site"]
    assert [sql.split("'")[1] for sql in last] == scopes


def is_savepoint(sql: str) -> bool:
    return sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))


def test_a_version_is_raised_even_if_the_caller_has_a_transaction_open():
    with transaction.atomic():
        show("a")

    assert stored_versions() == {"a": 1}


@pytest.mark.parametrize("scope", ["a", "process:12", 'o\'Hara "%s" ä'])
def test_a_scope_may_have_any_name(scope):
    show(scope)

    assert stored_versions() == {scope: 1}


@pytest.mark.parametrize("write", [touch, lambda row: record("test.add", row, actor=None)])
def test_nothing_is_recorded_outside_an_action(write):
    district = a_district()

    with pytest.raises(NotInAction, match="District was written outside an action"):
        write(district)

    assert (stored_versions(), LogEntry.objects.count()) == ({}, 0)


def test_what_stands_on_no_page_is_recorded_without_raising_a_version():
    @action
    def note():
        record("test.note", LogEntry(pk=7), actor=None)

    note()

    assert LogEntry.objects.get().subject_type == "audit.logentry"
    assert stored_versions() == {}


def test_the_log_of_a_row_is_its_own_and_the_oldest_first():
    first, other = add("first"), add("other")

    @action
    def rename():
        record("test.rename", first, actor=other)

    rename()

    assert list(log_of(first).values_list("action", "actor_id")) == [
        ("test.add", None),
        ("test.rename", other.pk),
    ]


def test_the_log_cannot_hold_what_is_no_reference():
    with pytest.raises(TypeError, match="not JSON serializable"):
        log_with(name=District(name="a"))


@action
def log_with(**facts):
    record("test.note", LogEntry(pk=7), actor=None, **facts)
