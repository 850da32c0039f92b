"""What is said beside the name of an author."""

from django import template
from django.utils.safestring import SafeString

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.web.icons import badge

register = template.Library()


@register.simple_tag
def capacity(item: Item) -> SafeString | str:
    """Mark what an organisation says, and what somebody says as a member of the council."""
    if not item.public_author or item.author is None:
        return ""
    if item.author.kind == Person.Kind.ORGANISATION:
        return badge("neutral", str(item.author.get_kind_display()), icon_name="account-circle")
    acting_as = item.origin.get_acting_as_display() if item.origin.acting_as else ""
    return badge("neutral", str(acting_as), icon_name="account-circle") if acting_as else ""
