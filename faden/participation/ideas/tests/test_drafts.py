"""What somebody has begun to write: kept with the account, across signing in, and not too long."""

from datetime import timedelta
from html import unescape

import pytest
import time_machine

from faden.backbone.audit.guard import arranging
from faden.backbone.audit.models import LogEntry
from faden.backbone.audit.tests.threads import at_once
from faden.backbone.people import actions as people
from faden.backbone.people.models import Person
from faden.backbone.people.queries import export
from faden.backbone.people.tests.factories import NOON, PASSWORD, a_guest, a_person
from faden.backbone.processes.models import Phase
from faden.backbone.processes.tests.factories import (
    LONG_AGO,
    REGISTERED,
    an_action_field,
    an_open_process,
)
from faden.lib.refused import Refused
from faden.participation.ideas.actions import keep_draft, sweep_drafts
from faden.participation.ideas.models import Idea, IdeaDraft
from faden.participation.ideas.tests.factories import a_tag, an_idea
from faden.participation.ideas.tests.test_form import NEW, typed_in, value_of

pytestmark = pytest.mark.django_db
DRAFT = "/en/beteiligungen/fluss/ideen/entwurf/"
TYPED = {"title": "Mehr Bänke am Fluss", "text": "Damit man sich ausruhen kann."}
BEGUN = {"title": "Mehr", "text": "Damit man"}


@pytest.fixture
def process():
    return an_open_process(title="Fluss")


@pytest.fixture
def ada(client) -> Person:
    person = a_person()
    client.force_login(person)
    return person


def test_a_draft_is_kept_as_it_is_and_offered_again(client, process, ada):
    topic, tags = an_action_field(process), [a_tag("Familie"), a_tag("Grün")]
    sent = BEGUN | {
        "action_field": topic.pk,
        "tags": [tag.slug for tag in tags],
        "latitude": "north",
        "longitude": "",
    }

    with time_machine.travel(NOON):
        stored = client.post(DRAFT, sent)
    page = client.get(NEW)

    assert stored.status_code == 200
    assert "Draft stored: 4 May 2026, 14:00." in stored.text
    assert "kern-form-input__input--error" not in stored.text
    assert typed_in(stored) == typed_in(page) == BEGUN
    assert "Here is your draft" in page.text
    assert f'value="{topic.pk}" selected' in page.text
    assert page.text.count(" checked") == 2
    assert value_of(page, "latitude") == "north"
    assert not Idea.objects.exists()


def test_a_newer_draft_replaces_the_older_one(client, process, ada):
    for title in ("Eins", "Zwei"):
        client.post(DRAFT, BEGUN | {"title": title})

    assert IdeaDraft.objects.get().content["title"] == ["Zwei"]


def test_a_draft_is_seen_by_its_author_alone_and_belongs_to_one_process(client, process, ada):
    client.post(DRAFT, BEGUN)
    other = an_open_process(title="Berg")
    elsewhere = client.get(NEW.replace("fluss", other.slug))
    client.force_login(a_person())
    for_others = client.get(NEW)

    for page in (elsewhere, for_others):
        assert value_of(page, "title") == ""
        assert "Here is your draft" not in page.text


def test_what_is_handed_in_is_no_draft_any_more(client, process, ada):
    client.post(DRAFT, BEGUN)

    client.post(NEW, TYPED)

    assert Idea.objects.count() == 1
    assert not IdeaDraft.objects.exists()
    assert value_of(client.get(NEW), "title") == ""


def test_a_form_with_an_error_keeps_the_draft(client, process, ada):
    client.post(DRAFT, BEGUN)

    client.post(NEW, TYPED | {"text": ""})

    assert IdeaDraft.objects.count() == 1


def test_a_draft_can_be_deleted(client, process, ada):
    client.post(DRAFT, BEGUN)

    answer = client.post(DRAFT, BEGUN | {"verwerfen": "1"}, follow=True)

    assert "The draft is deleted." in answer.text
    assert value_of(answer, "title") == ""
    assert not IdeaDraft.objects.exists()


def test_a_draft_can_be_read_when_ideas_are_not_taken_any_more(client, process, ada):
    client.post(DRAFT, TYPED)
    with arranging():
        Phase.objects.update(ends_at=LONG_AGO + timedelta(days=1))

    page = client.get(NEW)

    assert "“Submit an idea” was possible until" in page.text
    assert "Your draft" in page.text
    assert TYPED["text"] in page.text


@pytest.mark.parametrize("is_guest", [False, True], ids=["visitor", "guest"])
def test_without_an_account_nothing_is_stored_and_nothing_lost(client, process, is_guest):
    if is_guest:
        client.post(NEW, TYPED)
    n_people = Person.objects.count()

    page = client.post(DRAFT, BEGUN)

    assert page.status_code == 409
    assert "Drafts can be stored with an account only." in unescape(page.text)
    assert typed_in(page) == BEGUN
    assert not IdeaDraft.objects.exists()
    assert Person.objects.count() == n_people


def test_guests_keep_no_drafts():
    with pytest.raises(Refused):
        keep_draft(an_open_process(), {}, person=a_guest(), now=NOON)


def test_the_address_of_drafts_alone_leads_to_the_form(client, process):
    assert client.get(DRAFT).headers["Location"] == NEW


def test_of_a_very_long_text_a_draft_keeps_the_beginning(client, process, ada):
    client.post(DRAFT, {"title": "x" * 100_000, "text": "y" * 1_000_000})

    kept = IdeaDraft.objects.get().content
    assert {name: len(values[0]) for name, values in kept.items()} == {
        "title": 24_000,
        "text": 24_000,
    }


def test_drafts_are_personal_and_leave_no_record(process):
    ada = a_person()
    keep_draft(process, {"title": ["Bank"]}, person=ada, now=NOON)

    exported = export(ada)["ideas.ideadraft"]
    people.erase(ada, now=NOON)

    assert [row["content"] for row in exported] == [{"title": ["Bank"]}]
    assert not IdeaDraft.objects.exists()
    assert not LogEntry.objects.filter(action__startswith="ideas.").exists()


def test_drafts_go_after_ninety_days(process):
    ada, ben = a_person(), a_person()
    keep_draft(process, {}, person=ada, now=NOON)
    keep_draft(process, {}, person=ben, now=NOON + timedelta(seconds=1))

    swept = sweep_drafts(now=NOON + timedelta(days=90, seconds=1))

    assert swept == 1
    assert IdeaDraft.objects.get().person == ben


@pytest.mark.django_db(transaction=True)
def test_two_windows_that_store_at_once_leave_one_draft():
    process, ada = an_open_process(), a_person()

    results = at_once([lambda: keep_draft(process, {}, person=ada, now=NOON)] * 5)

    assert all(isinstance(result, IdeaDraft) for result in results), results
    assert IdeaDraft.objects.count() == 1


def sign_in(client, person: Person):
    """Sign in as a person does, with what the session holds."""
    sent = {"login": person.email, "password": PASSWORD}
    return client.post(f"/en/konto/einloggen/?next={NEW}", sent, follow=True)


def test_what_was_typed_before_signing_in_is_there_afterwards(client):
    an_open_process(REGISTERED, title="Fluss")
    ada = a_person()

    refused = client.post(NEW, TYPED)
    page = sign_in(client, ada)

    assert (refused.status_code, typed_in(refused)) == (409, TYPED)
    assert typed_in(page) == TYPED
    assert "Here is what you wrote before" in page.text
    client.post(NEW, TYPED)
    assert Idea.objects.get().author == ada
    assert value_of(client.get(NEW), "title") == ""


def test_who_was_signed_in_and_is_not_any_more_loses_nothing_and_does_not_publish_as_a_guest(
    client, process
):
    ada = a_person()
    client.force_login(ada)
    form = client.get(NEW)
    client.logout()

    page = client.post(NEW, TYPED | {"with_account": "1"})
    again = sign_in(client, ada)

    assert 'name="with_account" value="1"' in form.text
    assert page.status_code == 409
    assert "You are not signed in any more." in page.text
    assert 'name="with_account"' not in page.text
    assert typed_in(page) == typed_in(again) == TYPED
    assert not Idea.objects.exists()


def test_who_then_publishes_without_an_account_may(client, process):
    client.post(NEW, TYPED | {"with_account": "1"})

    client.post(NEW, TYPED)

    assert Idea.objects.get().author.is_guest


def test_a_text_of_one_process_is_not_put_into_the_form_of_another(client):
    an_open_process(REGISTERED, title="Fluss")
    other = an_open_process(REGISTERED)
    client.post(NEW, TYPED)
    client.force_login(a_person())

    page = client.get(NEW.replace("fluss", other.slug))

    assert value_of(page, "title") == ""


def test_an_idea_that_is_there_already_takes_the_draft_as_well(process):
    ada = a_person()
    an_idea(process, person=ada)
    keep_draft(process, {"title": ["Bank"]}, person=ada, now=NOON)

    an_idea(process, person=ada)

    assert not IdeaDraft.objects.exists()
