"""What the pages cost: the same number of queries for one row and for thirty."""

from datetime import date, timedelta

import pytest

from faden.backbone.audit.guard import arranging
from faden.backbone.people.models import Unit
from faden.backbone.people.tests.factories import a_person, a_unit
from faden.backbone.places.models import District
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    FAR_OFF,
    GUEST,
    LONG_AGO,
    a_milestone,
    a_phase,
    a_process,
    a_role,
    an_action_field,
    an_invitation,
    an_opening,
)
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.comments.tests.factories import a_comment
from faden.shared.media.tests.factories import an_attached_document, an_attached_image
from faden.surfaces.process_pages.tests.reading import n_queries

pytestmark = pytest.mark.django_db
PAGE, LIST = "/en/beteiligungen/fluss/", "/en/beteiligungen/"
DAY = timedelta(days=1)
MOST = {PAGE: 22, LIST: 8}  # for visitors; the page brings most rooms together


@pytest.mark.parametrize("asker", ["visitor", "invited", "team"])
def test_the_pages_cost_as_much_with_thirty_rows_as_with_one(client, asker):
    a_place()
    process = a_process(title="Fluss", unit=an_office())
    person = somebody(asker, process)
    if person:
        client.force_login(person)
    add_a_row_of_everything(process)
    with_one = [n_queries(client, address) for address in (PAGE, LIST)]
    for _ in range(29):
        add_a_row_of_everything(process)
        add_a_row_of_everything(a_process())

    with_thirty = [n_queries(client, address) for address in (PAGE, LIST)]

    assert with_thirty == with_one
    if asker == "visitor":
        assert with_one[0] <= MOST[PAGE]
        assert with_one[1] <= MOST[LIST]


def an_office():
    office, deputy = a_unit("Office"), a_unit("Deputy")
    with arranging():
        Unit.objects.create(person=office, deputy=Unit.objects.create(person=deputy))
    return office


def somebody(asker, process):
    if asker == "visitor":
        return None
    if asker == "team":
        return a_role(Role.ADMINISTRATOR)
    person = a_person()
    an_invitation(process, person)
    return person


def add_a_row_of_everything(process) -> None:
    number = process.milestones.count()
    phase = a_phase(process, starts_at=LONG_AGO + number * DAY, ends_at=FAR_OFF)
    with arranging():
        district, _ = District.objects.get_or_create(
            slug=f"d-{number}", defaults={"name": f"District {number}"}
        )
    for verb in ("submit", "comment"):
        an_opening(phase, f"idea.{verb}", GUEST)
    an_opening(phase, "idea.rate", GUEST, districts=[district])
    entry = a_milestone(process, text="Text", event_starts_on=date(2020, 1, 1))
    if number < 3:
        an_attached_document(entry)
    if number == 0:
        an_attached_image(process)
    an_action_field(process, name=f"Field {number}")
    a_comment(an_idea(process, district=district))
