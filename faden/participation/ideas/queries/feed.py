"""The newest ideas of a selection, for feeds."""

from django.db.models import OuterRef, Subquery

from faden.backbone.items.models import Revision
from faden.participation.ideas.models import Idea
from faden.participation.ideas.queries.lists import Found

MOST_ENTRIES = 50


def newest(found: Found) -> list[Idea]:
    """Return the newest ideas with author, origin, topic and `changed_at`: one query."""
    revisions = Revision.objects.filter(item=OuterRef("pk")).order_by("-number")
    keys = found.items.order_by("-published_at", "-id").values("pk")[:MOST_ENTRIES]
    ideas = Idea.objects.filter(pk__in=keys).select_related("author", "origin", "action_field")
    changed = ideas.annotate(changed_at=Subquery(revisions.values("created_at")[:1]))
    return list(changed.order_by("-published_at", "-id"))
