"""Pictures and papers on processes and their timetables."""

from datetime import datetime

from faden.backbone.people.models import Person
from faden.backbone.processes.models import Milestone, Process
from faden.participation.news.models import News
from faden.participation.paper.models import Wall
from faden.shared.media import actions as media
from faden.shared.media.papers import Paper, inspect_paper
from faden.shared.media.pixels import Picture, inspect
from faden.surfaces.demo.papers import pdf_of
from faden.surfaces.demo.pictures import drawn
from faden.surfaces.demo.queries import Entry

Target = Process | Milestone | News | Wall


def hang_picture(target: Target, entry: Entry, *, owner: Person, now: datetime) -> None:
    """Draw the picture that the entry names, if it names one, and hang it on the target."""
    if "picture" not in entry:
        return
    content = drawn(entry["picture"])
    picture = inspect(content)
    assert isinstance(picture, Picture)  # noqa: S101 - we drew it
    with media.stored([media.Upload(content, picture)]) as stored:
        images = media.receive(stored, owner=owner, address="", now=now)
    described = [media.DescribedImage(image, entry["picture_alt"]) for image in images]
    media.attach(target, described, actor=owner, now=now)


def hang_documents(target: Target, entry: Entry, *, owner: Person, now: datetime) -> None:
    """Write the paper that the entry holds, if it holds one, and hang it on the target."""
    if "document" not in entry:
        return
    content = pdf_of(entry["document_text"])
    paper = inspect_paper(content, f"{entry['document']}.pdf")
    assert isinstance(paper, Paper)  # noqa: S101 - we wrote it
    with media.stored([media.DocumentUpload(content, paper)]) as stored:
        documents = media.receive_documents(stored, owner=owner, address="", now=now)
    visibility = entry.get("document_visibility", "public")
    described = [
        media.DescribedDocument(document, entry["document"], visibility) for document in documents
    ]
    media.attach_documents(target, described, actor=owner, now=now)
