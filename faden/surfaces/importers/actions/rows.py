"""The rows of an import, 200 in a transaction; then, in one transaction, all become visible."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F, Field, Model

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import publish_together
from faden.backbone.items.models import Item, Origin, Revision
from faden.backbone.processes.actions import action_field_named
from faden.backbone.processes.queries import action_fields_of
from faden.lib.text import slug_of
from faden.participation.ideas.models import Idea
from faden.shared.comments.models import Comment
from faden.shared.search.actions import Text, index_many
from faden.surfaces.importers import queries
from faden.surfaces.importers.models import ImportFile, ImportRun
from faden.surfaces.importers.problems import refused
from faden.surfaces.importers.rows import CommentRow, IdeaRow, SourceRow

Progress = Callable[[int, int], None]  # rows done, rows in all


class WrittenByAnother(Exception):  # noqa: N818 - reads as a sentence
    """Somebody else wrote this batch meanwhile; nothing was written twice."""


@action
def write_ideas(
    file: ImportFile, rows: Sequence[IdeaRow], *, progress: Progress, now: datetime
) -> None:
    """Write the contributions that are not here yet; the public does not see them yet.

    :raises WrittenByAnother: if they were written since `file` was read
    """
    run = file.run
    here = {
        idea.origin.source_id: idea
        for idea in Idea.objects.select_related("origin").filter(
            origin__source=run.source, origin__source_id__in=[row.key for row in rows]
        )
    }
    new = [row for row in rows if row.key not in here]
    fields = _fields(run, new, now=now)
    items = _items(run, new, kind=Idea.kind_name, parts_of={}, now=now)
    _insert_parts(
        Idea(
            item_ptr=item,
            text=row.text,
            action_field_id=fields.get(slug_of(row.field)),
            district_id=row.district_id,
            latitude=row.latitude,
            longitude=row.longitude,
        )
        for item, row in zip(items, new, strict=True)
    )
    _origins(run, items, new, key="{}")
    language = run.plan["language"]
    index_many(
        Text(item.pk, row.title, row.text, language) for item, row in zip(items, new, strict=True)
    )
    differing = sum(_differs(here[row.key], row) for row in rows if row.key in here)
    _count(file, n_new=len(new), n_unchanged=len(here) - differing, n_differing=differing)
    _report(run, progress)


@action
def write_comments(
    file: ImportFile, rows: Sequence[CommentRow], *, progress: Progress, now: datetime
) -> None:
    """Write the comments that are not here yet; the public does not see them yet.

    :raises WrittenByAnother: if they were written since `file` was read
    """
    run = file.run
    known = {row.key for row in rows} | {row.parent for row in rows if row.parent}
    comment_ids = queries.imported_comments(run, known)
    new = [row for row in rows if row.key not in comment_ids]
    old = [row for row in rows if row.key in comment_ids]
    ideas = queries.imported_ideas(run, {row.idea for row in new})
    for row in new:
        if row.idea not in ideas:
            raise refused("importers.unknown_idea", value=row.idea)
    parts_of = {row.key: ideas[row.idea] for row in new}
    items = _items(run, new, kind=Comment.kind_name, parts_of=parts_of, now=now)
    comment_ids.update((row.key, item.pk) for item, row in zip(items, new, strict=True))
    answered = {comment_ids[row.key]: comment_ids[row.parent] for row in new if row.parent}
    roots = _roots(answered)
    _insert_parts(
        Comment(
            item_ptr=item,
            about_id=ideas[row.idea],
            text=row.text,
            root_id=roots.get(item.pk),
            in_reply_to_id=answered.get(item.pk),
            is_by_team=row.is_by_team,
            written_at=item.created_at,
        )
        for item, row in zip(items, new, strict=True)
    )
    _origins(run, items, new, key=queries.COMMENT_KEY)
    here = Comment.objects.in_bulk([comment_ids[row.key] for row in old])
    differing = sum(_differs(here[comment_ids[row.key]], row) for row in old)
    _count(file, n_new=len(new), n_unchanged=len(old) - differing, n_differing=differing)
    _report(run, progress)


@action
def publish(run: ImportRun, *, now: datetime) -> None:
    """Show all rows of the run at once, with the dates of their source, and end the run."""
    run = queries.locked_run(run.pk)
    if run.state != ImportRun.State.RUNNING:
        return
    n_published = sum(
        publish_together(items, process=run.process) for items in queries.pending_items(run)
    )
    run.state, run.finished_at = ImportRun.State.DONE, now
    run.save(update_fields=["state", "finished_at"])
    record("importers.publish", run, actor=None, items=n_published)


def _roots(answered: Mapping[int, int]) -> dict[int, int]:
    """Return {reply: comment on the item under which it stands}; parents come before replies."""
    stored = Comment.objects.filter(pk__in=answered.values(), root__isnull=False)
    roots = dict(stored.values_list("pk", "root_id"))
    for reply, parent in answered.items():
        roots[reply] = roots.get(parent, parent)
    return roots


def _fields(run: ImportRun, rows: Sequence[IdeaRow], *, now: datetime) -> dict[str, int]:
    """Return {slug: id} of the action fields, those of the rows created where they are missing."""
    fields = dict(action_fields_of(run.process_id).values_list("slug", "pk"))
    for row in rows:
        if row.field and slug_of(row.field) not in fields:
            created = action_field_named(run.process, row.field, actor=None, now=now)
            fields[created.slug] = created.pk
    return fields


def _items(
    run: ImportRun,
    rows: Sequence[SourceRow],
    *,
    kind: str,
    parts_of: Mapping[str, int],  # {key: id}; the others are part of the process
    now: datetime,
) -> list[Item]:
    items = Item.objects.bulk_create(
        Item(
            kind=kind,
            title=row.title,
            slug=slug_of(row.title),
            part_of_id=parts_of.get(row.key, run.process_id),
            process_id=run.process_id,
            language=run.plan["language"],
            created_at=row.created_at or now,
        )
        for row in rows
    )
    Revision.objects.bulk_create(
        Revision(item=item, number=1, title=row.title, text=row.text, created_at=item.created_at)
        for item, row in zip(items, rows, strict=True)
    )
    return items


def _insert_parts(parts: Iterable[Idea] | Iterable[Comment]) -> None:
    """Insert the rows of the kind's own table in one go; the items' rows are there.

    Django's `bulk_create` refuses models that have a parent table.
    """
    found = list(parts)
    if not found:
        return
    quoted, table = connection.ops.quote_name, found[0]._meta
    fields = table.local_concrete_fields
    names = ", ".join(quoted(field.column or "") for field in fields)
    places = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quoted(table.db_table)} ({names}) VALUES ({places})"  # noqa: S608 - names
    with connection.cursor() as cursor:
        cursor.executemany(sql, [_columns(part, fields) for part in found])


def _columns(part: Model, fields: "Iterable[Field[Any, Any]]") -> list[Any]:
    return [field.get_db_prep_save(getattr(part, field.attname), connection) for field in fields]


def _origins(
    run: ImportRun,
    items: Sequence[Item],
    rows: Sequence[SourceRow],
    *,
    key: str,
) -> None:
    Origin.objects.bulk_create(
        Origin(
            item=item,
            source=run.source,
            source_id=key.format(row.key),
            source_url=row.url,
            author_name=row.author,
            n_source_votes=row.n_votes,
        )
        for item, row in zip(items, rows, strict=True)
    )


def _differs(here: Idea | Comment, row: SourceRow) -> bool:
    """Return whether title or text are not the same here; the import leaves them as they are."""
    return (here.title, here.text) != (row.title, row.text)


def _count(file: ImportFile, *, n_new: int, n_unchanged: int, n_differing: int) -> None:
    """Count the batch, if nobody else has."""
    counted = ImportFile.objects.filter(pk=file.pk, n_done=file.n_done).update(
        n_done=F("n_done") + n_new + n_unchanged + n_differing,
        n_new=F("n_new") + n_new,
        n_unchanged=F("n_unchanged") + n_unchanged,
        n_differing=F("n_differing") + n_differing,
    )
    if not counted:
        raise WrittenByAnother(str(file))


def _report(run: ImportRun, progress: Progress) -> None:
    counts = ImportFile.objects.filter(run=run).values_list("n_done", "n_rows")
    progress(sum(done for done, _ in counts), sum(rows for _, rows in counts))
