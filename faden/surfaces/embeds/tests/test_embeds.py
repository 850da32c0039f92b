"""The small page for other websites: public processes only, and only where it is allowed."""

import pytest

from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    a_draft_process,
    a_process,
    a_role,
    an_open_process,
)
from faden.participation.ideas.tests.factories import an_idea
from faden.participation.results.tests.factories import a_result, close, ideas_rated

pytestmark = pytest.mark.django_db
PATH = "/einbetten/beteiligungen/fluss/"


@pytest.fixture
def process():
    return an_open_process(title="Fluss", slug="fluss")


def test_it_says_what_it_is_how_far_it_is_and_how_many_take_part(client, process):
    an_idea(process)

    page = client.get(PATH).text

    assert "<h1" in page
    assert "Dialogue" in page
    assert "<dd>1</dd>" in page
    assert 'href="/beteiligungen/fluss/" target="_top"' in page


def test_it_sets_no_cookie_and_needs_no_script(client, process):
    answer = client.get(PATH)

    assert not answer.cookies
    assert "<script" not in answer.text
    assert answer["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize(
    ("hosts", "ancestors"),
    [
        ([], "frame-ancestors 'self'"),
        (["https://www.detmold.de"], "frame-ancestors 'self' https://www.detmold.de"),
    ],
)
def test_only_allowed_websites_show_it(client, process, settings, hosts, ancestors):
    settings.FADEN_EMBED_HOSTS = hosts

    policy = client.get(PATH)["Content-Security-Policy"]

    assert policy.endswith(f"; {ancestors}")
    assert policy.startswith("default-src 'none'")


def test_no_other_page_can_be_shown_in_a_frame(client, process, settings):
    settings.FADEN_EMBED_HOSTS = ["https://www.detmold.de"]

    policy = client.get("/beteiligungen/fluss/")["Content-Security-Policy"]

    assert "frame-ancestors 'none'" in policy


def test_whoever_asks_sees_what_everybody_sees(client):
    draft = a_draft_process(title="Entwurf")
    path = f"/einbetten/beteiligungen/{draft.slug}/"
    client.force_login(a_role(Role.ADMINISTRATOR))

    assert client.get(path).status_code == 404


def test_a_published_result_stands_in_it(client, process):
    ideas_rated(process, 3, 8)
    close(process)
    result = a_result(process, n_wanted=1)

    page = client.get(PATH).text

    assert "Idee 1" in page
    assert "Idee 0" not in page
    assert result.get_absolute_url() in page


def test_the_team_gets_lines_to_copy(client, process):
    client.force_login(a_role(Role.MODERATOR, process))

    page = client.get("/team/beteiligungen/fluss/einbetten/").text

    assert "&lt;iframe src=&quot;http://testserver/einbetten/beteiligungen/fluss/&quot;" in page


def test_others_get_none(client, process):
    client.force_login(a_role(Role.MODERATOR, a_process()))

    assert client.get("/team/beteiligungen/fluss/einbetten/").status_code == 404
