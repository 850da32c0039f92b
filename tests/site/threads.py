"""An entry with a thread in both directions."""

from typing import Any

from faden.backbone.items.models import Item


def thread_facts() -> dict[str, Any]:
    """Return where a thread is found, and a lone entry."""
    undertakings = Item.objects.public().filter(kind="undertaking")
    middle = undertakings.filter(title="Stadtkontakt mobil").get()
    lone = undertakings.filter(links_from=None, links_to=None).first()
    assert lone is not None
    return {"thread": {"uuid": str(middle.uuid)}, "lone_thread": {"uuid": str(lone.uuid)}}
