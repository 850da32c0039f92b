"""What authors see of their ideas and do with them, on pages."""

import re
from html import unescape

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Origin
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, PASSWORD, a_person
from faden.backbone.processes.models import Phase
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role, an_action_field, an_open_process
from faden.participation.ideas.actions import HandedIn, edit, enter_on_behalf, withdraw
from faden.participation.ideas.models import Idea
from faden.participation.ideas.tests.factories import a_draft, a_tag, an_idea
from faden.participation.ideas.tests.test_form import typed_in, value_of
from faden.participation.ideas.tests.test_page import page_of, text_of
from faden.shared.media.models import Image
from faden.shared.media.tests.pictures import a_jpeg
from faden.shared.moderation.actions import hide
from faden.shared.outcomes.tests.factories import an_outcome
from faden.shared.ratings.actions import rate

pytestmark = pytest.mark.django_db
TYPED = {"title": "Zwei Bänke am Fluss", "text": "Eine in der Sonne, eine im Schatten."}


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def process():
    return an_open_process(title="Fluss")


@pytest.fixture
def ada(client) -> Person:
    person = a_person(display_name="Ada L.")
    client.force_login(person)
    return person


@pytest.fixture
def idea(process, ada) -> Idea:
    return an_idea(process, person=ada)


def address(idea: Idea, what: str) -> str:
    return f"/en/ideen/{idea.pk}-{idea.slug}/{what}/"


def test_the_author_is_told_what_can_be_done_and_until_when(client, idea):
    page = text_of(page_of(client, idea))

    assert "This is your idea You can change it until 4 May 2026, 15:00." in page
    assert "Change the idea Withdraw the idea" in page
    assert "What happened so far 4 May 2026, 14:00 Published" in page


def test_others_see_nothing_of_that(client, idea):
    client.force_login(a_person())

    page = page_of(client, idea)

    assert "This is your idea" not in page
    assert "bearbeiten" not in page


def test_a_guest_is_the_author_in_this_browser(client, process):
    sent = TYPED | {"name": "Frau M."}
    thanks = client.post("/en/beteiligungen/fluss/ideen/neu/", sent, follow=True)
    idea = Idea.objects.get()

    page = text_of(page_of(client, idea))
    changed = client.post(address(idea, "bearbeiten"), TYPED | {"title": "Drei Bänke"})

    assert "You can change it until 4 May 2026, 15:00." in thanks.text
    assert "You wrote it without an account." in page
    assert changed.status_code == 303
    assert Idea.objects.get().title == "Drei Bänke"


def test_the_form_holds_what_the_idea_says(client, process, ada):
    topic, tag = an_action_field(process), a_tag("Familie")
    idea = an_idea(
        process, person=ada, action_field=topic, tags=[tag], latitude=51.9366, longitude=8.883
    )

    page = client.get(address(idea, "bearbeiten"))

    assert typed_in(page) == {"title": idea.title, "text": idea.text}
    assert f'value="{topic.pk}" selected' in page.text
    assert re.search(r'value="familie"[^>]* checked', page.text)
    assert (value_of(page, "latitude"), value_of(page, "longitude")) == ("51.9366", "8.883")
    assert 'name="name"' not in page.text


def test_a_change_is_shown_with_its_day_and_what_was_before(client, idea):
    answer = client.post(address(idea, "bearbeiten"), TYPED, follow=True)
    versions = client.get(address(idea, "fassungen"))

    assert "The idea is changed." in answer.text
    assert TYPED["title"] in answer.text
    assert f'href="{address(idea, "fassungen")}">Changed on 4 May 2026</a>' in answer.text
    assert "What was changed on 4 May 2026, 14:00" in versions.text
    assert re.search(r"<del><span[^>]*>\[removed:\] </span>Mehr<span", versions.text)
    assert re.search(r"<ins><span[^>]*>\[added:\] </span>Zwei<span", versions.text)


def test_a_change_after_ratings_says_so_unless_counts_are_hidden(client, process, idea):
    rate(idea, 1, person=a_person(), now=NOON)
    client.post(address(idea, "bearbeiten"), TYPED)
    shown = page_of(client, idea)
    with arranging():
        Phase.objects.update(hides_ratings=True)

    hidden = page_of(client, idea)

    assert "Changed on 4 May 2026, after people had rated it" in shown
    assert "after people had rated it" not in hidden
    assert "Changed on 4 May 2026" in hidden


def test_a_wrong_field_is_named_and_nothing_is_changed(client, idea):
    page = client.post(address(idea, "bearbeiten"), TYPED | {"title": "abc"})

    assert page.status_code == 422
    assert 'href="#id_title"' in page.text
    assert value_of(page, "text") == TYPED["text"]
    assert Idea.objects.get().title == idea.title


def test_pictures_can_be_added_described_anew_and_removed(client, idea):
    picture = SimpleUploadedFile("a.jpg", a_jpeg())
    client.post(
        address(idea, "bearbeiten"),
        TYPED
        | {"image_1": picture, "image_1_alt": "Eine Bank", "images_known": "", "has_rights": "on"},
    )
    form = client.get(address(idea, "bearbeiten"))
    image = Image.objects.get(item=idea)
    known = {"image_1_key": image.key, "images_known": image.key}
    described = client.post(
        address(idea, "bearbeiten"), TYPED | known | {"image_1_alt": "Zwei Bänke"}
    )
    text = Image.objects.get(item=idea).alt_text
    client.post(
        address(idea, "bearbeiten"),
        TYPED | known | {"image_1_alt": "Zwei Bänke", "image_1_discard": "on"},
    )

    assert value_of(form, "image_1_alt") == "Eine Bank"
    assert (described.status_code, text) == (303, "Zwei Bänke")
    assert not Image.objects.filter(item=idea).exists()
    assert idea.revisions.count() == 4
    versions = client.get(address(idea, "fassungen")).text
    assert "The text stayed the same." in versions


@pytest.mark.parametrize("who", ["visitor", "citizen", "team"])
def test_strangers_are_told_why_they_cannot_change_it(client, process, who):
    idea = an_idea(process)
    somebody = {"citizen": a_person, "team": lambda: a_role(Role.ADMINISTRATOR)}.get(who)
    if somebody:
        client.force_login(somebody())

    for what in ("bearbeiten", "zurueckziehen"):
        read = client.get(address(idea, what))
        sent = client.post(address(idea, what), TYPED | {"reason": "Weg"})

        assert (read.status_code, sent.status_code) == (200, 409)
        assert "Only whoever handed in this idea can change it." in read.text
        assert "<form" not in read.text.split("<main")[1].split("</main")[0]
        assert ("einloggen" in read.text.split("<main")[1]) == (who == "visitor")
    assert Idea.objects.values_list("title", "withdrawn_at").get() == (idea.title, None)


def test_who_was_signed_out_while_changing_loses_nothing(client, process, ada, idea):
    client.logout()

    page = client.post(address(idea, "bearbeiten"), TYPED)
    sign_in = {"login": ada.email, "password": PASSWORD}
    again = client.post(
        f"/en/konto/einloggen/?next={address(idea, 'bearbeiten')}", sign_in, follow=True
    )

    assert (page.status_code, typed_in(page)) == (409, TYPED)
    assert typed_in(again) == TYPED
    assert Idea.objects.get().title == idea.title


def test_when_the_time_is_over_the_page_says_so_and_the_form_keeps_what_was_typed(client, idea):
    with time_machine.travel(NOON.replace(hour=13)):
        shown = text_of(page_of(client, idea))
        sent = client.post(address(idea, "bearbeiten"), TYPED)

    assert "The time in which this idea could be changed has ended. You can withdraw it." in shown
    assert (sent.status_code, typed_in(sent)) == (409, TYPED)


def test_an_answer_that_came_meanwhile_is_named(client, idea):
    an_outcome(idea)

    sent = client.post(address(idea, "bearbeiten"), TYPED)

    assert sent.status_code == 409
    assert "The city has answered this idea." in sent.text
    assert typed_in(sent) == TYPED


def test_a_hidden_idea_is_explained_to_its_author_and_not_changed(client, idea):
    hide(idea, reason="It names a neighbour.", actor=a_role(Role.ADMINISTRATOR), now=NOON)

    page = client.get(address(idea, "bearbeiten"))

    assert "This idea is not shown to the public." in page.text


def test_an_idea_is_withdrawn_with_a_reason_and_its_page_says_so(client, process, idea):
    form = client.get(address(idea, "zurueckziehen"))
    without = client.post(address(idea, "zurueckziehen"), {"reason": " "})
    client.post(address(idea, "zurueckziehen"), {"reason": "Gibt es <b>schon</b>."})
    client.logout()

    page = page_of(client, idea)
    listed = client.get("/en/beteiligungen/fluss/ideen/").text

    assert "What happens when you withdraw it:" in form.text
    assert without.status_code == 422
    assert "This idea was withdrawn" in page
    assert "Gibt es <b>schon</b>." in unescape(page)
    assert "Gibt es <b>schon</b>." not in page
    assert page.count("This idea was withdrawn by whoever handed it in.") == 2
    assert idea.title not in listed


def test_a_withdrawal_is_taken_back_by_its_button(client, process, ada, idea):
    withdraw(idea, reason="Weg", actor=ada, now=NOON)
    page = page_of(client, idea)

    answer = client.post(address(idea, "wieder-einreichen"), follow=True)

    assert f'action="{address(idea, "wieder-einreichen")}"' in page
    assert "The idea is handed in again." in answer.text
    assert idea.title in client.get("/en/beteiligungen/fluss/ideen/").text


def test_visitors_take_no_withdrawal_back(client, idea, ada):
    withdraw(idea, reason="Weg", actor=ada, now=NOON)
    client.logout()

    answer = client.post(address(idea, "wieder-einreichen"))

    assert answer.status_code == 409
    assert "Only whoever handed in this idea can change it." in answer.text


def test_the_team_corrects_what_it_entered(client, process):
    card = enter_on_behalf(
        process,
        a_draft(),
        handed_in=HandedIn(Origin.Channel.LETTER),
        actor=a_role(Role.ADMINISTRATOR),
        now=NOON,
    )
    client.force_login(a_role(Role.ON_SITE_TEAM, process))

    page = text_of(page_of(client, card))
    changed = client.post(address(card, "bearbeiten"), TYPED)

    assert "Entered by the team for somebody else" in page
    assert changed.status_code == 303


def test_an_idea_that_was_never_changed_has_one_version(client, idea):
    page = client.get(address(idea, "fassungen"))

    assert page.status_code == 200
    assert "This idea was never changed" in page.text


@pytest.mark.parametrize(
    ("query", "came"),
    [
        ("?fassung=2", "Zwei"),
        ("?fassung=3", "Drei"),
        *[
            (f"?fassung={wrong}", "Drei")
            for wrong in ("", "1", "9", "x", "-1", "\u0663", "99999999999999")
        ],
    ],
)
def test_each_version_is_compared_with_the_one_before(client, idea, ada, query, came):
    for title in ("Zwei Bänke", "Drei Bänke"):
        edit(idea, a_draft(title=title), actor=ada, now=NOON)

    page = text_of(client.get(address(idea, "fassungen") + query).text)

    assert f"[added:] {came} [end]" in page or f"[added:] {came} Bänke" in page
    assert page.count("shown here") == 1


def test_markup_in_versions_is_text(client, idea, ada):
    edit(idea, a_draft(title="<script>alert(1)</script>"), actor=ada, now=NOON)

    page = client.get(address(idea, "fassungen")).text

    assert "<script>alert" not in page


def test_versions_of_a_hidden_idea_are_for_those_who_see_it(client, idea):
    hide(idea, reason="x", actor=a_role(Role.ADMINISTRATOR), now=NOON)
    seen = client.get(address(idea, "fassungen")).status_code
    client.logout()

    assert (seen, client.get(address(idea, "fassungen")).status_code) == (200, 404)
