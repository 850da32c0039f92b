"""Nothing of a process that is for invited people or its team is found by anybody else.

Every address of the site is asked, with every number and name that leads into such a process; so a
new list, feed, export or file is tested from its first day on.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from http import HTTPStatus
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.jobs.worker import run_due
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_person, a_unit
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes.models import Phase, Process
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    REGISTERED,
    a_milestone,
    a_role,
    an_action_field,
    an_invitation,
    an_open_process,
)
from faden.participation.background.actions import Explanation, add_term
from faden.participation.background.tests.factories import a_frequent_question
from faden.participation.groups.tests.factories import a_body, a_decision, a_meeting
from faden.participation.ideas.tests.factories import an_idea
from faden.participation.news.tests.factories import some_news
from faden.participation.undertakings.tests.factories import an_undertaking
from faden.shared.comments.actions import comment
from faden.shared.media.tests.factories import an_attached_document, an_attached_image
from faden.shared.outcomes.tests.factories import an_outcome
from faden.shared.ratings.actions import rate
from faden.shared.thread.actions import link
from faden.shared.thread.models import Link
from tests.site.addresses import patterns

pytestmark = pytest.mark.django_db
MARK = "Geheimwort"  # stands in every text of the closed process; no address asked here has it
ROOMS_OF_PARTICIPATION = {
    config.label
    for config in apps.get_app_configs()
    if config.name.startswith("faden.participation.")
}
NUMBER = re.compile(r"/\d")
OFFERED_FILE = re.compile(r'href="([^"]*export=json)"')  # a list as a file, readable here
WORD = "Brunnen"  # stands beside it, and is searched for


@dataclass
class Closed:
    """A process that is not for everybody, with something of every kind in it, and its people."""

    process: Process
    idea: Item
    invited: Person
    moderator: Person
    open_process: Process
    keys: list[str]
    numbers: dict[int, str] = field(default_factory=dict)  # {number: room it belongs to}

    def numbers_for(self, name: str) -> list[int]:
        """The numbers that an address may lead to: its room's own, or all where any item goes."""
        room = name.partition(":")[0]
        own = [number for number, its_room in self.numbers.items() if its_room == room]
        return own if own and room in ROOMS_OF_PARTICIPATION else list(self.numbers)


def nothing_there(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer most of the addresses without drawing the same page of the site a thousand times."""
    return HttpResponse(status=HTTPStatus.NOT_FOUND)


@pytest.fixture
def closed(settings, tmp_path, monkeypatch):
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("faden.config.urls.handler404", nothing_there)
    a_place()
    text = f"{MARK} am {WORD}"
    process = an_open_process(REGISTERED, title="Kreis", summary=text, unit=a_unit())
    with arranging():
        Item.objects.filter(pk=process.pk).update(title=text)
        Phase.objects.update(name=text, description=text)
    invited, moderator = a_person(), a_role(Role.MODERATOR, process)
    an_invitation(process, invited)
    idea = an_idea(
        process, person=invited, title=text, text=text, action_field=an_action_field(process, text)
    )
    remark = comment(idea, text=text, stance="for", person=invited, now=NOON)
    reply = comment(remark, text=text, stance="for", person=moderator, now=NOON)
    rate(idea, 1, person=moderator, now=NOON)
    an_outcome(idea, reason=text)
    parts = what_else_belongs_to(process, text)
    entry = a_milestone(process, title=text, text=text)
    files = [
        an_attached_image(idea, text, owner=invited),
        an_attached_document(process, text, owner=moderator),
        an_attached_document(entry, text, owner=moderator),
    ]
    open_process = an_open_process(REGISTERED, title="Offen")
    open_idea = an_idea(open_process, title=f"Noch ein {WORD}")
    link(open_idea, Link.Relation.SIMILAR_TO, target=idea, author=moderator, now=NOON)
    run_due()
    return Closed(
        process,
        idea,
        invited,
        moderator,
        open_process,
        keys=[file.key for file in files],
        numbers={
            row.pk: row._meta.app_label
            for row in (process, idea, remark, reply, open_idea, *parts, entry)
        },
    )


def what_else_belongs_to(process: Process, text: str) -> list[Item]:
    """One of each that the team adds to a process; its terms as well."""
    add_term(process, Explanation(text, text), actor=None, now=NOON)
    body = a_body(process, text, task=text)
    return [
        a_frequent_question(process, text),
        body,
        a_meeting(body, text, agenda=text, minutes=text),
        a_decision(body, text, text=text),
        some_news(process, title=text, lead=text),
        an_undertaking(participation="planned", participation_in=process),
    ]


def close(closed: Closed, visibility: str) -> None:
    with arranging():
        Item.objects.filter(pk=closed.process.pk).update(visibility=visibility)


def addresses(closed: Closed) -> Iterator[str]:
    """Every address of the site, with all that is known of both processes."""
    values: dict[str, list[Any]] = {
        "slug": [closed.process.slug, closed.open_process.slug],
        "process_slug": [closed.process.slug, closed.open_process.slug],
        "key": closed.keys,
        "uuid": list(Item.objects.filter(process=closed.process).values_list("uuid", flat=True)),
        "step": [480],
        "file_format": ["csv", "xlsx"],
    }
    for name, entry in patterns():
        known = values | {"pk": closed.numbers_for(name)}
        parameters = sorted(entry.pattern.converters)
        for chosen in product(*(known.get(parameter, ["x"]) for parameter in parameters)):
            with suppress(NoReverseMatch):  # a parameter that takes no "x"
                yield reverse(name, kwargs=dict(zip(parameters, chosen, strict=True)))


def told(client: Client, address: str) -> bool:
    """Whether the answer to anything one can ask there shows the mark, or is a file."""
    answers = [shown(client, address)]
    if answers[0].status_code != HTTPStatus.NOT_FOUND:
        if not NUMBER.search(address):  # a list, perhaps
            answers.append(shown(client, f"{address}?q={WORD}"))
        answers += [client.get(file) for file in offered_files(answers[0])]
        answers.append(client.post(address))
    is_file = address.startswith("/medien/") and answers[0].status_code == HTTPStatus.OK
    return is_file or any(MARK.lower() in everything(answer) for answer in answers)


def shown(client: Client, address: str) -> Any:
    """The answer where the address leads; the way to the sign-in tells nothing and is not gone."""
    answer = client.get(address)
    leads_to_sign_in = answer.headers.get("Location", "").startswith(reverse("account_login"))
    is_elsewhere = HTTPStatus.MOVED_PERMANENTLY <= answer.status_code < HTTPStatus.BAD_REQUEST
    return client.get(address, follow=True) if is_elsewhere and not leads_to_sign_in else answer


def everything(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{content.decode(errors='replace')} {dict(answer.headers)}".lower()


def offered_files(answer: Any) -> list[str]:
    """The addresses of the lists on the page, as JSON."""
    if answer.streaming:
        return []
    return [unescape(found) for found in OFFERED_FILE.findall(answer.content.decode())]


def found_by(closed: Closed, person: Person | None) -> set[str]:
    """The addresses at which the person learns of the closed process."""
    client, found = Client(), set()
    for address in dict.fromkeys(addresses(closed)):
        if person is not None and SESSION_KEY not in client.session:  # the last one signed them out
            client.force_login(person)
        if told(client, address):
            found.add(address)
    return found


@pytest.mark.postgres_only
def test_every_address_is_answered_from_this_database_as_well(closed, client):
    client.force_login(a_role(Role.ADMINISTRATOR))

    own = {one for one in addresses(closed) if closed.open_process.slug not in one.split("/")}
    statuses = {client.get(address).status_code for address in sorted(own)}

    assert HTTPStatus.OK in statuses  # what a page fails with is raised


# Whoever has an account alone sees less than the manager, and than those who were invited once.
@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize(
    ("somebody", "visibility"),
    [
        ("visitor", "invited"),
        ("visitor", "staff"),
        ("manager of another", "invited"),
    ],
)
def test_nobody_else_is_told_anything(closed, somebody, visibility):
    person = {
        "visitor": lambda: None,
        "manager of another": lambda: a_role(Role.PROCESS_MANAGER, closed.open_process),
    }[somebody]()
    close(closed, visibility)

    assert found_by(closed, person) == set()


@pytest.mark.once
@pytest.mark.parametrize("visibility", ["invited", "staff"])
def test_the_site_s_own_page_for_what_is_not_there_tells_nothing_of_it(
    closed, client, monkeypatch, visibility
):
    close(closed, visibility)
    monkeypatch.undo()  # the page itself this time
    client.force_login(a_role(Role.PROCESS_MANAGER, closed.open_process))

    own = Q(process=closed.process) | Q(pk=closed.process.pk)
    slugs = {item.get_absolute_url(): item.slug for item in Item.objects.filter(own)}
    answers = {address: client.get(address) for address in slugs}

    assert {answer.status_code for answer in answers.values()} == {HTTPStatus.NOT_FOUND}
    pages = [everything(answers[one]).replace(slug, "") for one, slug in slugs.items()]
    assert not [page for page in pages if MARK.lower() in page]  # but in the address they asked
    assert all("<h1" in page for page in pages)


@pytest.mark.once
@pytest.mark.slow
def test_who_is_not_invited_any_more_finds_only_what_they_wrote_in_their_own_account(closed):
    close(closed, "invited")
    with arranging():
        closed.process.invitations.all().delete()

    found = found_by(closed, closed.invited)

    assert {address for address in found if not address.startswith("/konto/")} == set()


@pytest.mark.parametrize("somebody", ["invited", "moderator"])
def test_those_for_whom_it_is_find_it_where_they_look(closed, client, somebody):
    close(closed, "invited")
    client.force_login(getattr(closed, somebody))
    places = [
        reverse("processes:detail", args=["kreis"]),
        reverse("ideas:list", args=["kreis"]),
        reverse("media:picture", args=[closed.keys[0], 480]),
        *(reverse("media:document", args=[key]) for key in closed.keys[1:]),
    ]

    found = [place for place in places if told(client, place)]

    assert found == places
