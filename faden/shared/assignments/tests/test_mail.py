"""An office gets at most one mail a working day, within set hours, with what is new or due."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from faden.backbone.audit.tests.threads import at_once
from faden.backbone.items.tests.factories import an_item_in
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.lib.refused import Refused
from faden.lib.working_days import Calendar
from faden.shared.assignments.actions import set_mail_hours, tell_offices
from faden.shared.assignments.models import MailHours
from faden.shared.assignments.queries import mail_hours
from faden.shared.assignments.rules import may_mail
from faden.shared.assignments.tests.factories import DUE, an_absence, an_assignment, an_office
from faden.shared.notifications.message import message_of
from faden.shared.notifications.models import OutboxMail

pytestmark = pytest.mark.django_db
HERE = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 5, 4, 9, tzinfo=HERE)
DAY = timedelta(days=1)


@pytest.fixture
def process():
    return a_process()


def mails() -> list[tuple[str, list[str]]]:
    """(address, titles)"""
    return [
        (mail.address, [line["title"] for line in mail.facts["lines"]])
        for mail in OutboxMail.objects.order_by("pk")
    ]


@pytest.mark.parametrize(
    ("moment", "may"),
    [
        (MONDAY, True),
        (MONDAY.replace(hour=8, minute=0), True),
        (MONDAY.replace(hour=7, minute=59), False),
        (MONDAY.replace(hour=16), False),
        (MONDAY - DAY, False),
        (MONDAY - 2 * DAY, False),
        (datetime(2026, 5, 1, 9, tzinfo=HERE), False),
        (datetime(2026, 5, 14, 9, tzinfo=HERE), False),
        (datetime(2026, 5, 25, 9, tzinfo=HERE), False),
        (datetime(2026, 4, 3, 9, tzinfo=HERE), False),
    ],
    ids=[
        "Monday morning",
        "at eight",
        "before eight",
        "at four",
        "Sunday",
        "Saturday",
        "Labour Day",
        "Ascension",
        "Whit Monday",
        "Good Friday",
    ],
)
def test_when_offices_get_mail(moment, may):
    assert may_mail(MailHours(starts_at=8, ends_at=16), Calendar("05"), now=moment) is may


def test_an_office_gets_one_mail_a_day_however_much_comes_in(process):
    office, silent = an_office("Tiefbau"), an_office("Stumm", email="")
    for n in range(3):
        an_assignment(an_item_in(process, title=f"Idea {n}"), office, created_at=MONDAY)
    an_assignment(an_item_in(process), silent)

    first = tell_offices(now=MONDAY)
    an_assignment(an_item_in(process, title="Later"), office, created_at=MONDAY)
    second = tell_offices(now=MONDAY + timedelta(hours=3))

    assert (first, second) == (1, 0)
    assert mails() == [("tiefbau@example.org", ["Idea 0", "Idea 1", "Idea 2"])]


def test_the_next_day_s_mail_names_what_is_new_or_due_and_nothing_else(process):
    office = an_office()
    an_assignment(an_item_in(process, title="Old"), office, created_at=MONDAY - DAY)
    due_on = MONDAY.date() + 2 * DAY
    an_assignment(an_item_in(process, title="Due"), office, due_on=due_on, created_at=MONDAY - DAY)
    tell_offices(now=MONDAY)
    an_assignment(an_item_in(process, title="New"), office, created_at=MONDAY + timedelta(hours=1))

    n = tell_offices(now=MONDAY + DAY)

    assert n == 1
    assert mails()[1] == ("tiefbau@example.org", ["Due", "New"])


def test_without_anything_new_or_due_there_is_no_mail(process):
    an_assignment(an_item_in(process), due_on=DUE, created_at=MONDAY - DAY)

    assert [tell_offices(now=MONDAY + days * DAY) for days in (0, 1)] == [1, 0]


def test_while_an_office_is_away_its_deputy_gets_the_mail(process):
    deputy = an_office("Umwelt")
    away = an_office("Tiefbau", deputy=deputy.unit)
    an_absence(away, MONDAY.date(), MONDAY.date())
    an_assignment(an_item_in(process, title="Urgent"), away)

    tell_offices(now=MONDAY)

    assert mails() == [("umwelt@example.org", ["Urgent"])]
    assert "Tiefbau" in message_of(OutboxMail.objects.get()).body


def test_the_mail_says_what_by_when_and_where(process):
    item = an_item_in(process, title="Bänke")
    an_assignment(item, due_on=date(2026, 5, 1))

    tell_offices(now=MONDAY)

    text = message_of(OutboxMail.objects.get()).body
    assert "Bänke" in text
    assert "1. Mai 2026" in text
    assert item.get_absolute_url().removeprefix("/en") in text


def test_only_the_administration_sets_the_hours():
    administrator, manager = a_role(Role.ADMINISTRATOR), a_role(Role.PROCESS_MANAGER)

    set_mail_hours(starts_at=9, ends_at=12, actor=administrator, now=MONDAY)

    assert (mail_hours().starts_at, mail_hours().ends_at) == (9, 12)
    for facts, actor in (((8, 12), manager), ((12, 12), administrator)):
        with pytest.raises(Refused):
            set_mail_hours(starts_at=facts[0], ends_at=facts[1], actor=actor, now=MONDAY)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_send_one_mail(process):
    an_assignment(an_item_in(process))

    at_once([lambda: tell_offices(now=MONDAY)] * 3)

    assert OutboxMail.objects.count() == 1
