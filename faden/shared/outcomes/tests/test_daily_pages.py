"""Answering many, text blocks without JavaScript, drafts, release, taking back, in the browser."""

import re
from html import unescape

import pytest
import time_machine

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.items.tests.factories import an_item_in
from faden.backbone.people.tests.factories import NOON, a_person, a_unit
from faden.backbone.places.models import TextBlock
from faden.backbone.processes.models import Process
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_process, a_role
from faden.shared.notifications.models import OutboxMail
from faden.shared.outcomes.models import Answering, Draft, DraftLink, Outcome
from faden.shared.outcomes.rules import LINK_LIVES
from faden.shared.outcomes.tests.factories import UNTIL

pytestmark = pytest.mark.django_db
COLLEAGUE = "kim@example.org"
OLD_TEXT = "Too wet."


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def process() -> Process:
    return a_process(title="Fluss")


@pytest.fixture
def ideas(process) -> list[Item]:
    return [an_item_in(process, title=f"Idea {n}", author=a_person()) for n in range(3)]


@pytest.fixture
def manager(client, process):
    manager = a_role(Role.PROCESS_MANAGER, process)
    client.force_login(manager)
    return manager


def numbers(ideas) -> str:
    return "-".join(str(idea.pk) for idea in ideas)


def for_many(ideas, name="neu") -> str:
    return f"/en/team/beteiligungen/fluss/antworten/{name}/{numbers(ideas)}/"


def typed(**overrides) -> dict:
    facts = {"code": "declined", "reason": OLD_TEXT, "decided_on": "2026-05-04", "body": ""}
    return facts | {"unit": a_unit().pk} | overrides


def test_one_form_answers_all_and_says_until_when_it_can_be_taken_back(client, ideas, manager):
    page = client.get(for_many(ideas)).text
    sent = client.post(for_many(ideas), typed(), follow=True).text

    assert all(idea.title in page for idea in ideas)
    assert Outcome.objects.filter(is_current=True).count() == 3
    assert "you can take it back. Then 3 authors get a mail each." in unescape(sent)


@pytest.mark.parametrize("n_others", [0, 2])
def test_the_office_of_the_process_is_proposed_else_the_only_one(
    client, process, ideas, manager, n_others
):
    office = a_unit("Bauamt")
    others = [a_unit(f"Amt {number}") for number in range(n_others)]
    if others:
        with arranging():
            Process.objects.update(unit=office)

    page = client.get(for_many(ideas)).text

    assert re.search(rf'<option value="{office.pk}"\s+selected', page)


def test_a_text_block_is_put_below_the_reason_and_nothing_typed_is_lost(client, ideas, manager):
    with arranging():
        block = TextBlock.objects.create(purpose="answer", title="Money", text="No money.")
        TextBlock.objects.create(purpose="moderation", title="Other", text="Rude.")
    sent = typed(text_block=block.pk, insert="1")

    page = client.post(for_many(ideas), sent)

    assert page.status_code == 200
    reason = re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", page.text, re.DOTALL)
    assert reason
    assert unescape(reason[1]).split() == [*OLD_TEXT.split(), "No", "money."]
    assert re.search(r'value="declined"[^>]*checked', page.text)
    assert "Rude." not in page.text
    assert "Other" not in page.text
    assert not Outcome.objects.exists()


def test_an_interim_notice_needs_its_day(client, ideas, manager):
    without = client.post(for_many(ideas), typed(code="checked"))
    client.post(for_many(ideas), typed(code="checked", until=UNTIL.isoformat()))

    assert without.status_code == 422
    assert 'href="#id_until"' in without.text
    assert {one.until for one in Outcome.objects.all()} == {UNTIL}


def test_an_answer_is_taken_back_by_a_button_for_half_an_hour(client, ideas, manager):
    client.post(for_many(ideas), typed())
    answering = Answering.objects.get()
    overview = "/en/team/beteiligungen/fluss/antworten/"
    before = client.get(overview).text

    page = client.post(f"/en/team/antworten/{answering.pk}/zuruecknehmen/", follow=True).text

    assert "Take back" in before
    assert "Taken back" in page
    assert not Outcome.objects.filter(is_current=True).exists()
    with time_machine.travel(NOON.replace(hour=13)):
        assert ">Take back<" not in client.get(overview).text


def test_where_two_release_the_form_hands_in_and_another_releases(client, ideas, manager, process):
    with arranging():
        Process.objects.filter(pk=process.pk).update(is_released_by_two=True)
    client.post(for_many(ideas), typed(hand_in="1"))
    draft = Draft.objects.get()
    own = client.get(f"/en/team/antwortentwuerfe/{draft.pk}/").text
    client.force_login(a_role(Role.EVALUATOR, process))

    client.post(f"/en/team/antwortentwuerfe/{draft.pk}/freigeben/")

    assert "somebody else of the team releases it" in own
    assert Answering.objects.get().is_by_two
    assert Outcome.objects.filter(is_current=True).count() == 3


def test_a_colleague_writes_saves_and_hands_in_without_an_account(client, ideas, manager):
    client.post(for_many(ideas, "bitten"), {"email": COLLEAGUE, "unit": a_unit("Bauamt").pk})
    url = OutboxMail.objects.get(address=COLLEAGUE).facts["url"]
    path = "/en/" + url.split("/", 3)[3]
    client.logout()
    page = client.get(path)
    saved = client.post(path, {"reason": "Half a", "save": "1", "code": "", "body": ""})
    again = client.get(path).text

    client.post(path, {"reason": "Whole.", "code": "declined", "body": "", "hand_in": "1"})

    assert all(idea.title in page.text for idea in ideas)
    assert "no-store" in page.headers["Cache-Control"]
    assert "noindex" in page.headers["X-Robots-Tag"]
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert (saved.status_code, "Half a" in again) == (303, True)
    draft = Draft.objects.get()
    assert (draft.state, draft.reason, draft.unit.display_name) == ("handed_in", "Whole.", "Bauamt")
    assert not Outcome.objects.exists()


def test_an_expired_link_opens_nothing(client, ideas, manager):
    client.post(for_many(ideas, "bitten"), {"email": COLLEAGUE, "unit": a_unit().pk})
    url = OutboxMail.objects.get(address=COLLEAGUE).facts["url"]
    client.logout()
    with arranging():
        DraftLink.objects.update(expires_at=NOON - LINK_LIVES)

    page = client.get("/en/" + url.split("/", 3)[3])

    assert page.status_code == 404
    assert not any(idea.title in page.text for idea in ideas)


@pytest.mark.parametrize("name", ["neu", "bitten"])
@pytest.mark.parametrize("chosen", ["0", "7-", "x", "99999999"])
def test_only_contributions_of_the_process_are_answered_together(client, manager, name, chosen):
    path = f"/en/team/beteiligungen/fluss/antworten/{name}/{chosen}/"

    assert client.get(path).status_code == 404


def test_ideas_of_another_process_are_not_shown_by_their_number(client, manager):
    foreign = an_item_in(a_process(title="Closed", visibility="staff"), title="Secret")

    assert client.get(for_many([foreign])).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "beteiligungen/fluss/antworten/",
        "beteiligungen/fluss/antworten/frist/",
        "antwortentwuerfe/{draft}/",
    ],
)
def test_others_have_no_such_pages(client, ideas, manager, path):
    client.post(for_many(ideas), typed(save="1"))
    address = "/en/team/" + path.format(draft=Draft.objects.get().pk)
    assert client.get(address).status_code == 200
    client.force_login(a_role(Role.PROCESS_MANAGER, a_process()))

    assert client.get(address).status_code == 404


def test_the_promised_day_is_taken_in_and_shown(client, process, manager):
    client.post("/en/team/beteiligungen/fluss/antworten/frist/", {"on": "2026-06-01"})

    page = client.get("/en/beteiligungen/fluss/").text

    assert "The city promises all answers by 1 June 2026." in page
    assert "Die Stadt beantwortet alle Beiträge" in unescape(page)  # in the language of the process
