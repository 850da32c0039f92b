"""People who write to a served site, all at once, and what they were told is stored."""

from __future__ import annotations

import http.client
import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Count, Q
from django.test import Client

from faden.backbone.items.models import Item
from faden.backbone.jobs.models import Job
from faden.backbone.jobs.tests.processes import wait_until
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import a_person
from faden.backbone.processes.models import Process
from faden.backbone.processes.tests.factories import an_open_process
from faden.config.tests.processes import Served
from faden.participation.ideas.models import Idea
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.comments.models import Comment
from faden.shared.ratings.models import Rating

N_IDEAS = 20  # that are rated and commented
PAUSE_S = 0.02  # of each writer, between two forms
STORED = http.HTTPStatus.SEE_OTHER


@dataclass
class Town:
    """A process in which everybody may write."""

    process: Process
    ideas: list[Idea]
    raters: dict[Person, str]  # the keys of their sessions


def a_town(n_raters: int = 2) -> Town:
    """A town with ideas that wait for ratings and comments."""
    process = an_open_process()
    author = a_person()
    ideas = [an_idea(process, person=author, title=f"Bank {n}") for n in range(N_IDEAS)]
    raters = [a_person() for _ in range(n_raters)]
    return Town(process, ideas, {person: session_of(person) for person in raters})


def session_of(person: Person) -> str:
    """The key of a new session in which the person is signed in."""
    client = Client()
    client.force_login(person)
    return client.cookies["sessionid"].value


@dataclass
class Crowd:
    """Writers, and what was acknowledged to them."""

    served: Served
    town: Town
    pauses: bool = False  # for as long as each answer took
    ideas: list[str] = field(default_factory=list)  # titles
    comments: list[str] = field(default_factory=list)  # texts
    ratings: dict[tuple[int, int], int] = field(default_factory=dict)  # {(person, idea): value}
    uncertain: set[tuple[int, int]] = field(default_factory=set)  # ratings without an answer
    answers: Counter[str] = field(default_factory=Counter)  # {status or failure: how many}
    _ends: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Have everybody write until the block ends."""
        writers: list[Callable[[int], None]] = [self._hand_in, self._comment]
        threads = [threading.Thread(target=self._go_on, args=(writer,)) for writer in writers]
        for person, session in self.town.raters.items():
            threads.append(threading.Thread(target=self._rate, args=(person, session)))
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._ends.set()
            for thread in threads:
                thread.join()

    def wait_for(self, n_stored: int) -> None:
        """Wait until so many forms more are stored."""
        wanted = self.answers[str(int(STORED))] + n_stored
        wait_until(lambda: self.answers[str(int(STORED))] >= wanted, seconds=60)

    def _go_on(self, write: Callable[[int], None]) -> None:
        number = 0
        while not self._ends.wait(PAUSE_S):
            number += 1
            write(number)

    def _hand_in(self, number: int) -> None:
        title = f"Last {number}"
        path = f"/beteiligungen/{self.town.process.slug}/ideen/neu/"
        if self._sent(path, {"title": title, "text": "Damit man sitzen kann.", "name": ""}):
            self.ideas.append(title)

    def _comment(self, number: int) -> None:
        text, idea = f"Last {number}", self.town.ideas[number % N_IDEAS]
        form = {"text": text, "stance": "for", "name": ""}
        if self._sent(f"/beitraege/{idea.pk}/kommentieren/", form):
            self.comments.append(text)

    def _rate(self, person: Person, session: str) -> None:
        def one(number: int) -> None:
            idea = self.town.ideas[number % N_IDEAS]
            value = (-1) ** (number // N_IDEAS)
            key = (person.pk, idea.pk)
            self.uncertain.add(key)
            form = {"wert": "dafuer" if value > 0 else "dagegen"}
            if self._sent(f"/bewertungen/{idea.pk}/", form, session=session):
                self.ratings[key] = value
                self.uncertain.discard(key)

        self._go_on(one)

    def _sent(self, path: str, form: dict[str, str], *, session: str = "") -> bool:
        """Return whether the site said that it is stored."""
        began = time.monotonic()
        try:
            answer = str(status := self.served.post(path, form, session=session))
        except (OSError, http.client.HTTPException) as error:
            status, answer = 0, type(error).__name__
        self.answers[answer] += 1
        if self.pauses:
            self._ends.wait(time.monotonic() - began)
        return status == STORED


def kill_while_writing(crowd: Crowd, *, rounds: int, n_stored: int) -> None:
    """Kill processes that answer and all workers, then the web server whole, and so on.

    :param rounds: how many kills
    :param n_stored: forms that are stored before each of them, and after the last
    """
    served = crowd.served
    with crowd.writing():
        for number in range(rounds):
            crowd.wait_for(n_stored)
            for pid in {served.web} if number % 2 else served.pages | served.workers:
                os.kill(pid, signal.SIGKILL)
            wait_until(served.answers, seconds=60)
            Job.objects.filter(done_at=None).update(lease_until=None)  # do not wait for its end
        crowd.wait_for(n_stored)


def wrong(crowd: Crowd) -> list[str]:
    """Return what is not as it was acknowledged, lost, doubled, or counted wrongly."""
    titles = Idea.objects.filter(title__startswith="Last ").values_list("title", flat=True)
    texts = Comment.objects.filter(text__startswith="Last ").values_list("text", flat=True)
    return [
        *_differences("idea", crowd.ideas, list(titles)),
        *_differences("comment", crowd.comments, list(texts)),
        *_wrong_ratings(crowd),
        *wrong_counters(),
        *damage(),
    ]


def _differences(kind: str, acknowledged: list[str], stored: list[str]) -> Iterator[str]:
    times = Counter(stored)
    yield from (f"{kind} {text} is lost" for text in acknowledged if not times[text])
    yield from (f"{kind} {text} is there {n} times" for text, n in times.items() if n > 1)


def _wrong_ratings(crowd: Crowd) -> Iterator[str]:
    rows = Rating.objects.filter(person__in=crowd.town.raters)
    stored = {
        (person, item): value for person, item, value in rows.values_list("person", "item", "value")
    }
    for key, value in crowd.ratings.items():
        if key not in crowd.uncertain and stored.get(key) != value:
            yield f"rating {key} is {stored.get(key)} instead of {value}"


def wrong_counters() -> Iterator[str]:
    """What each item says of its ratings and comments, where it is not so."""
    up = Count("ratings", filter=Q(ratings__value=1), distinct=True)
    down = Count("ratings", filter=Q(ratings__value=-1), distinct=True)
    for item in Item.objects.annotate(up=up, down=down):
        if (item.n_up, item.n_down) != (item.up, item.down):
            yield f"{item}: {item.n_up}, {item.n_down} ratings instead of {item.up}, {item.down}"
    public = Comment.objects.public().values_list("part_of").order_by("part_of")
    n_comments = dict(public.annotate(n=Count("pk")))
    for pk, told in Idea.objects.values_list("pk", "n_comments"):
        if told != n_comments.get(pk, 0):
            yield f"idea {pk}: {told} comments instead of {n_comments.get(pk, 0)}"


def damage() -> list[str]:
    """What the database finds wrong with itself."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        found = [row[0] for row in cursor.fetchall() if row[0] != "ok"]
        cursor.execute("PRAGMA foreign_key_check")
        return found + [f"foreign key of {row[0]}" for row in cursor.fetchall()]
