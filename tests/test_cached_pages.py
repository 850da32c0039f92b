"""Whatever is written, every kept page shows it at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import RequestFactory
from django.urls import reverse

from faden.backbone.audit.guard import arranging
from faden.backbone.audit.queries import versions
from faden.backbone.items.models import Item, Tag
from faden.backbone.people import actions as people
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import a_person, a_unit
from faden.backbone.places.models import District
from faden.backbone.places.rules import Kind
from faden.backbone.places.tests.factories import a_place
from faden.backbone.processes import actions as processes
from faden.backbone.processes.models import Process
from faden.backbone.processes.queries import next_change
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import (
    GUEST,
    a_milestone,
    a_phase,
    a_process,
    a_role,
    an_action_field,
    an_open_process,
)
from faden.participation.background.models import Question
from faden.participation.background.tests.factories import (
    a_process_with_questions,
    a_term,
    an_answered_question,
)
from faden.participation.groups.tests.factories import a_body
from faden.participation.ideas.actions import editing, merging
from faden.participation.ideas.models import Idea
from faden.participation.ideas.tests.factories import a_draft, an_idea
from faden.participation.news import actions as news
from faden.participation.news.models import News
from faden.participation.news.tests.factories import some_news
from faden.participation.undertakings.models import Undertaking
from faden.participation.undertakings.tests.factories import an_undertaking
from faden.shared.comments import actions as comments
from faden.shared.comments.models import Comment
from faden.shared.moderation.actions import hide
from faden.shared.outcomes.tests.factories import an_outcome
from faden.shared.ratings.actions import rate
from faden.surfaces.city import actions as city
from faden.web.page_cache import PageCache

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)


@dataclass
class Town:
    """A process with contributions, who made them, and who works for it."""

    process: Process
    idea: Idea
    other: Idea
    comment: Comment
    author: Person
    citizen: Person
    manager: Person
    administrator: Person
    district: District
    tag: Tag
    news: News
    undertaking: Undertaking
    question: Question


@pytest.fixture
def town() -> Town:
    a_place()
    with arranging():
        district = District.objects.create(name="Nord", slug="nord")
        tag = Tag.objects.create(name="Rad", slug="rad")
    process = an_open_process(GUEST, title="Wege", unit=a_unit())
    author = a_person(display_name="Ada")
    idea = an_idea(
        process,
        person=author,
        now=NOW,
        title="Eine Bank",
        action_field=an_action_field(process, "Verkehr"),
        district=district,
        tags=[tag],
    )
    other = an_idea(process, now=NOW, title="Noch eine Bank")
    comment = comments.comment(idea, text="Gut.", stance="for", person=author, now=NOW)
    a_milestone(process, title="Auftakt", state="planned", starts_on=date(2026, 3, 1))
    administrator = a_role(Role.ADMINISTRATOR)
    an_imprint(administrator)
    return Town(
        process,
        idea,
        other,
        comment,
        author,
        a_person(),
        a_role(Role.PROCESS_MANAGER, process),
        administrator,
        district,
        tag,
        some_news(process, actor=administrator, now=NOW),
        an_undertaking(actor=administrator, now=NOW, districts=[district]),
        an_answered_question(a_process_with_questions(title="Fragen")),
    )


def an_imprint(administrator: Person, *, text: str = "Stadt Musterstadt") -> None:
    texts = {"text": text, "video_url": ""}
    city.save_legal_page(Kind.IMPRINT, "de", **texts, actor=administrator, now=NOW)


def pages_of(town: Town) -> list[str]:
    ideas = reverse("ideas:list", args=[town.process.slug])
    return [
        reverse("home"),
        reverse("processes:list"),
        town.process.get_absolute_url(),
        ideas,
        f"{ideas}?sortierung=zustimmung",
        reverse("ideas:map", args=[town.process.slug]),
        reverse("ideas:points", args=[town.process.slug]),
        reverse("ideas:feed", args=[town.process.slug]),
        town.idea.get_absolute_url(),
        town.other.get_absolute_url(),
        reverse("api:ideas", args=[town.process.slug]),
        reverse("api:comments", args=[town.idea.pk]),
    ]


def pages_of_rooms(town: Town) -> list[str]:
    return [
        *(reverse(f"{room}:list") for room in ("news", "undertakings", "districts")),
        *(reverse(f"{room}:feed") for room in ("news", "undertakings")),
        reverse("news:of_process", args=[town.process.slug]),
        town.news.get_absolute_url(),
        town.undertaking.get_absolute_url(),
        reverse("districts:detail", args=["nord"]),
        reverse("background:page", args=["fragen"]),
        town.question.get_absolute_url(),
        reverse("coverage:process", args=[town.process.slug]),
        reverse("groups:bodies", args=[town.process.slug]),
        reverse("city:imprint"),
        reverse("api:processes"),
        reverse("api:idea", args=[town.idea.pk]),
    ]


def read(application: Any, address: str) -> bytes:
    """What somebody without a session is answered."""
    path, _mark, query = address.partition("?")
    environ = RequestFactory().get(path).environ
    environ |= {"QUERY_STRING": query, "HTTP_HOST": "localhost", "HTTP_ACCEPT_ENCODING": "identity"}
    return b"".join(application(environ, lambda *_answer: None))


WRITES: dict[str, Callable[[Town], object]] = {
    "a rating": lambda town: rate(town.idea, 1, person=town.citizen, now=NOW),
    "a comment": lambda town: comments.comment(
        town.other, text="Ja.", stance="for", person=town.citizen, now=NOW
    ),
    "a changed comment": lambda town: comments.change(
        town.comment, text="Besser.", stance="against", actor=town.author, now=NOW
    ),
    "a deleted comment": lambda town: comments.delete(town.comment, actor=town.author, now=NOW),
    "a rating of a comment": lambda town: rate(town.comment, 1, person=town.citizen, now=NOW),
    "a new idea": lambda town: an_idea(town.process, title="Ein Baum", person=town.citizen),
    "a withdrawn idea": lambda town: editing.withdraw(
        town.idea, reason="Erledigt.", actor=town.author, now=NOW
    ),
    "a merged idea": lambda town: merging.merge(
        town.other, town.idea, reason="Dasselbe.", actor=town.manager, now=NOW
    ),
    "a hidden idea": lambda town: hide(town.idea, reason="Werbung.", actor=town.manager, now=NOW),
    "a hidden comment": lambda town: hide(
        town.comment, reason="Werbung.", actor=town.manager, now=NOW
    ),
    "a new name": lambda town: people.rename(town.author, "Berta"),
    "an erased account": lambda town: people.erase(town.author, now=NOW),
    "a process that is changed": lambda town: processes.change_process(
        town.process, summary="Wohin?", actor=town.manager, now=NOW
    ),
    "a process that is closed": lambda town: processes.set_visibility(
        town.process, Item.Visibility.INVITED, actor=town.manager, now=NOW
    ),
    "an archived process": lambda town: processes.archive(
        town.process, actor=town.manager, now=NOW
    ),
    "an entry of the timetable": lambda town: processes.complete(
        town.process.milestones.get(), actor=town.manager, now=NOW
    ),
    "another phase": lambda town: processes.change_phase(
        town.process.phases.get(), name="Gespräch", actor=town.manager, now=NOW
    ),
    "an answer of the city": lambda town: an_outcome(town.idea, actor=town.manager),
    "an idea that is changed": lambda town: editing.edit(
        town.idea, a_draft(title="Zwei Bänke"), actor=town.author, now=NOW
    ),
    "a likeness": lambda town: merging.note_likeness(
        town.idea, town.other, actor=town.manager, now=NOW
    ),
    "a renamed action field": lambda town: processes.rename_action_field(
        town.idea.action_field, "Mobilität", actor=town.manager, now=NOW
    ),
    "a renamed district": lambda town: city.change_district(
        town.district,
        name="Nordstadt",
        latitude=None,
        longitude=None,
        actor=town.administrator,
        now=NOW,
    ),
    "a renamed tag": lambda town: city.rename_tag(
        town.tag, "Fahrrad", actor=town.administrator, now=NOW
    ),
}
IN_ROOMS: dict[str, Callable[[Town], object]] = {
    "another imprint": lambda town: an_imprint(town.administrator, text="Rathaus"),
    "more news": lambda town: some_news(town.process, actor=town.administrator, title="Neues"),
    "news that are taken back": lambda town: news.take_back(
        town.news, actor=town.administrator, now=NOW
    ),
    "another undertaking": lambda town: an_undertaking(
        actor=town.administrator, title="Schule", districts=[town.district]
    ),
    "another answered question": lambda town: an_answered_question(
        town.question.process.as_process, "Wer zahlt?"
    ),
    "a hidden question": lambda town: hide(
        town.question,
        reason="Werbung.",
        actor=a_role(Role.MODERATOR, town.question.process.as_process),
        now=NOW,
    ),
    "an explained term": lambda town: a_term(town.question.process.as_process, "Bus"),
    "a new body": lambda town: a_body(town.process),
    "an answered idea": WRITES["an answer of the city"],
    "an idea that is hidden": WRITES["a hidden idea"],
    "a process that is not public": WRITES["a process that is closed"],
    "a district with another name": WRITES["a renamed district"],
}


@pytest.fixture
def past_the_cache() -> Iterator[Any]:
    """The application as a server runs it, but on the connection of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield get_wsgi_application()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def through_the_cache(past_the_cache) -> PageCache:
    return PageCache(
        past_the_cache,
        read_versions=versions,
        holds_until=next_change,
        now=lambda: datetime.now(UTC),
        most_bytes=10_000_000,
        session_cookie="sessionid",
    )


@pytest.mark.parametrize(
    ("pages_of", "write"),
    [
        *(pytest.param(pages_of, write, id=name) for name, write in WRITES.items()),
        *(pytest.param(pages_of_rooms, write, id=name) for name, write in IN_ROOMS.items()),
    ],
)
def test_what_was_written_is_on_every_page_that_was_kept(
    pages_of, write, town, through_the_cache, past_the_cache
):
    pages = pages_of(town)
    for page in (*pages, *pages):
        read(through_the_cache, page)
    assert {page.partition("?")[0] for page in pages} == set(through_the_cache.learned)

    write(town)

    kept = {page: read(through_the_cache, page) for page in pages}
    assert kept == {page: read(past_the_cache, page) for page in pages}


def test_a_kept_page_asks_for_the_versions_and_for_nothing_else(
    town, through_the_cache, django_assert_num_queries
):
    for _ in range(2):
        read(through_the_cache, town.idea.get_absolute_url())

    with django_assert_num_queries(1):
        read(through_the_cache, town.idea.get_absolute_url())


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-06-01T10:00+02:00", "2026-06-02T00:00+02:00"),
        ("2026-06-01T08:59+02:00", "2026-06-01T09:00+02:00"),
        ("2026-07-01T17:00+02:00", "2026-07-01T18:00+02:00"),
        ("2026-10-24T23:30+02:00", "2026-10-25T00:00+02:00"),
        ("2026-10-25T02:30+02:00", "2026-10-26T00:00+01:00"),
    ],
)
def test_pages_change_by_themselves_when_a_phase_begins_or_ends_and_at_midnight(now, then):
    begins, ends = (datetime.fromisoformat(f"2026-0{at}:00+02:00") for at in ("6-01T09", "7-01T18"))
    a_phase(a_process(), starts_at=begins, ends_at=ends)

    assert next_change(datetime.fromisoformat(now)) == datetime.fromisoformat(then)
