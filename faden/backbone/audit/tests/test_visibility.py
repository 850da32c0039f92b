"""Another connection sees a raised version when, and only when, the write is committed."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from faden.backbone.audit.actions import action, touch
from faden.backbone.audit.queries import versions
from faden.backbone.audit.tests.test_actions import FailedError, Shown, fail, show

pytestmark = pytest.mark.django_db(transaction=True)


def version_elsewhere() -> int:
    """The version of "a" as another connection sees it now."""
    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(_version).result()


def _version() -> int:
    try:
        return versions(["a"])["a"]
    finally:
        connection.close()


def test_a_version_is_seen_elsewhere_only_after_the_commit():
    seen = []

    show("a", then=lambda: seen.append(version_elsewhere()))
    seen.append(version_elsewhere())
    with pytest.raises(FailedError):
        show("a", then=fail)
    seen.append(version_elsewhere())

    assert seen == [0, 1, 1]


def test_actions_at_the_same_moment_all_count():
    threads = [threading.Thread(target=_raise_crosswise, args=(n,)) for n in range(12)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert versions(["a", "b"]) == {"a": 12, "b": 12}


@action
def _touch_both(first: str, second: str) -> None:
    touch(Shown([first]))
    touch(Shown([second]))


def _raise_crosswise(number: int) -> None:
    """Half of the threads name the scopes the other way round."""
    scopes = ["a", "b"] if number % 2 else ["b", "a"]
    try:
        _touch_both(*scopes)
    finally:
        connection.close()
