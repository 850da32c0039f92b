"""The city's list of tags."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.reverse_related import ManyToManyRel

from faden.backbone.audit.actions import action, record
from faden.backbone.items.models import Tag
from faden.backbone.people.models import Person
from faden.backbone.places.rules import in_use_refusal, name_refusal
from faden.lib.text import SLUG_LENGTH, first_free, slug_of
from faden.surfaces.city import queries, rules
from faden.surfaces.city.actions.permission import ensure, ensure_administrator


@action
def add_tag(name: str, *, actor: Person | None, now: datetime) -> Tag:
    """Return a new tag.

    :raises Refused: if somebody else than the administration asks, or there is such a tag
    """
    ensure_administrator(actor, now=now)
    ensure(name_refusal(name, others=list(Tag.objects.values_list("name", flat=True))))
    tag = Tag.objects.create(name=name, slug=_free_slug(name))
    record("items.add_tag", tag, actor=actor)
    return tag


def _free_slug(name: str) -> str:
    slug = slug_of(name)[: SLUG_LENGTH - 4] or "stichwort"
    return first_free(
        slug, set(Tag.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    )


@action
def rename_tag(tag: Tag, name: str, *, actor: Person | None, now: datetime) -> None:
    """Show the tag under another name; its address stays, so that links do.

    :raises Refused: if somebody else than the administration asks, or another tag has the name
    """
    ensure_administrator(actor, now=now)
    others = Tag.objects.exclude(pk=tag.pk).values_list("name", flat=True)
    ensure(name_refusal(name, others=list(others)))
    tag.name = name
    tag.save(update_fields=["name"])
    record("items.rename_tag", tag, actor=actor)


@action
def merge_tags(tag: Tag, into: Tag, *, actor: Person | None, now: datetime) -> None:
    """Give all that has the tag the other one instead; the tag is gone afterwards.

    :raises Refused: if somebody else than the administration asks, or both are the same
    """
    ensure_administrator(actor, now=now)
    ensure(rules.merge_refusal(is_same=tag.pk == into.pk))
    locked = Tag.objects.select_for_update().filter(pk__in=[tag.pk, into.pk]).order_by("pk")
    assert len(locked) == 2  # noqa: PLR2004, S101 - both are there, as the caller has them
    for relation in Tag._meta.related_objects:
        if isinstance(relation, ManyToManyRel):
            _move(relation, tag, into)
    record("items.merge_tags", into, actor=actor, merged=tag.pk)
    tag.delete()


def _move(relation: ManyToManyRel, tag: Tag, into: Tag) -> None:
    """Move the rows of one kind of thing; what has both tags keeps one."""
    field: Any = relation.field
    holder: str = field.m2m_field_name()
    rows: QuerySet[Any] = QuerySet(relation.through)
    by_tag = field.m2m_reverse_field_name()
    has_both = rows.filter(**{by_tag: into}).values(holder)
    rows.filter(**{by_tag: tag, f"{holder}__in": has_both}).delete()
    rows.filter(**{by_tag: tag}).update(**{by_tag: into})


@action
def remove_tag(tag: Tag, *, actor: Person | None, now: datetime) -> None:
    """Take a tag off the list that nothing has.

    :raises Refused: if somebody else than the administration asks, or something has the tag
    """
    ensure_administrator(actor, now=now)
    tag = Tag.objects.select_for_update().get(pk=tag.pk)
    ensure(in_use_refusal(is_used=queries.is_used(tag)))
    record("items.remove_tag", tag, actor=actor)
    tag.delete()
