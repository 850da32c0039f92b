"""What becomes of documents that waited for the scanner."""

from functools import partial

from django.db import transaction

from faden.backbone.audit.actions import action, record
from faden.shared.media import files
from faden.shared.media.models import Document


@action
def release(document: Document) -> None:
    """Let those who may see the document have it."""
    row = _locked(document)
    if row is not None:
        _settle(row, Document.State.READY)


@action
def reject(document: Document) -> None:
    """Let nobody have the document, in which the scanner found something; its file goes."""
    row = _locked(document)
    if row is not None:
        _settle(row, Document.State.REFUSED)
        transaction.on_commit(partial(files.remove, row.key))


def _locked(document: Document) -> Document | None:
    waiting = Document.objects.filter(pk=document.pk, state=Document.State.WAITING)
    return waiting.select_for_update(of=("self",)).first()


def _settle(row: Document, state: Document.State) -> None:
    row.state = state
    row.save(update_fields=["state"])
    record("media.scan_document", row, actor=None, state=state)
