"""Taking in nothing new for a while."""

from datetime import timedelta

import pytest

from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.actions import end_pause, pause
from faden.backbone.processes.models import Pause
from faden.backbone.processes.queries import past_pauses, refusal_in, running_pause
from faden.backbone.processes.rules import Role, pause_refusal
from faden.backbone.processes.tests.factories import a_process, a_role, an_open_process
from faden.lib.refused import Refused, Remedy

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
MESSAGE = "Bis morgen früh, wegen einer Störung."


def refusal(process, now=NOON, verb="submit"):
    return refusal_in(process, "idea", verb=verb, person=a_person(), now=now)


@pytest.mark.parametrize(
    ("starts", "ends", "code", "remedy"),
    [
        (-HOUR, None, "processes.paused", Remedy.NONE),
        (-HOUR, HOUR, "processes.paused", Remedy.WAIT_UNTIL),
        (timedelta(), HOUR, "processes.paused", Remedy.WAIT_UNTIL),
        (-2 * HOUR, -HOUR, None, None),
        (-HOUR, timedelta(), None, None),
        (HOUR, None, None, None),
    ],
)
def test_when_a_pause_holds(starts, ends, code, remedy):
    of_site = Pause(
        message=MESSAGE, starts_at=NOON + starts, ends_at=None if ends is None else NOON + ends
    )

    found = pause_refusal(of_site, now=NOON)

    assert (found and found.code, found and found.remedy) == (code, remedy)


def test_without_a_pause_nothing_is_refused():
    assert pause_refusal(None, now=NOON) is None


@pytest.mark.parametrize("verb", ["submit", "rate", "comment"])
@pytest.mark.parametrize("is_of_site", [True, False])
def test_every_verb_of_contributions_is_refused_with_the_message(verb, is_of_site):
    process = an_open_process()
    pause(None if is_of_site else process, message=MESSAGE, actor=None, now=NOON)

    found = refusal(process, verb=verb)

    assert (found.code, MESSAGE in str(found)) == ("processes.paused", True)


def test_another_process_goes_on():
    pause(a_process(), message=MESSAGE, actor=None, now=NOON)

    assert refusal(an_open_process()) is None


def test_it_ends_by_its_time_or_by_somebody():
    process = an_open_process()
    pause(process, message=MESSAGE, ends_at=NOON + HOUR, actor=None, now=NOON)
    assert refusal(process, now=NOON + HOUR) is None

    pause(None, message=MESSAGE, actor=None, now=NOON)
    end_pause(None, actor=None, now=NOON + HOUR)

    assert refusal(process, now=NOON + HOUR) is None
    assert running_pause(None, now=NOON + HOUR) is None


def test_a_new_message_replaces_the_pause_that_runs():
    process = an_open_process()
    pause(process, message="Erst das", actor=None, now=NOON)
    pause(process, message=MESSAGE, actor=None, now=NOON + HOUR)

    assert MESSAGE in str(refusal(process, now=NOON + HOUR))
    assert [row.message for row in past_pauses(process, now=NOON + HOUR)] == ["Erst das"]


@pytest.mark.parametrize(
    ("role", "for_all", "on_site", "in_process"),
    [
        (Role.ADMINISTRATOR, True, True, True),
        (Role.MODERATOR, True, True, True),
        (Role.PROCESS_MANAGER, False, False, True),
        (Role.MODERATOR, False, False, True),
        (Role.EVALUATOR, True, False, False),
    ],
)
def test_who_pauses_what(role, for_all, on_site, in_process):
    process = an_open_process()
    actor = a_role(role, None if for_all else process)

    assert may_pause(None, actor) is on_site
    assert may_pause(process, actor) is in_process


def may_pause(process, actor) -> bool:
    try:
        pause(process, message=MESSAGE, actor=actor, now=NOON)
    except Refused:
        return False
    return True


@pytest.mark.parametrize(
    ("message", "ends_at", "code"),
    [
        (" ", None, "processes.pause_message"),
        (MESSAGE, NOON, "processes.pause_over"),
    ],
)
def test_what_a_pause_needs(message, ends_at, code):
    with pytest.raises(Refused) as refused:
        pause(None, message=message, ends_at=ends_at, actor=None, now=NOON)

    assert refused.value.refusal.code == code


def test_who_paused_and_when_stays_known():
    actor = a_role(Role.ADMINISTRATOR)
    pause(None, message=MESSAGE, actor=actor, now=NOON)
    end_pause(None, actor=actor, now=NOON + HOUR)

    kept = Pause.objects.get()
    assert (kept.started_by, kept.starts_at) == (actor, NOON)
    assert (kept.ended_by, kept.ends_at) == (actor, NOON + HOUR)
