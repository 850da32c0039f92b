"""Three questions after taking part: counted, shown from ten on, and nobody is remembered."""

from datetime import date

import pytest

from faden.backbone.audit.models import LogEntry
from faden.backbone.people.http import GUEST_KEY
from faden.backbone.people.tests.factories import NOON, a_guest
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role, an_open_process
from faden.shared.feedback import actions, queries, rules
from faden.shared.feedback.models import Tally

pytestmark = pytest.mark.django_db
ALL_YES = {"understandable": "yes", "fair": "yes", "again": "yes"}


@pytest.fixture
def process():
    return an_open_process(title="Fluss")


@pytest.fixture
def took_part(client):
    """A visitor without an account who has taken part in this session."""
    guest, session = a_guest(), client.session
    session[GUEST_KEY] = guest.pk
    session.save()
    client.cookies["sessionid"] = session.session_key
    return client


def sent(**answers):
    return {f"rueckmeldung-{name}": answer for name, answer in answers.items()}


def answered(process, n, **answers):
    for _number in range(n):
        actions.count_answers(process, answers or ALL_YES, now=NOON)


def test_what_is_stored_are_sums_by_month_and_nothing_else(took_part, process):
    took_part.post("/beteiligungen/fluss/rueckmeldung/", sent(fair="no", again="partly"))
    answered(process, 2, fair="no")

    names = {field.name for field in Tally._meta.get_fields()}
    rows = Tally.objects.filter(month=NOON.date().replace(day=1))
    assert names == {"id", "process", "month", "question", "answer", "n"}
    assert list(rows.values_list("question", "answer", "n")) == [("fair", "no", 2)]
    assert all(month.day == 1 for month in Tally.objects.values_list("month", flat=True))
    assert not LogEntry.objects.filter(action__startswith="feedback").exists()


def test_a_visitor_answers_without_an_account_and_only_once(took_part, process):
    first = took_part.post("/beteiligungen/fluss/rueckmeldung/", sent(**ALL_YES))
    second = took_part.post("/beteiligungen/fluss/rueckmeldung/", sent(**ALL_YES))

    assert (first.status_code, second.status_code) == (303, 409)
    assert set(Tally.objects.values_list("n", flat=True)) == {1}


def test_who_has_not_taken_part_is_not_asked(client, process):
    page = client.get("/beteiligungen/fluss/rueckmeldung/")
    answer = client.post("/beteiligungen/fluss/rueckmeldung/", sent(**ALL_YES))

    assert "rueckmeldung-fair" not in page.text
    assert answer.status_code == 409
    assert not Tally.objects.exists()


@pytest.mark.parametrize("answers", [{}, {"fair": "gibtesnicht"}])
def test_at_least_one_answer_is_needed(took_part, process, answers):
    answer = took_part.post("/beteiligungen/fluss/rueckmeldung/", sent(**answers))

    assert answer.status_code == 422
    assert not Tally.objects.exists()


def test_a_network_cannot_fill_the_numbers(took_part, process, settings):
    settings.FADEN_LIMITS = True

    for _number in range(61):
        session = took_part.session
        session.pop("feedback", None)
        session.save()
        last = took_part.post("/beteiligungen/fluss/rueckmeldung/", sent(fair="yes"))

    assert last.status_code == 409
    assert Tally.objects.get().n == 60


@pytest.mark.parametrize(("n", "is_shown"), [(0, False), (9, False), (10, True)])
def test_numbers_are_shown_from_ten_answers_on(n, is_shown):
    [result, *_others] = rules.results({("understandable", "yes"): n})

    assert result.is_shown is is_shown


def test_shares_are_of_those_who_answered_the_question():
    results = rules.results({("fair", "yes"): 6, ("fair", "no"): 4})

    assert [(n, share) for _label, n, share in results[1].rows] == [(6, 0.6), (0, 0.0), (4, 0.4)]


def test_everybody_sees_honest_numbers_on_the_page_of_the_process(client, process):
    answered(process, 9)
    few = client.get(process.get_absolute_url()).text
    answered(process, 3, fair="no")

    page = client.get(process.get_absolute_url()).text

    assert "rueckmeldungen" not in few
    assert "75\N{NO-BREAK SPACE}% (9)" in page
    assert "nicht repräsentativ" in page


def test_the_team_sees_no_number_of_fewer_than_ten_either(client, process):
    answered(process, 9)
    client.force_login(a_role(Role.MODERATOR, process))

    page = client.get("/team/beteiligungen/fluss/rueckmeldungen/").text

    assert "9 Antworten" in page
    assert "100\N{NO-BREAK SPACE}%" not in page


def test_others_find_no_page_of_the_team(client, process):
    client.force_login(a_role(Role.MODERATOR, a_process()))

    assert client.get("/team/beteiligungen/fluss/rueckmeldungen/").status_code == 404


def test_each_month_is_counted_by_itself_and_summed(process):
    answered(process, 1)
    actions.count_answers(process, {"fair": "no"}, now=NOON.replace(month=7))

    assert set(Tally.objects.values_list("month", flat=True)) == {
        date(NOON.year, NOON.month, 1),
        date(NOON.year, 7, 1),
    }
    assert [result.n for result in queries.results_of(process)] == [1, 2, 1]
