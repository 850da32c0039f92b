"""What the team writes on the page: its text, and the terms it explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from faden.backbone.audit.actions import action, record, touch
from faden.backbone.items.actions import lock
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.places.models import Funder, Venue
from faden.backbone.processes.models import Process
from faden.participation.background import queries, rules
from faden.participation.background.actions.common import ensure, require_set_up
from faden.participation.background.models import Background, Term, slug_of_term


@dataclass(frozen=True)
class Explanation:
    """A term in plain words."""

    word: str
    explanation: str
    other_forms: str = ""


@dataclass(frozen=True)
class Frame:
    """Where people take part on site, and who gives money."""

    venues: Sequence[Venue] = ()
    funders: Sequence[Funder] = ()
    funding_text: str = ""


@action
def set_background(
    process: Process, text: str, *, answer_days: int, actor: Person | None, now: datetime
) -> None:
    """Put this text at the top of the page, and promise answers within so many days.

    :raises Refused: without the permission to set the process up
    """
    require_set_up(process.pk, actor=actor, now=now)
    values = {"text": text, "answer_days": answer_days}
    background, _new = Background.objects.update_or_create(process=process, defaults=values)
    record("background.set", background, actor=actor, answer_days=answer_days)


@action
def set_frame(process: Process, frame: Frame, *, actor: Person | None, now: datetime) -> None:
    """Say where people take part on site, and who gives money for the process.

    :raises Refused: without the permission to set the process up
    """
    require_set_up(process.pk, actor=actor, now=now)
    background, _new = Background.objects.update_or_create(
        process=process, defaults={"funding_text": frame.funding_text}
    )
    background.venues.set(frame.venues)
    background.funders.set(frame.funders)
    touch(process)
    record("background.set_frame", background, actor=actor)


@action
def add_term(process: Process, said: Explanation, *, actor: Person | None, now: datetime) -> Term:
    """Explain a term of the process.

    :raises Refused: without the permission to set the process up, or if it is explained already
    """
    require_set_up(process.pk, actor=actor, now=now)
    lock(process)
    slug = slug_of_term(said.word)
    ensure(rules.term_refusal(slug, others=_slugs(process)))
    term = Term.objects.create(process=process, slug=slug, **vars(said))
    record("background.add_term", term, actor=actor)
    return term


@action
def change_term(term: Term, said: Explanation, *, actor: Person, now: datetime) -> None:
    """Explain a term in other words.

    :raises Refused: without the permission to set the process up, or if another has the name
    """
    require_set_up(term.process_id, actor=actor, now=now)
    lock(term.process)
    slug = slug_of_term(said.word)
    ensure(rules.term_refusal(slug, others=_slugs(term.process, besides=term)))
    for name, value in {**vars(said), "slug": slug}.items():
        setattr(term, name, value)
    term.save()
    record("background.change_term", term, actor=actor)


@action
def remove_term(term: Term, *, actor: Person, now: datetime) -> None:
    """Explain a term no more.

    :raises Refused: without the permission to set the process up
    """
    require_set_up(term.process_id, actor=actor, now=now)
    record("background.remove_term", term, actor=actor)
    term.delete()


def _slugs(process: Item, *, besides: Term | None = None) -> list[str]:
    terms = queries.terms_of(process)
    others = terms.exclude(pk=besides.pk) if besides else terms
    return list(others.values_list("slug", flat=True))
