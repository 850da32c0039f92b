"""Links to drafts as personal data: known by an e-mail address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from faden.backbone.people.models import Person
from faden.shared.outcomes.models import DraftLink


def links_to(person: Person) -> Iterable[Mapping[str, Any]]:
    """Return the links that were sent to the person's address."""
    return DraftLink.objects.filter(email=person.email or "").values("draft_id", "expires_at")


def forget_address(person: Person, now: datetime) -> None:  # noqa: ARG001 - every erasure gets it
    """Delete the links that were sent to the person's address."""
    DraftLink.objects.filter(email=person.email or "").delete()
