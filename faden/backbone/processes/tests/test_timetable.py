"""The timetable: states by date, postponing and cancelling, the progress computed from it."""

from datetime import date

import pytest
from django.utils import translation

from faden.backbone.audit.tests.logged import log_of
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes import actions
from faden.backbone.processes.models import Milestone, Process
from faden.backbone.processes.rules import Progress, Role, is_overdue, progress, shown_state
from faden.backbone.processes.tests.factories import a_milestone, a_process, a_role
from faden.lib.fuzzy_date import FuzzyDate, Precision
from faden.lib.refused import Refused

State = Milestone.State
MAY_4 = date(2026, 5, 4)
REASON = "The hall is not free."
LATER = FuzzyDate(date(2026, 9, 1), Precision.MONTH)


def an_entry(state="planned", first=MAY_4, last=None, precision="day", **facts):
    """An entry; not stored."""
    return Milestone(
        state=state,
        starts_on=first,
        ends_on=last,
        precision=precision,
        visibility="public",
        **facts,
    )


@pytest.mark.parametrize(
    ("entry", "today", "state"),
    [
        (an_entry(), date(2026, 5, 3), "planned"),
        (an_entry(), MAY_4, "current"),
        (an_entry(), date(2026, 5, 5), "planned"),
        (an_entry(last=date(2026, 5, 6)), date(2026, 5, 6), "current"),
        (an_entry("postponed", was_on=date(2026, 4, 1)), MAY_4, "current"),
        (an_entry("postponed", was_on=MAY_4, first=date(2026, 6, 1)), MAY_4, "postponed"),
        (an_entry("done"), MAY_4, "done"),
        (an_entry("cancelled"), MAY_4, "cancelled"),
        (an_entry("current"), date(2030, 1, 1), "current"),
        (an_entry(precision="month"), MAY_4, "planned"),
        (an_entry(first=date(2025, 1, 1), event_starts_on=MAY_4), MAY_4, "current"),
        (an_entry(event_starts_on=date(2026, 8, 1)), MAY_4, "planned"),
    ],
    ids=[
        "the day before",
        "on the day",
        "the day after",
        "on the last of three days",
        "postponed to today",
        "postponed from today",
        "done",
        "cancelled",
        "said to be under way",
        "some time this month",
        "on the day of the event",
        "announced today",
    ],
)
def test_what_is_planned_for_days_is_under_way_on_these_days(entry, today, state):
    assert shown_state(entry, today=today) == state


@pytest.mark.parametrize(
    ("entry", "is_late"),
    [
        (an_entry(first=date(2026, 5, 3)), True),
        (an_entry(first=MAY_4), False),
        (an_entry(first=date(2026, 5, 1), precision="month"), False),
        (an_entry(first=date(2026, 4, 1), precision="month"), True),
        (an_entry("current", first=date(2026, 4, 1)), True),
        (an_entry("postponed", first=date(2026, 4, 1), was_on=date(2026, 3, 1)), True),
        (an_entry("done", first=date(2026, 4, 1)), False),
        (an_entry("cancelled", first=date(2026, 4, 1)), False),
        (an_entry(first=date(2026, 4, 1), event_starts_on=MAY_4), False),
    ],
)
def test_the_team_is_asked_what_became_of_an_entry_whose_date_has_passed(entry, is_late):
    assert is_overdue(entry, today=MAY_4) is is_late


BY_HAND, COMPUTED = Process.ProgressBasis.BY_HAND, Process.ProgressBasis.MILESTONES


@pytest.mark.parametrize(
    ("states", "percent", "n_done", "n_counted"),
    [
        ("", 0, 0, 0),
        ("planned planned", 0, 0, 2),
        ("done done", 100, 2, 2),
        ("done planned", 50, 1, 2),
        ("done done planned", 67, 2, 3),
        ("done planned planned", 33, 1, 3),
        ("current planned", 25, 0, 2),
        ("done current planned", 50, 1, 3),
        ("done done done done current planned", 75, 4, 6),
        ("done cancelled planned", 50, 1, 2),
        ("cancelled", 0, 0, 0),
        ("done postponed", 50, 1, 2),
        (" ".join(["done"] * 299 + ["planned"]), 99, 299, 300),
        (" ".join(["current"] + ["planned"] * 299), 1, 0, 300),
    ],
)
def test_progress_computed_from_the_timetable(states, percent, n_done, n_counted):
    process = Process(progress_basis=COMPUTED, progress_percent=7)
    entries = [an_entry(state, first=date(2030, 1, 1)) for state in states.split()]

    found = progress(process, entries, today=MAY_4)

    assert found == Progress(percent, is_computed=True, n_done=n_done, n_counted=n_counted)


def test_only_entries_that_everybody_sees_count():
    process = Process(progress_basis=COMPUTED)
    entries = [an_entry("done"), an_entry("done")]
    entries[1].visibility = "staff"

    assert progress(process, entries, today=MAY_4).n_counted == 1


def test_progress_set_by_hand_is_what_was_set():
    process = Process(progress_basis=BY_HAND, progress_percent=60)

    found = progress(process, [an_entry("done")], today=MAY_4)

    assert found == Progress(60, is_computed=False)


@pytest.mark.django_db
class TestActions:
    @pytest.fixture(autouse=True)
    def _scene(self):
        self.process = a_process()
        manager = a_role(Role.PROCESS_MANAGER, self.process)
        self.as_manager = {"actor": manager, "now": NOON}
        self.entry = a_milestone(self.process, state="planned", starts_on=MAY_4)

    def refused(self, action, *arguments, **facts):
        with translation.override("en"), pytest.raises(Refused) as refused:
            action(*arguments, **(self.as_manager | facts))
        return refused.value.refusal.code.removeprefix("processes.")

    def stored(self):
        return Milestone.objects.get(pk=self.entry.pk)

    def test_a_postponed_entry_keeps_the_date_first_announced_and_the_reason(self):
        again = FuzzyDate(date(2027, 1, 1), Precision.YEAR)

        actions.postpone(self.entry, LATER, reason=REASON, **self.as_manager)
        actions.postpone(self.entry, again, reason="Still not.", **self.as_manager)

        stored = self.stored()
        assert (stored.state, stored.date, stored.reason) == ("postponed", again, "Still not.")
        assert stored.original_date == FuzzyDate(MAY_4)
        assert [e.action for e in log_of(stored)] == ["processes.postpone"] * 2

    def test_of_an_entry_that_announces_an_event_the_event_is_postponed(self):
        entry = a_milestone(
            self.process,
            state="planned",
            starts_on=date(2020, 11, 4),
            event_starts_on=date(2021, 2, 19),
            event_ends_on=date(2021, 2, 21),
        )
        later = FuzzyDate(date(2021, 3, 5), until=date(2021, 3, 7))

        actions.postpone(entry, later, reason=REASON, **self.as_manager)

        stored = Milestone.objects.get(pk=entry.pk)
        assert (stored.date, stored.event_date) == (FuzzyDate(date(2020, 11, 4)), later)
        assert stored.original_date == FuzzyDate(date(2021, 2, 19), until=date(2021, 2, 21))
        assert self.refused(actions.postpone, entry, later, reason=REASON) == "same_date"
        assert self.refused(actions.postpone, entry, LATER, reason=REASON) == "event_needs_a_day"

    def test_a_postponed_entry_that_is_done_still_says_when_it_was_to_be(self):
        actions.postpone(self.entry, LATER, reason=REASON, **self.as_manager)

        actions.complete(self.entry, **self.as_manager)

        stored = self.stored()
        assert (stored.state, stored.original_date) == ("done", FuzzyDate(MAY_4))
        assert stored.reason == REASON

    def test_a_cancelled_entry_keeps_its_date_and_the_reason(self):
        actions.cancel(self.entry, reason=f" {REASON} ", **self.as_manager)

        stored = self.stored()
        assert (stored.state, stored.date, stored.reason) == ("cancelled", FuzzyDate(MAY_4), REASON)

    def test_what_is_planned_again_begins_anew(self):
        actions.postpone(self.entry, LATER, reason=REASON, **self.as_manager)

        actions.change_milestone(self.entry, state=State.PLANNED, **self.as_manager)

        assert (self.stored().reason, self.stored().original_date) == ("", None)

    def test_an_entry_is_changed_by_name_and_the_log_holds_the_names_only(self):
        changed = actions.change_milestone(
            self.entry, title="Fest", place="Markt", starts_on=MAY_4, **self.as_manager
        )

        assert changed == ["title", "place"]
        assert [e.facts for e in log_of(self.entry)] == [{"fields": ["title", "place"]}]

    def test_nothing_new_leaves_no_trace(self):
        assert actions.change_milestone(self.entry, starts_on=MAY_4, **self.as_manager) == []
        assert list(log_of(self.entry)) == []

    def test_an_entry_can_be_removed(self):
        actions.remove_milestone(self.entry, **self.as_manager)

        assert list(self.process.milestones.all()) == []

    @pytest.mark.parametrize(
        ("state", "to", "reason", "code"),
        [
            ("planned", LATER, " ", "reason_missing"),
            ("planned", FuzzyDate(MAY_4), REASON, "same_date"),
            ("planned", FuzzyDate(MAY_4, until=date(2026, 5, 3)), REASON, "ends_before"),
            ("done", LATER, REASON, "not_postponable"),
        ],
    )
    def test_what_cannot_be_postponed(self, state, to, reason, code):
        entry = a_milestone(self.process, state=state, starts_on=MAY_4)

        assert self.refused(actions.postpone, entry, to, reason=reason) == code

    def test_nothing_is_cancelled_without_a_reason(self):
        assert self.refused(actions.cancel, self.entry, reason="") == "reason_missing"

    @pytest.mark.parametrize(
        "wrong",
        [
            {"ends_on": date(2026, 5, 3)},
            {"event_ends_on": date(2026, 5, 3)},
            {"event_starts_on": MAY_4, "event_ends_on": date(2026, 5, 3)},
        ],
    )
    def test_what_ends_before_it_begins_is_refused(self, wrong):
        facts = {"title": "Fest", "starts_on": MAY_4}

        assert self.refused(actions.change_milestone, self.entry, **wrong) == "ends_before"
        assert self.refused(actions.add_milestone, self.process, **facts | wrong) == "ends_before"

    def test_only_whoever_sets_the_process_up_may(self):
        nobody = a_role(Role.MODERATOR, self.process)

        codes = {
            self.refused(actions.add_milestone, self.process, title="x", actor=nobody),
            self.refused(actions.change_milestone, self.entry, title="x", actor=nobody),
            self.refused(actions.complete, self.entry, actor=nobody),
            self.refused(actions.postpone, self.entry, LATER, reason=REASON, actor=nobody),
            self.refused(actions.cancel, self.entry, reason=REASON, actor=nobody),
            self.refused(actions.remove_milestone, self.entry, actor=nobody),
        }

        assert codes == {"not_allowed"}
