"""A town with one large process, in the database that the environment names; made once.

Usage: python -m bench._town IDEAS FILE; the facts that the measurements need go into the file.
"""

import json
import random
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django

from bench._cases import PASSPHRASE

django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402 - the settings first
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from bench import _texts  # noqa: E402
from bench._bulk import analyse, insert, next_key  # noqa: E402
from faden.backbone.audit.actions import action, touch  # noqa: E402
from faden.backbone.items.models import Item, Origin, PublicCount, Revision, Tag  # noqa: E402
from faden.backbone.people.actions import create_unit  # noqa: E402
from faden.backbone.people.models import Level, Person  # noqa: E402
from faden.backbone.places.models import District, Place  # noqa: E402
from faden.backbone.processes import actions as processes  # noqa: E402
from faden.backbone.processes.models import Process  # noqa: E402
from faden.backbone.processes.rules import FOUR_LINES, Opens  # noqa: E402
from faden.lib.stems import folded_words, stems  # noqa: E402
from faden.lib.text import slug_of  # noqa: E402
from faden.participation.ideas.models import Idea  # noqa: E402
from faden.shared.comments.models import Comment  # noqa: E402
from faden.shared.ratings.models import Rating  # noqa: E402
from faden.shared.search.models import Entry  # noqa: E402

TITLE = "Ideen für die Stadt"
TOPICS = ("Wege", "Orte", "Netze", "Feste", "Schulen", "Natur", "Wohnen", "Verwaltung")
DISTRICTS = ("Nord", "Süd", "Ost", "West", "Mitte", "Berg", "Tal", "See", "Heide", "Aue")
TAGS = ("Rad", "Bus", "Kinder", "Senioren", "Licht", "Lärm", "Baum", "Bank", "Spiel", "Sport")
N_CITIZENS, N_AUTHORS, N_WRITERS = 2_000, 500, 200  # who rated, who wrote, who will write
N_COMMENTS, N_RATINGS = 5, 20  # of an idea
LONG = 1_000  # comments of the idea that is discussed most
STRIDE = 97  # no divisor of N_CITIZENS: the raters of an idea are all different
BACK = timedelta(days=60)  # since the first idea


@dataclass(frozen=True)
class Town:
    """What rows refer to."""

    process: int
    topics: list[int]
    districts: list[int]
    people: int  # the key of the first citizen; authors and writers follow
    begun_at: datetime
    n_ideas: int

    @property
    def authors(self) -> int:
        return self.people + N_CITIZENS

    @property
    def writers(self) -> range:
        return range(self.authors + N_AUTHORS, self.authors + N_AUTHORS + N_WRITERS)


@dataclass
class Numbers:
    """Of one idea: its key, when it came, and how it was rated."""

    pk: int
    at: datetime
    n_comments: int
    values: list[int]  # of the ratings


def main() -> None:
    """Make the town, unless it is there, and write down what the measurements need."""
    n_ideas, file = int(sys.argv[1]), Path(sys.argv[2])
    call_command("migrate", verbosity=0)
    process = Process.objects.filter(title=TITLE).first() or _build(n_ideas)
    if not PublicCount.objects.filter(process=process, kind="idea", n=n_ideas).exists():
        raise SystemExit("The town was not finished. Run again with --fresh")
    file.write_text(json.dumps(_facts(process)), encoding="utf-8")


def _build(n_ideas: int) -> Process:
    now = datetime.now(UTC)
    process = _process(now)
    town = Town(
        process=process.pk,
        topics=list(process.action_fields.values_list("pk", flat=True)),
        districts=list(District.objects.values_list("pk", flat=True)),
        people=_people(now),
        begun_at=now - BACK,
        n_ideas=n_ideas,
    )
    numbers = list(_numbers(town))
    _ideas(town, numbers)
    _comments(town, numbers)
    insert(Rating, _ratings(town, numbers))
    _counted(process, numbers)
    analyse()
    return process


@action
def _counted(process: Process, numbers: list[Numbers]) -> None:
    counts = {"idea": len(numbers), "comment": sum(one.n_comments for one in numbers)}
    PublicCount.objects.bulk_create(
        PublicCount(process=process, kind=kind, n=n) for kind, n in counts.items()
    )
    touch(process)


def _process(now: datetime) -> Process:
    begun = now - BACK
    if not Place.objects.exists():
        Place.objects.create(id=1, name="Musterstadt", official_name="Stadt Musterstadt")
    District.objects.bulk_create(District(name=name, slug=slug_of(name)) for name in DISTRICTS)
    Tag.objects.bulk_create(Tag(name=name, slug=slug_of(name)) for name in TAGS)
    texts = dict.fromkeys(("summary", *FOUR_LINES), "Was soll die Stadt als Nächstes tun?")
    process = processes.create_process(
        title=TITLE,
        participation="consultation",
        unit=create_unit("Messtrupp", now=begun),
        actor=None,
        now=begun,
        **texts,
    )
    opens = [Opens("idea", verb, Level.REGISTERED) for verb in ("submit", "rate", "comment")]
    phase = {"kind": "dialogue", "name": "Dialog", "starts_at": begun}
    processes.add_phase(process, opens=opens, actor=None, now=begun, **phase)
    for topic in TOPICS:
        processes.add_action_field(process, name=topic, actor=None, now=begun)
    processes.publish(process, actor=None, now=begun)
    return process


def _people(now: datetime) -> int:
    first, password = next_key(Person), make_password(PASSPHRASE)
    insert(
        Person,
        (
            {
                "id": first + number,
                "email": f"person{number}@example.org",
                "display_name": f"Person {number}",
                "password": password,
                "created_at": now - BACK,
                "email_confirmed_at": now - BACK,
            }
            for number in range(N_CITIZENS + N_AUTHORS + N_WRITERS)
        ),
    )
    return first


def _numbers(town: Town) -> Iterator[Numbers]:
    chance, first = random.Random(1), next_key(Item)  # noqa: S311 - the same town each time
    for number in range(town.n_ideas):
        liked = chance.betavariate(4, 2)
        values = [1 if chance.random() < liked else -1 for _ in range(N_RATINGS)]
        at = town.begun_at + BACK * number / (town.n_ideas + 1)
        n_comments = LONG if number == town.n_ideas // 2 else N_COMMENTS
        yield Numbers(first + number, at, n_comments, values)


def _ideas(town: Town, numbers: list[Numbers]) -> None:
    chance = random.Random(2)  # noqa: S311
    written = [
        (_texts.text(chance, _texts.TITLES), _texts.text(chance, _texts.IDEAS)) for _ in numbers
    ]
    pairs = list(zip(numbers, written, strict=True))
    insert(Item, (_item(town, one, title) for one, (title, _text) in pairs))
    insert(Idea, (_idea(town, one, text) for one, (_title, text) in pairs))
    insert(Origin, ({"item_id": one.pk} for one in numbers))
    keys = iter(range(next_key(Revision), 10**12))
    insert(Revision, (_revision(next(keys), one.pk, *texts, at=one.at) for one, texts in pairs))
    insert(Entry, (_entry(one.pk, *texts) for one, texts in pairs))
    tags = list(Tag.objects.values_list("pk", flat=True))
    tagged = ((one.pk, tags[one.pk % len(tags)]) for one in numbers if one.pk % 3)
    insert(
        Idea.tags.through,
        ({"id": key, "idea_id": idea, "tag_id": tag} for key, (idea, tag) in enumerate(tagged, 1)),
    )


def _item(town: Town, one: Numbers, title: str) -> dict[str, Any]:
    return {
        "id": one.pk,
        "uuid": uuid.uuid4(),
        "kind": "idea",
        "title": title,
        "slug": slug_of(title),
        "author_id": town.authors + one.pk % N_AUTHORS,
        "part_of_id": town.process,
        "process_id": town.process,
        "visibility": "public",
        "created_at": one.at,
        "published_at": one.at,
        "n_up": one.values.count(1),
        "n_down": one.values.count(-1),
        "n_comments": one.n_comments,
    }


def _idea(town: Town, one: Numbers, text: str) -> dict[str, Any]:
    has_point = one.pk % 2
    return {
        "item_ptr_id": one.pk,
        "text": text,
        "action_field_id": town.topics[one.pk % len(town.topics)],
        "district_id": town.districts[one.pk // 7 % len(town.districts)],
        "latitude": 51.9 + one.pk % 97 / 1000 if has_point else None,
        "longitude": 8.8 + one.pk % 89 / 1000 if has_point else None,
    }


def _revision(key: int, item: int, title: str, text: str, *, at: datetime) -> dict[str, Any]:
    return {
        "id": key,
        "item_id": item,
        "number": 1,
        "title": title,
        "text": text,
        "created_at": at,
    }


def _entry(item: int, title: str, text: str) -> dict[str, Any]:
    return {
        "item_id": item,
        "language": "de",
        "title_words": " ".join(folded_words(title, "de")),
        "title_stems": " ".join(stems(title, "de")),
        "body_stems": " ".join(stems(text, "de")),
    }


def _comments(town: Town, numbers: list[Numbers]) -> None:
    chance, first = random.Random(3), next_key(Item)  # noqa: S311
    abouts = [one for one in numbers for _ in range(one.n_comments)]
    rows = [
        (first + number, about, _texts.text(chance, _texts.COMMENTS))
        for number, about in enumerate(abouts)
    ]
    insert(Item, (_comment_item(town, pk, about) for pk, about, _text in rows))
    insert(Comment, (_comment(pk, about, text) for pk, about, text in rows))
    insert(Origin, ({"item_id": pk} for pk, *_rest in rows))
    keys = iter(range(next_key(Revision), 10**12))
    insert(
        Revision,
        (_revision(next(keys), pk, "", text, at=about.at) for pk, about, text in rows),
    )


def _comment_item(town: Town, pk: int, about: Numbers) -> dict[str, Any]:
    at = about.at + timedelta(seconds=pk % 100_000)
    return {
        "id": pk,
        "uuid": uuid.uuid4(),
        "kind": "comment",
        "author_id": town.authors + pk % N_AUTHORS,
        "part_of_id": about.pk,
        "process_id": town.process,
        "visibility": "public",
        "created_at": at,
        "published_at": at,
    }


def _comment(pk: int, about: Numbers, text: str) -> dict[str, Any]:
    return {
        "item_ptr_id": pk,
        "text": text,
        "stance": ("for", "against", "neutral")[pk % 3],
        "about_id": about.pk,
        "written_at": about.at + timedelta(seconds=pk % 100_000),
        "is_readable": True,
        "is_shown": True,
    }


def _ratings(town: Town, numbers: list[Numbers]) -> Iterator[dict[str, Any]]:
    key = next_key(Rating)
    for one in numbers:
        for place, value in enumerate(one.values):
            rater = town.people + (one.pk + place * STRIDE) % N_CITIZENS
            at = one.at + timedelta(seconds=place)
            yield {
                "id": key,
                "item_id": one.pk,
                "person_id": rater,
                "value": value,
                "rated_at": at,
            }
            key += 1


def _facts(process: Process) -> dict[str, Any]:
    """Return keys, addresses and sessions."""
    ideas = Item.objects.filter(kind="idea", process=process.pk).order_by("pk")
    first, last = ideas[0].pk, ideas.reverse()[0].pk
    short, long = ideas[0], ideas.order_by("-n_comments")[0]
    writers = Person.objects.order_by("-pk")[:N_WRITERS]
    return {
        "slug": process.slug,
        "process": process.pk,
        "ideas": [first, last],
        "short": short.get_absolute_url(),
        "long": long.get_absolute_url(),
        "many": [idea.get_absolute_url() for idea in ideas[:50]],
        "long_id": long.pk,
        "deep": ideas.order_by("-published_at", "-id")[ideas.count() * 4 // 5].pk,
        "words": _texts.text(random.Random(4), _texts.COMMENTS),  # noqa: S311
        "emails": [person.email for person in writers],
        "sessions": [_session(person) for person in writers],
    }


def _session(person: Person) -> str:
    client = Client(HTTP_HOST="localhost")
    client.force_login(person)
    return client.cookies["sessionid"].value


if __name__ == "__main__":
    main()
