"""What the log and the page versions say."""

from collections.abc import Iterable

from django.db import connection


def versions(scopes: Iterable[str]) -> dict[str, int]:
    """Return `{scope: version}`; a scope that was never written has version 0.

    Asked on every request for a page without a session, hence without the ORM.
    """
    wanted = list(scopes)
    places = ", ".join(["%s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT scope, version FROM audit_page_version WHERE scope IN ({places})",  # noqa: S608
            wanted,
        )
        return {**dict.fromkeys(wanted, 0), **dict(cursor.fetchall())}
