from typing import Any

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.models import Process, RoleGrant


def an_item(**overrides: Any) -> Item:
    """A public item; of the kind process, for want of a simpler one on this floor."""
    facts = {
        "title": "Klima",
        "visibility": Item.Visibility.PUBLIC,
        "created_at": NOON,
        "published_at": NOON,
    }
    with arranging():
        return Process.objects.create(**(facts | overrides)).item


def a_moderator(person: Person) -> Person:
    """The person, with a role in every process."""
    with arranging():
        RoleGrant.objects.create(person=person, role=RoleGrant.Role.MODERATOR)
    return person
