"""The page of one idea: what it shows to whom, and where its address leads."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item, Origin
from faden.backbone.items.tests.factories import STAFF
from faden.backbone.people import actions as people
from faden.backbone.people.tests.factories import NOON, a_guest, a_person, a_unit
from faden.backbone.places.tests.factories import a_district, a_place
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    GUEST,
    REGISTERED,
    a_process,
    a_role,
    an_action_field,
    an_open_process,
)
from faden.participation.ideas.actions import HandedIn, enter_on_behalf
from faden.participation.ideas.tests.factories import a_draft, a_tag, an_idea
from faden.shared.comments.actions import comment
from faden.shared.comments.tests.factories import a_comment
from faden.shared.moderation.actions import hide
from faden.shared.outcomes.tests.factories import an_outcome
from faden.shared.ratings.actions import rate

pytestmark = pytest.mark.django_db
BADGES = ("For", "Against", "Without a stance")


def page_of(client, idea, query="") -> str:
    page = client.get(f"/en/ideen/{idea.pk}-{idea.slug or 'idee'}/{query}")
    assert page.status_code == 200
    return page.text


def text_of(html: str) -> str:
    """The words of a page, without tags and with single spaces."""
    words = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    return re.sub(r" ([,:])", r"\1", words)


@pytest.fixture
def process():
    return an_open_process(title="Fluss", answer_by="In June you hear from us.")


def test_the_page_shows_the_idea_with_its_topic_place_author_and_day(client, process):
    a_place(name="Detmold")
    idea = an_idea(
        process,
        person=a_person(display_name="Ada L."),
        title="Bänke",
        text="Erstens\n\nSiehe https://example.org/a",
        action_field=an_action_field(process, name="Wohnen"),
        district=a_district(name="Hiddesen"),
        latitude=51.9366,
        longitude=8.883,
        language="de",
    )

    page = page_of(client, idea)

    assert "<title>Bänke · Detmold</title>" in page
    assert page.count("<h1") == 1
    for words in ("Wohnen", "Ada L.", "4 May 2026", "Hiddesen", "51.9366° N, 8.8830° E"):
        assert words in text_of(page), words
    assert (
        '<div class="faden-prose faden-measure" lang="de"><p>Erstens</p>\n\n<p>Siehe '
        '<a href="https://example.org/a" rel="nofollow ugc">https://example.org/a</a></p></div>'
    ) in page


def test_keywords_lead_to_the_ideas_that_have_them(client, process):
    tags = [a_tag(name) for name in ("Grün & Wasser", "Familie")]
    with_tags, without = an_idea(process, tags=tags), an_idea(process)

    page, bare = (page_of(client, idea) for idea in (with_tags, without))

    assert re.findall(r'href="([^"]*schlagwort=[^"]*)"[^>]*>([^<]*)<', page) == [
        ("/en/beteiligungen/fluss/ideen/?schlagwort=familie", "Familie"),
        ("/en/beteiligungen/fluss/ideen/?schlagwort=gruen-wasser", "Grün &amp; Wasser"),
    ]
    assert "schlagwort" not in bare


def test_what_came_on_paper_says_so(client, process):
    idea = enter_on_behalf(
        process,
        a_draft(),
        handed_in=HandedIn(Origin.Channel.IDEA_WALL, place="Marktplatz", card_number="17"),
        author=a_guest(display_name="Frau M."),
        actor=a_role(Role.ON_SITE_TEAM, process),
        now=NOON,
    )

    assert "Frau M. 4 May 2026 Idea wall, Marktplatz, card 17" in text_of(page_of(client, idea))


def test_what_was_taken_over_names_its_source_and_the_votes_there(client, process):
    idea = an_idea(process)
    with arranging():
        Item.objects.update(author=None)
        Origin.objects.filter(item=idea).update(
            source="raddialog.bonn.de",
            source_id="12",
            source_url="https://raddialog.bonn.de/12",
            author_name="radler53",
            n_source_votes=1234,
        )

    page = text_of(page_of(client, idea))

    assert "radler53" in page
    assert "Taken over from raddialog.bonn.de" in page
    assert "1,234 votes on raddialog.bonn.de, counted there" in page


@pytest.mark.parametrize("path", ["{pk}-bank", "{pk}-idee", "{pk}-BAENKE", "{pk}-baenke-x"])
def test_a_wrong_slug_leads_to_the_right_address(client, process, path):
    idea = an_idea(process, title="Bänke")

    answer = client.get(f"/ideen/{path.format(pk=idea.pk)}/")

    assert (answer.status_code, answer.headers["Location"]) == (301, f"/ideen/{idea.pk}-baenke/")


@pytest.mark.parametrize(
    "path", ["0-x", "999-x", "99999999999999999999-x", "-1-x", "x-x", "1", "1-", "1-a b"]
)
def test_what_is_no_idea_has_no_page(client, path):
    assert client.get(f"/ideen/{path}/").status_code == 404
    assert client.get(f"/ideen/{path}/danke/").status_code == 404


def test_a_comment_or_process_is_no_idea(client, process):
    written = a_comment(an_idea(process))

    assert client.get(f"/ideen/{written.pk}-x/").status_code == 404
    assert client.get(f"/ideen/{process.pk}-fluss/").status_code == 404


@pytest.mark.parametrize("title", ["日本語のアイデア", "😀 😀 😀", "?!?!", "----"])
def test_a_title_without_latin_letters_has_an_address_too(client, process, title):
    answer = client.post("/beteiligungen/fluss/ideen/neu/", vars(a_draft(title=title)) | BLANK)
    thanks = client.get(answer.headers["Location"])
    page = client.get(answer.headers["Location"].removesuffix("danke/"))

    assert (answer.status_code, thanks.status_code, page.status_code) == (303, 200, 200)
    assert title in page.text


BLANK = dict.fromkeys(["action_field", "district", "latitude", "longitude"], "")


def test_a_hidden_idea_is_gone_for_strangers_and_explained_to_its_author_and_the_team(
    client, process
):
    author, moderator = a_person(), a_role(Role.MODERATOR, process)
    idea = an_idea(process, person=author)
    hide(idea, reason="It names a neighbour.", actor=moderator, now=NOON)
    address = f"/en/ideen/{idea.pk}-{idea.slug}/"

    statuses = {}
    for name, person in [("visitor", None), ("citizen", a_person()),
                         ("other team", a_role(Role.MODERATOR, a_process())),
                         ("author", author), ("team", moderator)]:  # fmt: skip
        client.logout()
        if person:
            client.force_login(person)
        page = client.get(address)
        statuses[name] = (page.status_code, "It names a neighbour." in page.text)

    assert statuses == {
        "visitor": (404, False),
        "citizen": (404, False),
        "other team": (404, False),
        "author": (200, True),
        "team": (200, True),
    }


def test_a_hidden_idea_can_neither_be_rated_nor_discussed(client, process):
    author = a_person()
    idea = an_idea(process, person=author)
    hide(idea, reason="x", actor=a_role(Role.ADMINISTRATOR), now=NOON)
    client.force_login(author)

    page = page_of(client, idea)

    assert page.count("This idea is not shown to the public.") == 2
    assert f"/bewertungen/{idea.pk}/" not in page
    assert "<textarea" not in page


@pytest.mark.parametrize(
    ("own", "pressed"),
    [(1, {"keine", "dagegen"}), (-1, {"dafuer", "keine"}), (0, {"dafuer", "dagegen"})],
)
def test_the_buttons_show_ones_own_rating_and_take_it_back(client, process, own, pressed):
    ada, idea = a_person(), an_idea(process)
    rate(idea, own, person=ada, now=NOON)
    rate(idea, 1, person=a_person(), now=NOON)
    client.force_login(ada)

    page = page_of(client, idea)

    assert set(re.findall(r'name="wert" value="(\w+)"', page)) == pressed
    assert page.count('aria-pressed="true"') == 1 + bool(own)  # the other is the choice of theme


def test_both_counts_are_shown_and_guests_apart(client, process):
    idea = an_idea(process)
    for person, value in [(a_person(), 1), (a_person(), -1), (a_guest(), 1), (a_guest(), 1)]:
        rate(idea, value, person=person, now=NOON)

    page = text_of(page_of(client, idea))

    assert "1 in favour 1 against" in page
    assert "Also without an account: 2 for, 0 against" in page


def test_guests_who_took_their_rating_back_are_not_mentioned(client, process):
    idea, guest = an_idea(process), a_guest()
    for value in (1, 0):
        rate(idea, value, person=guest, now=NOON)

    assert "Also without an account" not in page_of(client, idea)


def test_why_one_cannot_rate_stands_where_the_buttons_would_be(client):
    process = an_open_process(REGISTERED)
    idea = an_idea(process)

    page = page_of(client, idea)

    assert page.count("This is open to people with an account.") == 2
    back = quote(f"/en/ideen/{idea.pk}-{idea.slug}/", safe="")
    assert f'href="/en/konto/einloggen/?next={back}"' in page
    assert "<textarea" not in page


def test_what_became_of_it_stands_above_the_discussion_and_earlier_answers_stay(client, process):
    idea = an_idea(process)
    before = page_of(client, idea)
    an_outcome(idea, code="noted", reason="We look into it.", unit=a_unit("Bauamt"))
    an_outcome(idea, code="declined", reason="Too expensive.", unit=a_unit("Grünflächenamt"))

    page = page_of(client, idea)

    assert "There is no answer yet." in before
    assert "In June you hear from us." in before
    words = text_of(page)
    assert "Will not be implemented" in words
    assert "Responsible: Grünflächenamt Decided: 4 May 2026 Published: 4 May 2026" in words
    assert "Noted Bauamt, 4 May 2026" in words
    assert words.index("Too expensive.") < words.index("We look into it.")
    assert words.index("What became of it") < words.index("Discussion:")


def test_the_discussion_shows_stance_name_and_time_of_each_comment(client, process):
    idea = an_idea(process)
    for n, stance in enumerate(("for", "against", "neutral")):
        comment(
            idea,
            text=f"Comment {n}",
            stance=stance,
            person=a_person(display_name=f"Ada {n}"),
            now=NOON + timedelta(minutes=n),
        )

    page = text_of(page_of(client, idea))

    assert "Discussion: 3 comments" in page
    for n, badge in enumerate(BADGES):
        assert f"Ada {n} {badge} 4 May 2026, 14:0{n} Comment {n}" in page


def test_an_erased_author_is_named_no_more(client, process):
    ada = a_person(display_name="Ada L.")
    idea = an_idea(process, person=ada)
    a_comment(idea, ada)
    people.erase(ada, now=NOON)

    page = page_of(client, idea)

    assert "Ada L." not in page
    assert page.count("Deleted account") >= 2


def test_the_team_has_its_tools_on_the_page_and_nobody_else(client, process):
    idea = an_idea(process)
    seen = {}
    for name, person in [("citizen", a_person()), ("team", a_role(Role.PROCESS_MANAGER, process))]:
        client.force_login(person)
        page = page_of(client, idea)
        seen[name] = [f"/en/team/beitraege/{idea.pk}/{what}/" in page
                      for what in ("antwort", "ausblenden")]  # fmt: skip

    assert seen == {"citizen": [False, False], "team": [True, True]}


def test_a_guest_sees_their_name_in_the_composer_again(client):
    process = an_open_process(GUEST, title="Fluss")
    idea = an_idea(process)

    client.post(f"/en/beitraege/{idea.pk}/kommentieren/",
                {"text": "Hallo", "stance": "for", "name": "Frau M."})  # fmt: skip

    assert 'value="Frau M."' in page_of(client, idea)


def test_nothing_of_a_draft_is_thanked_to_strangers(client, process):
    idea = an_idea(process)
    with arranging():
        Item.objects.filter(pk=idea.pk).update(visibility=STAFF)

    assert client.get(f"/ideen/{idea.pk}-{idea.slug}/danke/").status_code == 404
