"""When something waits, is reported, hides at once, is decided. The tables are the rules."""

import pytest

from faden.backbone.items.kinds import kind
from faden.backbone.items.models import Item
from faden.backbone.people.models import Level, Person
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.models import Opening, Phase, Process
from faden.backbone.processes.rules import Role, Standing
from faden.backbone.processes.tests.factories import FAR_OFF, LONG_AGO
from faden.shared.moderation import rules
from faden.shared.moderation.models import Report

GUEST, REGISTERED = Level.GUEST, Level.REGISTERED
Decision, Reason = Report.Decision, Report.Reason


def an_opening(moderation: str, verb: str = "submit", *, is_over: bool = False) -> Opening:
    ends_at = LONG_AGO.replace(month=2) if is_over else FAR_OFF
    phase = Phase(starts_at=LONG_AGO, ends_at=ends_at, moderation=moderation)
    phase.process = Process(visibility="public")
    opening = Opening(phase=phase, kind="idea", verb=verb, level=GUEST)
    opening.district_names = {}
    return opening


def standing(level: Level, *roles: Role) -> Standing:
    return Standing(Person(), level, frozenset(roles), NOON)


@pytest.mark.parametrize(
    ("moderations", "level", "waits"),
    [
        (["none"], GUEST, False),
        (["none"], REGISTERED, False),
        (["guests"], GUEST, True),
        (["guests"], REGISTERED, False),
        (["all"], GUEST, True),
        (["all"], REGISTERED, True),
        (["none", "all"], REGISTERED, True),
        (["none", "guests"], GUEST, True),
        ([], GUEST, False),
    ],
)
def test_who_waits_for_release(moderations, level, waits):
    openings = [an_opening(moderation) for moderation in moderations]

    assert _waits(openings, standing(level)) is waits


def _waits(openings: list[Opening], asking: Standing) -> bool:
    return rules.must_wait(openings, kind_name="idea", verb="submit", standing=asking)


@pytest.mark.parametrize(
    ("role", "waits"),
    [(Role.MODERATOR, False), (Role.PROCESS_MANAGER, False), (Role.EVALUATOR, True)],
)
def test_those_who_moderate_wait_for_nobody(role, waits):
    assert _waits([an_opening("all")], standing(REGISTERED, role)) is waits


def test_phases_that_are_over_or_open_something_else_do_not_count():
    openings = [an_opening("all", is_over=True), an_opening("all", "comment"), an_opening("none")]

    assert not _waits(openings, standing(GUEST))


@pytest.mark.parametrize(
    ("reason", "was_reviewed", "hides"),
    [(Reason.THREAT, False, True), (Reason.THREAT, True, False)]
    + [(reason, False, False) for reason in Reason if reason != Reason.THREAT],
)
def test_only_a_threat_hides_at_once_and_only_once(reason, was_reviewed, hides):
    assert rules.hides_at_once(reason, was_reviewed=was_reviewed) is hides


@pytest.mark.parametrize(
    ("item", "person", "code"),
    [
        (Item(process_id=1, visibility="public"), None, None),
        (Item(process_id=1, visibility="public", author_id=2), Person(pk=3), None),
        (Item(process_id=1, visibility="public", author_id=3), Person(pk=3), "moderation.own"),
        (Item(process_id=1, visibility="staff"), None, "moderation.not_reachable"),
        (Item(process_id=None, visibility="public"), None, "moderation.not_reachable"),
    ],
    ids=["visitor", "citizen", "author", "hidden", "a process"],
)
def test_who_reports_what(item, person, code):
    refusal = rules.report_refusal(item, person=person)

    assert (refusal and refusal.code) == code


@pytest.mark.parametrize(
    ("decision", "n_open", "reason", "code"),
    [
        (Decision.DISMISSED, 1, "", None),
        (Decision.DISMISSED, 0, "", "moderation.no_report"),
        (Decision.HIDDEN, 1, "", "moderation.reason"),
        (Decision.HIDDEN, 1, "x", None),
        (Decision.WARNED, 1, " ", "moderation.reason"),
        (Decision.WARNED, 2, "x", None),
        (Decision.REDACTED, 1, "", None),
    ],
)
def test_what_a_decision_needs(decision, n_open, reason, code):
    refusal = rules.decision_refusal(decision, n_open=n_open, reason=reason)

    assert (refusal and refusal.code) == code


@pytest.mark.parametrize(
    ("kind_name", "passages", "missing", "reason", "code"),
    [
        ("idea", ["Anna"], [], "x", None),
        ("comment", ["Anna"], [], "x", None),
        ("process", ["Anna"], [], "x", "moderation.not_redactable"),
        ("idea", [], [], "x", "moderation.no_passage"),
        ("idea", ["Anna"], ["Anna"], "x", "moderation.passage_missing"),
        ("idea", ["Anna"], [], "  ", "moderation.reason"),
    ],
)
def test_what_can_be_redacted(kind_name, passages, missing, reason, code):
    refusal = rules.redaction_refusal(
        kind(kind_name), passages=passages, missing=missing, reason=reason
    )

    assert (refusal and refusal.code) == code
