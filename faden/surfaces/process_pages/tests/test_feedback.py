"""Who took part is asked three questions where they have just done so."""

import pytest

from faden.backbone.people.tests.factories import a_person
from faden.backbone.processes.tests.factories import an_open_process
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.comments.tests.factories import a_comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def process():
    return an_open_process(title="Fluss")


def sent(**answers):
    return {f"rueckmeldung-{name}": answer for name, answer in answers.items()}


def test_the_questions_stand_on_the_page_of_thanks_until_they_are_answered(client, process):
    person = a_person()
    idea = an_idea(process, person=person)
    client.force_login(person)
    path = f"{idea.get_absolute_url()}danke/"

    before = client.get(path).text
    client.post("/beteiligungen/fluss/rueckmeldung/", sent(fair="yes"))
    after = client.get(path).text

    assert "rueckmeldung-fair" in before
    assert "rueckmeldung-fair" not in after


def test_the_questions_stand_below_a_comment_that_was_just_written(client, process):
    person = a_person()
    comment = a_comment(an_idea(process), person=person)
    client.force_login(person)
    path = comment.about.get_absolute_url()

    assert "rueckmeldung-fair" in client.get(f"{path}?neu={comment.pk}").text
    assert "rueckmeldung-fair" not in client.get(path).text
