"""People suggest that one can take part; the responsible office answers."""

import pytest

from faden.backbone.people.tests.factories import NOON, a_person, a_unit
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role
from faden.lib.refused import Refused
from faden.participation.undertakings import actions
from faden.participation.undertakings.models import Suggestion
from faden.participation.undertakings.tests.factories import a_draft_undertaking, an_undertaking
from faden.shared.assignments.models import Assignment
from faden.shared.assignments.queries import open_assignments
from faden.shared.notifications.models import OutboxMail

pytestmark = pytest.mark.django_db
TEXT = "Die Schulen sollten gefragt werden."


@pytest.fixture
def undertaking():
    a_place()
    return an_undertaking(title="Spielplatz", unit=a_unit("Grünamt"), participation="open")


def suggested(undertaking, *, by=None, text=TEXT):
    return actions.suggest(undertaking, text, person=by or a_person(), now=NOON)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"participation": "open"}, None),
        ({"participation": "none"}, None),
        ({"participation": "planned"}, "undertakings.takes_part"),
        ({"participation": "open", "stage": "done"}, "undertakings.over"),
        ({"participation": "open", "stage": "dropped"}, "undertakings.over"),
    ],
)
def test_participation_can_be_suggested_while_something_is_to_decide(facts, code):
    undertaking = an_undertaking(**facts)

    if code is None:
        assert suggested(undertaking).reply is None
        return
    with pytest.raises(Refused) as refused:
        suggested(undertaking)
    assert refused.value.refusal.code == code


def test_the_responsible_office_gets_one_thing_to_do_however_many_suggest(undertaking):
    suggested(undertaking)
    suggested(undertaking, text="Auch die Eltern.")

    (assignment,) = open_assignments([])

    assert (assignment.item_id, assignment.unit) == (undertaking.pk, undertaking.unit)
    assert assignment.topic == Assignment.Topic.SUGGESTION


def test_a_form_that_is_sent_again_stores_nothing_more(undertaking):
    person = a_person()

    assert suggested(undertaking, by=person) == suggested(undertaking, by=person)


def test_one_answer_is_for_all_and_each_author_hears_of_it_once(undertaking):
    authors = [a_person(email=f"{name}@example.org") for name in ("a", "b")]
    for author in [*authors, authors[0]]:
        suggested(undertaking, by=author, text=f"{TEXT} {Suggestion.objects.count()}")
    team = a_role(Role.ADMINISTRATOR)

    made = actions.reply(undertaking, "Im Mai wird gefragt.", actor=team, now=NOON)

    mails = OutboxMail.objects.filter(template="undertakings/mail/replied")
    assert made.suggestions.count() == 3
    assert sorted(str(mail.recipient.email) for mail in mails) == ["a@example.org", "b@example.org"]
    assert not open_assignments([]).exists()


def test_an_answer_needs_words_a_suggestion_and_the_permission(undertaking):
    team = a_role(Role.ADMINISTRATOR)

    for text, actor, code in (
        ("Ja.", team, "undertakings.none_waits"),
        (" ", team, "undertakings.no_reply"),
        ("Ja.", a_person(), "processes.not_allowed"),
    ):
        with pytest.raises(Refused) as refused:
            actions.reply(undertaking, text, actor=actor, now=NOON)
        assert refused.value.refusal.code == code


def test_a_guest_suggests_and_the_page_counts_it_without_showing_the_text(client, undertaking):
    path = f"{undertaking.get_absolute_url()}beteiligung-vorschlagen/"

    answer = client.post(path, {"text": TEXT}, follow=True)

    assert Suggestion.objects.get().author.is_guest
    assert TEXT not in answer.text
    assert "Einmal wurde vorgeschlagen" in answer.text


def test_the_team_reads_and_answers_on_one_page(client, undertaking):
    suggested(undertaking)
    client.force_login(a_role(Role.ADMINISTRATOR))
    path = f"/team/vorhaben/{undertaking.pk}/vorschlaege/"

    assert TEXT in client.get(path).text
    assert TEXT in b"".join(client.get(f"{path}?export=csv").streaming_content).decode()
    page = client.post(path, {"text": "Im Mai wird gefragt."}, follow=True)

    assert "Im Mai wird gefragt." in page.text
    assert TEXT not in page.text


def test_only_the_team_reads_suggestions_and_drafts_take_none(client, undertaking):
    suggested(undertaking)
    draft = a_draft_undertaking(participation="open")
    path = f"/team/vorhaben/{undertaking.pk}/vorschlaege/"

    client.force_login(a_person())

    assert client.get(path).status_code == 404
    assert client.get(f"{draft.get_absolute_url()}beteiligung-vorschlagen/").status_code == 404
