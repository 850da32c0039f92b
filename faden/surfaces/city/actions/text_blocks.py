"""The city's text blocks, for answers and for reasons of moderation."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from faden.backbone.audit.actions import action, record
from faden.backbone.people.models import Person
from faden.backbone.places.models import TextBlock
from faden.backbone.places.rules import name_refusal
from faden.surfaces.city.actions.permission import ensure, ensure_administrator


@dataclass(frozen=True)
class BlockFacts:
    """What is said of a text block."""

    purpose: str
    title: str
    text: str


@action
def add_text_block(facts: BlockFacts, *, actor: Person | None, now: datetime) -> TextBlock:
    """Return a new text block.

    :raises Refused: if somebody else than the administration asks, or another has the title
    """
    ensure_administrator(actor, now=now)
    _ensure_title(facts, without=None)
    block = TextBlock.objects.create(**asdict(facts))
    record("places.add_text_block", block, actor=actor)
    return block


@action
def change_text_block(
    block: TextBlock, facts: BlockFacts, *, actor: Person | None, now: datetime
) -> None:
    """Let the text block say this from now on; what was written with it stays.

    :raises Refused: if somebody else than the administration asks, or another has the title
    """
    ensure_administrator(actor, now=now)
    _ensure_title(facts, without=block)
    for name, value in asdict(facts).items():
        setattr(block, name, value)
    block.save()
    record("places.change_text_block", block, actor=actor)


@action
def remove_text_block(block: TextBlock, *, actor: Person | None, now: datetime) -> None:
    """Offer the text block no more; what was written with it stays.

    :raises Refused: if somebody else than the administration asks
    """
    ensure_administrator(actor, now=now)
    record("places.remove_text_block", block, actor=actor)
    block.delete()


def _ensure_title(facts: BlockFacts, *, without: TextBlock | None) -> None:
    others = TextBlock.objects.filter(purpose=facts.purpose)
    others = others.exclude(pk=without.pk) if without else others
    ensure(name_refusal(facts.title, others=list(others.values_list("title", flat=True))))
