"""Questions to the database of a measurement: how many queries a page needs, what was written.

Usage: python -m bench._look queries|written < input as JSON; the answer is JSON.
"""

import json
import sys
from typing import Any

import django

django.setup()

from django.core.signals import request_started  # noqa: E402 - the settings first
from django.db import connection, reset_queries  # noqa: E402
from django.db.models import Count, F, OuterRef, Q, Subquery  # noqa: E402
from django.db.models.functions import Coalesce  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from faden.backbone.items.models import Item, PublicCount  # noqa: E402
from faden.shared.comments.models import Comment  # noqa: E402
from faden.shared.ratings.models import Rating  # noqa: E402


def queries(asked: list[tuple[str, str]]) -> list[int]:
    """Return the number of queries of each (path, session), when nothing is kept."""
    request_started.disconnect(reset_queries)
    return [_queries(path, session) for path, session in asked]


def _queries(path: str, session: str) -> int:
    client = Client(HTTP_HOST="localhost")
    if session:
        client.cookies["sessionid"] = session
    client.get(path)  # templates are read
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def written(process: int) -> dict[str, Any]:
    """Return how many rows there are, and where counters or rows are not what they should be."""
    ideas = Item.objects.filter(kind="idea", process=process)
    up = Rating.objects.filter(item=OuterRef("pk"), value=1).order_by().values("item")
    about = Comment.objects.filter(about=OuterRef("pk"), is_readable=True).order_by()
    n_up = Subquery(up.annotate(n=Count("pk")).values("n"))
    n_comments = Subquery(about.values("about").annotate(n=Count("item_ptr")).values("n"))
    counted = ideas.annotate(up=Coalesce(n_up, 0), said=Coalesce(n_comments, 0))
    stored = PublicCount.objects.filter(process=process).values_list("kind", "n")
    texts = Comment.objects.filter(text__startswith="Kommentar ").values("text", "author")
    return {
        "rating": Rating.objects.count(),
        "comment": Comment.objects.count(),
        "new idea": ideas.count(),
        "doubled": texts.annotate(n=Count("pk")).filter(n__gt=1).count(),
        "wrong counters": counted.filter(~Q(n_up=F("up")) | ~Q(n_comments=F("said"))).count(),
        "wrong sums": dict(stored) != {"idea": ideas.count(), "comment": Comment.objects.count()},
        "damage": _damage(),
    }


def _damage() -> str:
    if connection.vendor != "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        said = str(cursor.fetchone()[0])
    return "" if said == "ok" else said


if __name__ == "__main__":
    given = json.load(sys.stdin)
    answer = queries(given) if sys.argv[1] == "queries" else written(given)
    print(json.dumps(answer))
