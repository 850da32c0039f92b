"""Letting go of files: taken back, swept, or of somebody who leaves."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from itertools import chain

from django.db import transaction

from faden.backbone.audit.actions import action, record
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import process_id_of
from faden.shared.media import files, queries
from faden.shared.media.models import Document, Image, Target

AnyOfBoth = Image | Document


def facts_on(target: Target | None) -> dict[str, int]:
    """Return what the log says of where a file hangs; nothing where it does not."""
    if isinstance(target, Item):
        return {"item": target.pk, "process": process_id_of(target)}
    return {"milestone": target.pk, "process": target.process_id} if target is not None else {}


def forget(file: AnyOfBoth) -> None:
    """Delete the row, and its files when that is certain; the caller has recorded it."""
    key = file.key
    file.delete()
    transaction.on_commit(partial(files.remove, key))


@action
def remove(removed: Iterable[AnyOfBoth], *, actor: Person | None) -> None:
    """Delete pictures and documents with their files; the caller asked its own rule."""
    for file in _locked(list(removed)):
        suffix = "_document" if isinstance(file, Document) else ""
        record(f"media.remove{suffix}", file, actor=actor, **facts_on(file.target))
        forget(file)


def sweep(*, now: datetime) -> tuple[int, int]:
    """Delete what nobody attached within 24 hours; return `(rows, files without a row)`."""
    abandoned, unknown = queries.orphans(now=now)
    for file in abandoned:
        _remove_if_not_attached(file)
    n_unknown = 0
    for key in unknown:
        files.remove(key)
        n_unknown += 1
    return len(abandoned), n_unknown


@action
def erase(person: Person, now: datetime) -> None:  # noqa: ARG001 - every erasure gets the time
    """Delete the person's pictures and documents with their files.

    What they uploaded for the city stays, and what they took in for others: on a process, on a
    milestone, as the logo, on what somebody else handed in.
    """
    remove(chain(*queries.own_files(person)), actor=person)


@action
def _remove_if_not_attached(file: AnyOfBoth) -> None:
    for row in _locked([file]):
        if row.attached_at is None:
            record("media.sweep", row, actor=None)
            forget(row)


def _locked(wanted: Sequence[AnyOfBoth]) -> list[AnyOfBoth]:
    """Return the rows fresh and locked, in one order so that locks never cross."""
    pictures = [file.pk for file in wanted if isinstance(file, Image)]
    documents = [file.pk for file in wanted if isinstance(file, Document)]
    return [
        *Image.objects.filter(pk__in=pictures).select_for_update().order_by("pk"),
        *Document.objects.filter(pk__in=documents).select_for_update().order_by("pk"),
    ]
