"""Putting files on an item or a milestone, and changing what hangs there."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from django.db.models import F, Q

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import lock
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.models import Milestone
from faden.lib.refused import Refused
from faden.shared.media import rules
from faden.shared.media.actions.removal import facts_on, forget
from faden.shared.media.models import Document, Image, Target

ASIDE = 1_000  # added to positions while files change places, as no two may have the same


@dataclass(frozen=True)
class DescribedImage:
    """A stored picture and what its owner says it shows."""

    image: Image
    alt_text: str


@dataclass(frozen=True)
class DescribedDocument:
    """A stored document, what it is called, and who sees it."""

    document: Document
    title: str
    visibility: str = Item.Visibility.PUBLIC


Described = TypeVar("Described", DescribedImage, DescribedDocument)
AnyFile = TypeVar("AnyFile", Image, Document)


@dataclass(frozen=True)
class Arranged(Generic[Described]):
    """What is to hang on something, in order, and which of its files whoever arranged knew.

    A known file that is not among them goes; one that came meanwhile stays.
    """

    files: Sequence[Described]
    known: Collection[str]  # keys


@dataclass(frozen=True)
class _Sort(Generic[AnyFile]):
    """What tells pictures from documents here."""

    model: type[AnyFile]
    terms: rules.Terms
    most: Callable[[Target], int]
    log_suffix: str


@dataclass(frozen=True)
class _Change:
    """Who changes what hangs on the target."""

    target: Target
    actor: Person
    now: datetime


PICTURES = _Sort(Image, rules.OF_PICTURES, rules.most_pictures, "")
DOCUMENTS = _Sort(Document, rules.OF_DOCUMENTS, rules.most_documents, "_document")
Columns = Mapping[str, str]  # that describe a file: {"alt_text": "Two benches"}


@action
def attach(
    target: Target, images: Sequence[DescribedImage], *, actor: Person, now: datetime
) -> list[Image]:
    """Put the actor's pictures on the target, behind those it has; the caller asked its own rule.

    :raises Refused: a picture is gone, somebody else's or used, has no description, or is too much
    """
    change = _Change(target, actor, now)
    return _attach(PICTURES, change, _columns_of_images(images))


@action
def attach_documents(
    target: Target, documents: Sequence[DescribedDocument], *, actor: Person, now: datetime
) -> list[Document]:
    """Put the actor's documents on the target, behind those it has, as `attach` does.

    :raises Refused: a document is gone, somebody else's or used, has no title, or is too much
    """
    change = _Change(target, actor, now)
    return _attach(DOCUMENTS, change, _columns_of_documents(documents))


@action
def arrange(
    target: Target, arranged: Arranged[DescribedImage], *, actor: Person, now: datetime
) -> bool:
    """Let these pictures hang on the target, in this order; return whether anything changed.

    The caller asked its own rule.

    :raises Refused: as `attach`
    """
    change = _Change(target, actor, now)
    return _arrange(PICTURES, change, _columns_of_images(arranged.files), known=arranged.known)


@action
def arrange_documents(
    target: Target, arranged: Arranged[DescribedDocument], *, actor: Person, now: datetime
) -> bool:
    """Let these documents hang on the target, in this order; return whether anything changed.

    The caller asked its own rule.

    :raises Refused: as `attach_documents`
    """
    change = _Change(target, actor, now)
    return _arrange(DOCUMENTS, change, _columns_of_documents(arranged.files), known=arranged.known)


def _columns_of_images(images: Sequence[DescribedImage]) -> dict[int, Columns]:
    return {described.image.pk: {"alt_text": described.alt_text.strip()} for described in images}


def _columns_of_documents(documents: Sequence[DescribedDocument]) -> dict[int, Columns]:
    return {
        described.document.pk: {
            "title": described.title.strip(),
            "visibility": described.visibility,
        }
        for described in documents
    }


def _attach(sort: _Sort[AnyFile], change: _Change, wanted: Mapping[int, Columns]) -> list[AnyFile]:
    if not wanted:
        return []
    attached, rows = _locked_rows(sort, change, wanted)
    if any(row.attached_at for row in rows):  # sent twice
        raise Refused(sort.terms.not_there)
    _check(sort, change, rows=rows, wanted=wanted, n_files=len(attached) + len(wanted))
    _place(sort, change, attached + rows, wanted=wanted)
    return rows


def _arrange(
    sort: _Sort[AnyFile],
    change: _Change,
    wanted: Mapping[int, Columns],
    *,
    known: Collection[str],
) -> bool:
    if not wanted and not known:
        return False
    attached, rows = _locked_rows(sort, change, wanted)
    others = [row for row in attached if row.pk not in wanted]
    staying = [row for row in others if row.key not in known]
    _check(sort, change, rows=rows, wanted=wanted, n_files=len(rows) + len(staying))
    for row in others:
        if row not in staying:
            name, facts = f"media.remove{sort.log_suffix}", facts_on(change.target)
            record(name, row, actor=change.actor, **facts)
            forget(row)
    is_changed = _place(sort, change, rows + staying, wanted=wanted)
    return is_changed or len(staying) < len(others)


def _locked_rows(
    sort: _Sort[AnyFile], change: _Change, wanted: Mapping[int, Columns]
) -> tuple[list[AnyFile], list[AnyFile]]:
    """Return what hangs on the target and what is wanted, each in order, fresh and locked."""
    is_attached = _lock(change.target)
    # in one order, so that locks never cross
    found = sort.model.objects.filter(is_attached | Q(pk__in=wanted)).order_by("pk")
    rows = {row.pk: row for row in found.select_for_update(of=("self",))}
    attached = [row for row in rows.values() if _hangs_on(row, change.target)]
    return (
        sorted(attached, key=lambda row: row.position or 0),
        [rows[pk] for pk in wanted if pk in rows],
    )


def _lock(target: Target) -> Q:
    """Lock the target until the action ends; return what is true of all that hangs on it."""
    if isinstance(target, Item):
        return Q(item=lock(target))
    rows = Milestone.objects.select_for_update(of=("self",), no_key=True)
    return Q(milestone=rows.get(pk=target.pk))


def _hangs_on(row: Image | Document, target: Target) -> bool:
    return (row.item_id if isinstance(target, Item) else row.milestone_id) == target.pk


def _check(
    sort: _Sort[AnyFile],
    change: _Change,
    *,
    rows: Sequence[AnyFile],
    wanted: Mapping[int, Columns],
    n_files: int,
) -> None:
    terms, target = sort.terms, change.target
    texts = [next(iter(columns.values())) for columns in wanted.values()]
    refusal = (
        rules.attach_refusal(rows, terms, owner=change.actor, target=target, n_wanted=len(wanted))
        or rules.text_refusal(texts, terms)
        or rules.number_refusal(n_files, terms, most=sort.most(target))
    )
    if refusal is not None:
        raise Refused(refusal)


def _place(
    sort: _Sort[AnyFile],
    change: _Change,
    order: Sequence[AnyFile],
    *,
    wanted: Mapping[int, Columns],
) -> bool:
    """Give the files their places and descriptions; return whether any of it is new."""
    moved = _moved(order)
    places = {row.pk: position for position, row in enumerate(order, start=1)}
    shifted = [row.pk for row in order if row.position not in (None, places[row.pk])]
    sort.model.objects.filter(pk__in=shifted).update(position=F("position") + ASIDE)
    is_changed = False
    for row in order:
        columns = wanted.get(row.pk, {})
        verbs = ["move"] if row.pk in moved else []
        if row.attached_at is None:
            verbs = ["attach"]
            _hang(row, change)
        elif any(getattr(row, name) != value for name, value in columns.items()):
            verbs.append("describe")
        if verbs or row.pk in shifted:
            _save(row, columns, position=places[row.pk])
        for verb in verbs:
            name, facts = f"media.{verb}{sort.log_suffix}", facts_on(change.target)
            record(name, row, actor=change.actor, **facts)
        is_changed = is_changed or bool(verbs)
    return is_changed


def _moved(order: Sequence[Image] | Sequence[Document]) -> set[int]:
    """Return the keys of the files that were in another order before."""
    after = [row for row in order if row.attached_at is not None]
    before = sorted(after, key=lambda row: row.position or 0)
    return {new.pk for old, new in zip(before, after, strict=True) if old != new}


def _save(row: Image | Document, columns: Columns, *, position: int) -> None:
    for name, value in columns.items():
        setattr(row, name, value)
    row.position = position
    row.save()


def _hang(row: Image | Document, change: _Change) -> None:
    row.attached_at = change.now
    if isinstance(change.target, Item):
        row.item = change.target
    else:
        row.milestone = change.target
