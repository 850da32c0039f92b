from typing import Any

from faden.backbone.audit.actions import action
from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.places.models import Place
from faden.shared.media import actions
from faden.shared.media.actions import DescribedDocument, DescribedImage, DocumentUpload, Upload
from faden.shared.media.logos import Logo, logo_of
from faden.shared.media.models import Document, Image, Target
from faden.shared.media.papers import Paper, inspect_paper
from faden.shared.media.pixels import Picture, inspect
from faden.shared.media.tests.papers import a_pdf
from faden.shared.media.tests.pictures import a_jpeg, a_png

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


def an_attached_image(target: Target, alt_text: str = "Two benches", **options: Any) -> Image:
    image = an_image(**options)
    described = [DescribedImage(image, alt_text)]
    return actions.attach(target, described, actor=image.owner, now=NOON)[0]


def a_document_upload(content: bytes = b"", name: str = "Bericht.pdf") -> DocumentUpload:
    content = content or a_pdf()
    paper = inspect_paper(content, name)
    assert isinstance(paper, Paper)
    return DocumentUpload(content, paper)


def a_document(
    owner: Person | None = None, content: bytes = b"", name: str = "Bericht.pdf", now=NOON
) -> Document:
    """A document that was uploaded and hangs nowhere yet."""
    with actions.stored([a_document_upload(content, name)]) as files:
        owner = owner or a_person()
        return actions.receive_documents(files, owner=owner, address=ADDRESS, now=now)[0]


def an_attached_document(
    target: Target, title: str = "Entwurf", visibility: str = "public", **options: Any
) -> Document:
    document = a_document(**options)
    described = [DescribedDocument(document, title, visibility)]
    return actions.attach_documents(target, described, actor=document.owner, now=NOON)[0]


def a_logo(place: Place, content: bytes = b"", actor: Person | None = None) -> Image:
    logo = logo_of(content or a_png(600, 300))
    assert isinstance(logo, Logo)
    alt_text = "Wappen der Stadt Musterstadt"
    return actions.set_logo(place, logo, alt_text=alt_text, actor=actor or a_person(), now=NOON)


@action
def hide(item: Item) -> None:
    item.visibility = Item.Visibility.STAFF
    item.save(update_fields=["visibility"])
