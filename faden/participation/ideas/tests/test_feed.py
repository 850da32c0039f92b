"""The feed: what RFC 4287 asks for, what it holds, and that readers need not fetch it twice."""

from datetime import datetime, timedelta

import pytest
from lxml import etree  # type: ignore[import-untyped]

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Origin
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    a_draft_process,
    a_process,
    a_role,
    an_action_field,
    an_invitation,
    an_open_process,
)
from faden.participation.ideas.actions import withdraw
from faden.participation.ideas.models import Idea
from faden.participation.ideas.tests.factories import an_idea
from faden.participation.ideas.tests.listing import LIST, ideas_by_minute
from faden.shared.moderation.actions import hide

pytestmark = pytest.mark.django_db
FEED = f"{LIST}feed.atom"
ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def process():
    a_place()
    return an_open_process(title="Fluss")


def feed(client, query=""):
    answer = client.get(FEED + query)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(answer.content)


def words(element, name: str) -> list[str]:
    return [found.text for found in element.findall(f"{ATOM}{name}")]


def entry_titles(client, query="") -> list[str]:
    return [words(entry, "title")[0] for entry in feed(client, query).findall(f"{ATOM}entry")]


def faults(root) -> list[str]:
    """What RFC 4287 asks for (4.1.1 and 4.1.2) and is not there."""
    found = [] if root.tag == f"{ATOM}feed" else ["root"]
    for element in (root, *root.findall(f"{ATOM}entry")):
        found += [name for name in ("id", "title", "updated") if len(words(element, name)) != 1]
        found += ["updated" for moment in words(element, "updated") if not is_moment(moment)]
        links = element.findall(f"{ATOM}link")
        if not any(link.get("rel", "alternate") == "alternate" for link in links):
            found.append("link")
        if not element.findall(f"{ATOM}author/{ATOM}name"):
            found.append("author")
    ids = words(root, "id") + [words(one, "id")[0] for one in root.findall(f"{ATOM}entry")]
    return found if len(ids) == len(set(ids)) else [*found, "ids"]


def is_moment(text: str) -> bool:
    return datetime.fromisoformat(text).tzinfo is not None


def test_a_feed_without_ideas_is_one(client, process):
    root = feed(client)

    assert faults(root) == []
    assert words(root, "updated") == [NOON.isoformat()]


def test_a_feed_holds_what_readers_show(client, process):
    topic = an_action_field(process, name="Wohnen & Bauen")
    person = a_person(display_name="Ada <3")
    idea = an_idea(
        process, title="Bänke & <b>", text="Zum Sitzen\n<i>hier</i>", person=person,
        action_field=topic,
    )  # fmt: skip

    root = feed(client)

    assert faults(root) == []
    assert words(root, "title") == ["Ideas: Fluss"]
    assert [link.get("href") for link in root.findall(f"{ATOM}link[@rel='self']")] == [
        f"http://testserver{FEED}"
    ]
    (entry,) = root.findall(f"{ATOM}entry")
    assert words(entry, "title") == ["Bänke & <b>"]
    assert words(entry, "id") == [f"urn:uuid:{idea.uuid}"]
    assert words(entry, "published") == [NOON.isoformat()]
    assert [name.text for name in entry.findall(f"{ATOM}author/{ATOM}name")] == ["Ada <3"]
    assert entry.find(f"{ATOM}category").get("term") == "Wohnen & Bauen"
    assert entry.find(f"{ATOM}link").get("href") == f"http://testserver{idea.get_absolute_url()}"
    assert "&lt;i&gt;hier&lt;/i&gt;" in words(entry, "summary")[0]
    assert (root.get(LANGUAGE), entry.get(LANGUAGE)) == ("en", "de")


def test_guests_and_authors_on_other_platforms_have_names(client, process):
    an_idea(process, title="Guest", person=a_guest(display_name="Gerda"))
    imported = an_idea(process, title="Imported")
    nameless = an_idea(process, title="Nameless")
    with arranging():
        Idea.objects.filter(pk__in=[imported.pk, nameless.pk]).update(author=None)
        Origin.objects.filter(item=imported).update(author_name="Person 151")

    names = {
        words(entry, "title")[0]: entry.find(f"{ATOM}author/{ATOM}name").text
        for entry in feed(client).findall(f"{ATOM}entry")
    }

    assert names == {"Guest": "Gerda", "Imported": "Person 151", "Nameless": "No name given"}


def test_a_feed_holds_the_newest_fifty(client, process):
    names = [f"Idea {number}" for number in range(55)]
    ideas_by_minute(process, *names)

    assert entry_titles(client) == names[:4:-1]


def test_a_feed_is_narrowed_like_the_list_and_is_the_same_for_everybody(client, process):
    topic, person = an_action_field(process, name="Wohnen"), a_person()
    an_idea(process, title="Bench", action_field=topic, person=person)
    an_idea(process, title="Fountain", now=NOON + timedelta(minutes=1))
    client.force_login(person)

    found = {
        query: entry_titles(client, query)
        for query in ("", "?thema=wohnen", "?q=fountain", "?thema=wohnen&q=fountain", "?meine=ja",
                      "?sortierung=zufall&seite=7", "?thema=unsinn")
    }  # fmt: skip

    everything = ["Fountain", "Bench"]
    assert found == {
        "": everything,
        "?thema=wohnen": ["Bench"],
        "?q=fountain": ["Fountain"],
        "?thema=wohnen&q=fountain": [],
        "?meine=ja": everything,
        "?sortierung=zufall&seite=7": everything,
        "?thema=unsinn": everything,
    }


def test_hidden_and_withdrawn_ideas_are_in_no_feed(client, process):
    person = a_person()
    hidden, gone, _shown = ideas_by_minute(process, "Hidden", "Gone", "Shown", person=person)
    hide(hidden, reason="x", actor=a_role(Role.MODERATOR, process), now=NOON)
    withdraw(gone, reason="It is done.", actor=person, now=NOON)

    assert entry_titles(client) == ["Shown"]


@pytest.mark.parametrize("visibility", ["invited", "staff"])
def test_there_is_no_feed_of_what_not_everybody_sees(client, visibility):
    process, person = a_process(title="Fluss", visibility=visibility), a_person()
    an_invitation(process, person)

    for reader in (None, person, a_role(Role.ADMINISTRATOR)):
        if reader:
            client.force_login(reader)
        assert client.get(FEED).status_code == 404
    client.force_login(a_role(Role.ADMINISTRATOR))
    assert "feed.atom" not in client.get(LIST).text


def test_a_feed_of_a_draft_is_not_there(client):
    a_draft_process(title="Fluss")

    assert client.get(FEED).status_code == 404


def test_a_text_that_xml_cannot_hold_breaks_no_feed(client, process):
    idea = an_idea(process)
    with arranging():
        Idea.objects.filter(pk=idea.pk).update(
            title="A\x0b\x1bB", text="C\ufffe\x00D".replace("\x00", "")
        )

    root = feed(client)

    assert entry_titles(client) == ["AB"]
    assert faults(root) == []


def test_readers_fetch_a_feed_only_when_it_changed(client, process):
    an_idea(process, title="First")
    first = client.get(FEED)
    known = [
        {"If-None-Match": first.headers["ETag"]},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ]

    again = [client.get(FEED, headers=headers).status_code for headers in known]
    an_idea(process, title="Second", now=NOON + timedelta(minutes=1))
    changed = [client.get(FEED, headers=headers).status_code for headers in known]

    assert (again, changed) == ([304, 304], [200, 200])
    assert first.headers["Cache-Control"] == "private, no-cache"


def test_the_list_names_its_feed(client, process):
    an_action_field(process, name="Wohnen")

    page = client.get(f"{LIST}?thema=wohnen").text

    assert f'type="application/atom+xml" title="Ideas: Fluss" href="{FEED}?thema=wohnen"' in page
