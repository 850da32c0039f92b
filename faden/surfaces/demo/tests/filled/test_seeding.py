"""What the demonstration holds when it is filled: three processes of different settings."""

from datetime import date

import pytest
from django.core.management import call_command

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person, Unit
from faden.backbone.processes import queries
from faden.backbone.processes.models import Process, RoleGrant
from faden.lib.dates import city_day
from faden.participation.ideas.models import Idea
from faden.participation.results.queries import results_of
from faden.shared.media.models import Document, Image
from faden.shared.notifications.queries import waiting_mails
from faden.shared.ratings.models import Rating
from faden.surfaces.demo.queries import ACCOUNTS
from faden.surfaces.demo.tests.filled.conftest import NOW
from faden.surfaces.process_pages.queries import cards, groups_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("filled")]
DETMOLD, STREET, KICK_OFF = (
    "detmold-wird-digital",
    "die-lange-strasse-neu-gestalten",
    "auftakt-zum-digitalen-rathaus",
)


def person(key: str) -> Person:
    return Person.objects.get(email=ACCOUNTS[key][0])


def slugs(found) -> list[str]:
    return [card.process.slug for card in found]


def test_a_second_call_changes_nothing():
    counts = (Item.objects.count(), Person.objects.count())

    call_command("seed_demo")

    assert (Item.objects.count(), Person.objects.count()) == counts


def test_two_processes_run_for_everybody_and_a_third_for_invited_people():
    public = groups_of(cards(None, now=NOW))
    invited = groups_of(cards(person("citizen"), now=NOW))

    assert slugs(public.running) == [STREET, DETMOLD]
    assert public.invited == []
    assert slugs(invited.invited) == [KICK_OFF]


def test_they_differ_in_what_a_process_can_set():
    detmold, street, kick_off = (
        Process.objects.get(slug=slug) for slug in (DETMOLD, STREET, KICK_OFF)
    )

    assert (detmold.progress_basis, detmold.progress_percent) == ("by_hand", 60)
    assert detmold.requires_concept
    assert detmold.concept.aims
    assert (street.minimum_age, street.progress_basis) == (14, "milestones")
    assert queries.ratings_hidden_in(street, now=NOW) is not None
    assert queries.ratings_hidden_in(detmold, now=NOW) is None
    assert any(opening.district_names for opening in queries.openings_of(street))
    assert (kick_off.visibility, kick_off.rating_mode) == ("invited", "up_only")
    assert {unit.decided_by for unit in (detmold, street, kick_off)} == {
        "council",
        "committee",
        "office",
    }


def test_the_fountain_is_rated_as_it_was():
    idea = Idea.objects.get(title="Den alten Brunnen durch ein Wasserspiel ersetzen")

    ratings = Rating.objects.filter(item=idea)
    assert (idea.n_up, idea.n_down) == (8, 17)
    assert ratings.filter(value=1).count() == 8
    assert ratings.filter(value=-1).count() == 17
    assert not ratings.filter(rated_at__gt=NOW).exists()


def test_postponed_and_cancelled_entries_keep_date_and_reason():
    entries = Process.objects.get(slug=STREET).milestones
    postponed, cancelled = entries.get(state="postponed"), entries.get(state="cancelled")

    assert postponed.was_on < postponed.starts_on
    assert postponed.reason
    assert cancelled.reason


def test_counters_say_what_was_counted():
    for idea in Idea.objects.all():
        ups = Rating.objects.filter(item=idea, value=1, is_by_guest=False).count()
        downs = Rating.objects.filter(item=idea, value=-1, is_by_guest=False).count()
        assert (idea.n_up, idea.n_down) == (ups, downs), idea


def test_the_first_round_of_detmold_has_a_result_that_departs_from_the_order_with_reasons():
    [result] = results_of(Process.objects.get(slug=DETMOLD))
    entries = result.entries.all()
    beside = [entry for entry in entries if entry.reason]

    assert city_day(result.frozen_at) == date(2020, 11, 4)
    assert sum(entry.is_selected for entry in entries) == 10
    assert {(entry.title, entry.is_selected) for entry in beside} == {
        ("Termine in der Bürgerberatung online buchen", False),
        ("Aufzug kaputt? Bitte vorher sagen!", False),
        ("Schulwegplan zum Mitmachen: Wo wird es eng?", True),
    }
    assert result.tie_reason
    assert result.n_left_out == 1
    assert sum(entry.n_dots for entry in entries) == 170
    assert not any(entry.idea.created_at > result.frozen_at for entry in entries)


def test_every_office_says_how_to_reach_it_and_who_stands_in():
    offices = list(Unit.objects.select_related("person"))

    assert len(offices) == 8
    for office in offices:
        for value in (office.function, office.postal_address, office.telephone, office.hours):
            assert value, office
        assert office.email.endswith("@example.org")
        assert office.deputy is not None
    assert Unit.objects.filter(is_city_contact=True).count() == 1


def test_every_role_has_an_account():
    roles = {grant.role for grant in RoleGrant.objects.all()}

    assert roles == {key for key in ACCOUNTS if key != "citizen"}


def test_pictures_are_described_and_papers_have_titles():
    assert Image.objects.count() == 16
    assert not Image.objects.filter(alt_text="").exists()
    assert {document.title for document in Document.objects.all()} == {
        "Was beim Auftakt herauskam",
        "Die drei Leitfragen der Zukunftskonferenz",
        "Auswertung vom Wochenmarkt",
        "Tagesordnung der beiden Tage",
        "Fragen und Projektvorschläge der drei Gruppen",
    }


def test_nobody_gets_mail_about_what_is_invented():
    assert list(waiting_mails()) == []
