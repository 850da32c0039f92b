"""How often one account or one network may do something, counted in a table of ours.

Counted is what costs others something: failed sign-ins, mails, contributions. Reading never is.
One statement raises and reads the count, so that no number of workers can overrun it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from faden.backbone.audit.actions import ensure_writable
from faden.backbone.people import rules
from faden.backbone.people.address import network_of
from faden.backbone.people.models import Level, Person, RateLimit
from faden.lib.refused import Refused


@dataclass(frozen=True)
class Limit:
    """Times per window. A network may be a whole school or town hall, hence its larger numbers."""

    network: int  # times for all without an account in one network
    account: int = 0  # times for one person with an account; 0: counted by network as well
    window: timedelta = timedelta(hours=1)


LIMITS: Mapping[str, Limit] = {
    "sign_in": Limit(network=30, window=timedelta(minutes=10)),  # failures
    "sign_in_account": Limit(network=10),  # failures for one address from one network
    "sign_up": Limit(network=60),
    "mails": Limit(network=5, account=5),  # to one address, for all who ask from one network
    "mails_in_all": Limit(network=30),  # to one address, for all without an account
    "new_address": Limit(network=10, account=10),
    "codes": Limit(network=5),  # tries of one code
    "second_factor": Limit(network=10, window=timedelta(minutes=10)),  # failures of one person
    "rename": Limit(network=5, account=5),
    "ideas": Limit(network=60, account=20),
    "comments": Limit(network=120, account=60),
    "questions": Limit(network=60, account=20),
    "suggestions": Limit(network=60, account=10),  # that people can take part
    "ratings": Limit(network=300, account=300),
    "uploads": Limit(network=60, account=60),
    "reports": Limit(network=30, account=20),
    "threats": Limit(network=5, account=3, window=timedelta(days=1)),  # they hide at once
    "feedback": Limit(network=60),  # three questions after taking part
    "messages": Limit(network=20, account=10),  # to offices, by the contact form
}


def take(
    name: str, *, now: datetime, address: str = "", person: Person | None = None, about: str = ""
) -> None:
    """Count one time of `name` for the account, or else for the network of `address`.

    `about` narrows the count to one thing, such as the e-mail address somebody signs in with;
    without `address` it stands alone.

    :raises Refused: when it was too often; says from when on it will be possible again; or while
        the site is read-only
    """
    ensure_writable()  # before it is counted, where a form shows what a rule refuses
    if not settings.FADEN_LIMITS:
        return
    limit = LIMITS[name]
    starts_at = _window_start(limit, now)
    taken = _raised(name, _key(limit, address, person, about, starts_at), starts_at)
    refusal = rules.limit_refusal(
        name,
        taken=taken,
        allowed=limit.account if _by_account(limit, person) else limit.network,
        until=starts_at + limit.window,
    )
    if refusal is not None:
        raise Refused(refusal)


def give_back(
    name: str, *, now: datetime, address: str = "", person: Person | None = None, about: str = ""
) -> None:
    """Undo one `take` with the same arguments: it turned out to be none that counts."""
    limit = LIMITS[name]
    starts_at = _window_start(limit, now)
    key = _key(limit, address, person, about, starts_at)
    counts = RateLimit.objects.filter(name=name, key=key, starts_at=starts_at, n__gt=0)
    with transaction.atomic(savepoint=False):
        counts.update(n=F("n") - 1)


def sweep(*, now: datetime) -> int:
    """Forget the counts of past windows; return how many there were."""
    longest = max(limit.window for limit in LIMITS.values())
    swept, _ = RateLimit.objects.filter(starts_at__lt=now - longest).delete()
    return swept


def _by_account(limit: Limit, person: Person | None) -> bool:
    return limit.account > 0 and person is not None and person.level >= Level.REGISTERED


def _key(limit: Limit, address: str, person: Person | None, about: str, starts_at: datetime) -> str:
    if person is not None and _by_account(limit, person):
        whose = f"person {person.pk}"
    else:
        whose = f"network {network_of(address)}" if address else "anyone"
    salt = f"faden.people.limits {starts_at.date()}"
    return salted_hmac(salt, f"{whose}\0{about}", algorithm="sha256").hexdigest()


def _window_start(limit: Limit, now: datetime) -> datetime:
    seconds = int(limit.window.total_seconds())
    return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, tz=UTC)


def _raised(name: str, key: str, starts_at: datetime) -> int:
    """Return how often it was, with this time; in a transaction, which waits for its turn."""
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_rate_limit (name, key, starts_at, n) VALUES (%s, %s, %s, 1)"
            " ON CONFLICT (name, key, starts_at) DO UPDATE SET n = people_rate_limit.n + 1"
            " RETURNING n",
            [name, key, connection.ops.adapt_datetimefield_value(starts_at)],
        )
        return int(cursor.fetchone()[0])
