from typing import Any

from faden.backbone.audit.actions import action
from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_person
from faden.shared.media import actions
from faden.shared.media.actions import DescribedImage, Upload
from faden.shared.media.models import Image
from faden.shared.media.pixels import Picture, inspect
from faden.shared.media.tests.pictures import a_jpeg

ADDRESS = "192.0.2.7"  # for documentation, RFC 5737


def an_item(**overrides: Any) -> Item:
    """A public item."""
    facts: dict[str, Any] = {
        "kind": "idea",
        "title": "Benches at the river",
        "visibility": Item.Visibility.PUBLIC,
        "created_at": NOON,
        "published_at": NOON,
    }
    with arranging():
        return Item.objects.create(**(facts | overrides))


def an_upload(content: bytes = b"") -> Upload:
    content = content or a_jpeg()
    picture = inspect(content)
    assert isinstance(picture, Picture)
    return Upload(content, picture)


def an_image(owner: Person | None = None, content: bytes = b"", now=NOON) -> Image:
    """A picture that was uploaded and waits for the job."""
    with actions.stored([an_upload(content)]) as files:
        return actions.receive(files, owner=owner or a_person(), address=ADDRESS, now=now)[0]


def an_attached_image(item: Item, alt_text: str = "Two benches", **options: Any) -> Image:
    image = an_image(**options)
    described = [DescribedImage(image, alt_text)]
    return actions.attach(item, described, actor=image.owner, now=NOON)[0]


@action
def hide(item: Item) -> None:
    item.visibility = Item.Visibility.STAFF
    item.save(update_fields=["visibility"])
