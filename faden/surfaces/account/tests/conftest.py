from collections.abc import Callable
from typing import Any

import pytest

from faden.backbone.people.hashers import LightArgon2
from faden.shared.notifications.models import OutboxMail

Mail = tuple[str, str, dict[str, Any]]


@pytest.fixture
def hashings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows by one each time a password is hashed, which is what takes time."""
    done: list[str] = []
    for name in ("encode", "verify"):
        monkeypatch.setattr(LightArgon2, name, _counted(getattr(LightArgon2, name), done))
    return done


def _counted(hashing: Callable[..., Any], done: list[str]) -> Callable[..., Any]:
    def counted(*args: Any) -> Any:
        done.append(hashing.__name__)
        return hashing(*args)

    return counted


@pytest.fixture
def mails() -> Callable[[], list[Mail]]:
    """What waits in the outbox: (address, template, facts), oldest first."""

    def waiting() -> list[Mail]:
        found = OutboxMail.objects.select_related("recipient").order_by("pk")
        return [(mail.address or _address_of(mail), mail.template, mail.facts) for mail in found]

    return waiting


def _address_of(mail: OutboxMail) -> str:
    return str(mail.recipient and mail.recipient.email)
