"""A discussion with everything in it, and mails that somebody declined."""

from datetime import UTC, datetime, timedelta
from typing import Any

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.shared.comments.actions import comment, comment_for_the_city, delete
from faden.shared.moderation.actions import hide
from faden.shared.notifications.links import link_to_decline
from faden.shared.outcomes.queries import units
from faden.surfaces.demo.queries import ACCOUNTS

WORDS = "Wer einmal im Regen darauf gewartet hat, weiß, wovon hier die Rede ist."


def comment_facts(idea: Item) -> dict[str, Any]:
    """Discuss the idea; return where to find one comment of each state."""
    citizen, manager, other = (
        Person.objects.get(email=ACCOUNTS[key][0])
        for key in ("citizen", "process_manager", "evaluator")
    )
    now = datetime.now(UTC)
    root = comment(idea, text=WORDS, stance="for", person=other, now=now - timedelta(hours=3))
    for number in range(8):
        comment(root, text=f"{WORDS} {number}", stance="neutral", person=citizen, now=now)
    comment_for_the_city(root, text=WORDS, unit=units().first(), actor=manager, now=now)
    own = comment(idea, text=f"{WORDS} Ich auch.", stance="against", person=citizen, now=now)
    deleted = comment(idea, text="Gelöscht", stance="against", person=other, now=now)
    comment(deleted, text="Warum?", stance="neutral", person=other, now=now)
    delete(deleted, actor=other, now=now)
    hidden = comment(idea, text="Ausgeblendet", stance="neutral", person=citizen, now=now)
    hide(hidden, reason="Das gehört nicht hierher.", actor=manager, now=now)
    token = link_to_decline(citizen, "discussion").rstrip("/").rsplit("/", 1)[1]
    return {
        "root_comment": {"pk": root.pk},
        "own_comment": {"pk": own.pk},
        "hidden_comment": {"pk": hidden.pk},
        "mail_token": {"token": token},
    }
