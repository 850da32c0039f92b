"""What a web process keeps of small queries: never older than the last committed write."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from faden.backbone.audit.actions import action, touch
from faden.backbone.audit.kept import kept, memory
from faden.backbone.audit.queries import versions

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


class Page:
    """Something shown on the pages of the site."""

    def page_scopes(self) -> list[str]:
        return ["site"]


class Source:
    """What is read, and how often it was."""

    def __init__(self) -> None:
        self.n_read = 0

    def read(self) -> list[int]:
        self.n_read += 1
        return [self.n_read]

    def ask(self, now: datetime | None = None, until: datetime | None = None) -> list[int]:
        return kept(("numbers",), ["site"], read=self.read, now=now, until=lambda: until)


@pytest.fixture
def source():
    memory.keep_up_to(10)
    yield Source()
    memory.keep_up_to(0)


@action
def write() -> None:
    touch(Page())


def test_it_is_read_once_until_something_is_written(source):
    assert [source.ask(), source.ask()] == [[1], [1]]

    write()

    assert [source.ask(), source.ask()] == [[2], [2]]


def test_everybody_gets_an_object_of_their_own(source):
    source.ask().append(99)

    assert source.ask() == [1]


def test_an_action_reads_anew_what_it_has_touched_and_a_lost_one_leaves_nothing(source):
    @action
    def lost() -> None:
        source.ask()
        touch(Page())
        assert source.ask() == [2]
        raise RuntimeError

    source.ask()
    with pytest.raises(RuntimeError):
        lost()

    assert source.ask() == [1]


def test_what_an_action_asks_first_is_kept_after_it(source):
    @action
    def rate() -> None:
        source.ask()

    rate()

    assert source.n_read == 2  # once in the transaction, once to be kept
    assert source.ask() == [2]


def test_it_ends_when_it_changes_by_itself(source):
    later = NOON + timedelta(hours=1)

    found = [source.ask(now, until=later) for now in (NOON, NOON, later)]

    assert found == [[1], [1], [2]]


def test_without_memory_nothing_is_kept_and_no_version_asked(source, django_assert_num_queries):
    memory.keep_up_to(0)

    with django_assert_num_queries(0):
        assert [source.ask(), source.ask()] == [[1], [2]]


def test_only_the_newest_are_kept(source):
    memory.keep_up_to(2)
    for number in range(3):
        kept((number,), ["site"], read=source.read)

    assert memory.get((0,)) is None
    assert memory.get((2,)) is not None


def test_a_version_is_raised_with_the_write(source):
    before = versions(["site"])["site"]

    write()

    assert versions(["site"]) == {"site": before + 1}
    assert not connection.in_atomic_block
