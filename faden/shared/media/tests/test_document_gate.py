"""Who gets a document, and pictures of milestones: visitor, invited, team; hidden at once."""

from datetime import timedelta

import pytest
import time_machine

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.jobs.worker import run_due
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.processes.models import Invitation, PreviewLink, RoleGrant
from faden.backbone.processes.rules import stored_key
from faden.backbone.processes.tests.factories import a_milestone, a_process, a_role
from faden.shared.media import actions
from faden.shared.media.tests.factories import (
    a_document,
    an_attached_document,
    an_attached_image,
    an_item,
    hide,
)
from faden.shared.media.tests.papers import a_pdf, an_office_file

pytestmark = pytest.mark.django_db
PUBLIC, INVITED, STAFF = "public", "invited", "staff"
EVERYBODY = {"visitor", "stranger", "guest", "invited", "team"}


def address(document) -> str:
    return f"/medien/{document.key}/"


@pytest.fixture
def process():
    return a_process()


@pytest.fixture
def cast(process):
    """{name: person} of all who may ask, in this process."""
    invited = a_person()
    with arranging():
        Invitation.objects.create(
            process=process, email=invited.email, created_at=NOON, invited_by=None
        )
    return {
        "visitor": None,
        "stranger": a_person(),
        "guest": a_guest(),
        "invited": invited,
        "team": a_role(RoleGrant.Role.MODERATOR, process),
    }


@pytest.fixture
def who_gets(client, cast):
    """Return the names of those who get what is at an address."""

    def found(path: str) -> set[str]:
        return {name for name, person in cast.items() if _status(client, person, path) == 200}

    return found


def _status(client, person, path: str) -> int:
    client.logout()
    if person is not None and person.is_guest:
        session = client.session
        session["guest"] = person.pk
        session.save()
    elif person is not None:
        client.force_login(person)
    return client.get(path).status_code


def test_a_document_is_sent_as_a_file_to_be_saved(client):
    document = an_attached_document(an_item(), name="Straße (Entwurf).PDF")

    answer = client.get(address(document))

    assert answer.getvalue() == a_pdf()
    assert dict(answer.headers) | {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(a_pdf())),
        "Content-Disposition": "attachment; filename*=utf-8''Stra%C3%9Fe%20%28Entwurf%29.pdf",
        "Content-Security-Policy": "sandbox",
        "Cache-Control": "private, no-cache",
        "X-Content-Type-Options": "nosniff",
        "ETag": f'"{document.key}"',
    } == dict(answer.headers)
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pptx"])
def test_every_kind_has_its_own_type(client, kind):
    content = an_office_file(kind)
    document = an_attached_document(an_item(), content=content, name="a.zip")

    answer = client.get(address(document))

    assert answer.headers["Content-Type"].startswith("application/vnd.openxmlformats")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="a.{kind}"'


def test_a_browser_that_has_the_document_gets_no_second_copy_but_asks(client):
    document = an_attached_document(an_item())
    etag = client.get(address(document)).headers["ETag"]

    again = client.get(address(document), headers={"If-None-Match": etag})
    hide(document.item)
    hidden = client.get(address(document), headers={"If-None-Match": etag})

    assert (again.status_code, again.content, hidden.status_code) == (304, b"", 404)
    assert again.headers["Cache-Control"] == "private, no-cache"


def test_a_document_is_only_read(client):
    document = an_attached_document(an_item())

    assert client.post(address(document)).status_code == 405
    assert client.head(address(document)).status_code == 200


def test_a_document_that_is_not_attached_is_for_its_owner_alone(client, who_gets, cast):
    document = a_document(cast["stranger"])

    assert who_gets(address(document)) == {"stranger"}


@pytest.mark.parametrize(
    ("of_process", "of_milestone", "of_document", "who"),
    [
        (PUBLIC, PUBLIC, PUBLIC, EVERYBODY),
        (PUBLIC, PUBLIC, INVITED, {"invited", "team"}),
        (PUBLIC, PUBLIC, STAFF, {"team"}),
        (PUBLIC, INVITED, PUBLIC, {"invited", "team"}),
        (PUBLIC, INVITED, STAFF, {"team"}),
        (PUBLIC, STAFF, PUBLIC, {"team"}),
        (PUBLIC, STAFF, INVITED, {"team"}),
        (INVITED, PUBLIC, PUBLIC, {"invited", "team"}),
        (INVITED, INVITED, INVITED, {"invited", "team"}),
        (INVITED, STAFF, PUBLIC, {"team"}),
        (STAFF, PUBLIC, PUBLIC, {"team"}),
        (STAFF, INVITED, INVITED, {"team"}),
        (STAFF, STAFF, STAFF, {"team"}),
    ],
)
def test_the_strictest_of_process_milestone_and_document_decides(
    process, who_gets, of_process, of_milestone, of_document, who
):
    milestone = a_milestone(process, visibility=of_milestone)
    document = an_attached_document(milestone, visibility=of_document)
    with arranging():
        Item.objects.filter(pk=process.pk).update(visibility=of_process)

    assert who_gets(address(document)) == who


@pytest.mark.parametrize(
    ("of_process", "of_milestone", "who"),
    [
        (PUBLIC, PUBLIC, EVERYBODY),
        (PUBLIC, INVITED, {"invited", "team"}),
        (PUBLIC, STAFF, {"team"}),
        (INVITED, PUBLIC, {"invited", "team"}),
        (STAFF, PUBLIC, {"team"}),
    ],
)
def test_the_picture_of_a_milestone_is_for_those_who_see_it(
    process, who_gets, of_process, of_milestone, who
):
    image = an_attached_image(a_milestone(process, visibility=of_milestone))
    run_due()
    with arranging():
        Item.objects.filter(pk=process.pk).update(visibility=of_process)

    assert who_gets(f"/medien/{image.key}/480/") == who


@pytest.mark.parametrize(
    ("visibilities", "who"),
    [  # of process, idea and document
        ((PUBLIC, PUBLIC, PUBLIC), EVERYBODY),
        ((PUBLIC, PUBLIC, STAFF), {"team"}),
        ((PUBLIC, STAFF, PUBLIC), {"stranger", "team"}),  # the stranger wrote it
        ((PUBLIC, STAFF, STAFF), {"team"}),
        ((INVITED, PUBLIC, PUBLIC), {"invited", "team"}),
        ((STAFF, PUBLIC, PUBLIC), {"team"}),
    ],
)
def test_the_document_of_an_idea_is_for_those_who_see_it(
    process, who_gets, cast, visibilities, who
):
    item = an_item(process=process, part_of=process, author=cast["stranger"])
    document = an_attached_document(item, visibility=visibilities[2])
    with arranging():
        Item.objects.filter(pk=item.pk).update(visibility=visibilities[1])
        Item.objects.filter(pk=process.pk).update(visibility=visibilities[0])

    assert who_gets(address(document)) == who


def test_who_is_invited_elsewhere_gets_nothing_here(client, process, cast):
    other = a_process(visibility="invited")
    document = an_attached_document(a_milestone(other))

    assert _status(client, cast["invited"], address(document)) == 404


@pytest.mark.parametrize("what", ["picture", "document"])
def test_a_public_file_of_a_milestone_costs_one_query(
    client, process, django_assert_num_queries, what
):
    milestone = a_milestone(process)
    image, document = an_attached_image(milestone), an_attached_document(milestone)
    run_due()
    paths = {"picture": f"/medien/{image.key}/480/", "document": address(document)}

    with django_assert_num_queries(1):
        client.get(paths[what])


@pytest.mark.parametrize(
    ("part", "status"),
    [
        ("picture of the process", 200),
        ("document of the process", 200),
        ("document of a milestone", 200),
        ("internal document of the process", 404),
        ("document of an internal milestone", 404),
        ("document of an idea", 404),
        ("document of another process", 404),
    ],
)
def test_a_preview_link_opens_what_will_be_public_of_its_process(client, part, status):
    process = a_process(visibility="staff")
    targets = {
        "process": process,
        "a milestone": a_milestone(process),
        "an internal milestone": a_milestone(process, visibility="staff"),
        "an idea": an_item(process=process, part_of=process),
        "another process": a_process(visibility="staff"),
    }
    path = _path_of(part, targets)
    _a_preview_link(process, "let-me-see")

    with time_machine.travel(NOON):
        answers = [client.get(f"{path}?vorschau={key}") for key in ("", "else", "let-me-see")]

    assert [answer.status_code for answer in answers] == [404, 404, status]


def test_a_preview_link_ends(client):
    process = a_process(visibility="staff")
    document = an_attached_document(process)
    _a_preview_link(process, "let-me-see", hours=-1)

    with time_machine.travel(NOON):
        answer = client.get(f"{address(document)}?vorschau=let-me-see")

    assert answer.status_code == 404


def _path_of(part: str, targets) -> str:
    what, name = part.removeprefix("internal ").split(" of ", 1)
    target = targets[name.removeprefix("the ")]
    if what == "picture":
        image = an_attached_image(target)
        run_due()
        return f"/medien/{image.key}/480/"
    visibility = "staff" if part.startswith("internal") else "public"
    return address(an_attached_document(target, visibility=visibility))


def _a_preview_link(process, key: str, *, hours: int = 1) -> None:
    with arranging():
        PreviewLink.objects.create(
            process=process,
            key=stored_key(key),
            created_at=NOON - timedelta(hours=2),
            expires_at=NOON + timedelta(hours=hours),
        )


def test_a_removed_document_and_a_lost_file_lead_nowhere(client, media_root):
    lost, removed = an_attached_document(an_item()), an_attached_document(an_item())
    (media_root / lost.key[:2] / lost.key / "document").unlink()
    actions.remove([removed], actor=None)

    assert client.get(address(lost)).status_code == 404
    assert client.get(address(removed)).status_code == 404
