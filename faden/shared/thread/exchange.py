"""The links of a thread as files: a table that can be read back, and JSON-LD by W3C PROV-O."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy

from faden.backbone.items.models import Item
from faden.lib.dates import machine
from faden.shared.thread.models import Link
from faden.shared.thread.reading import PASSAGE_PARTS
from faden.shared.thread.relations import BESIDE, SOURCE_IS_LATER
from faden.shared.thread.walk import Thread
from faden.web.tables import Column, Listing

ENDS = ("source", "target")


def _part(end: str, part: str) -> Column[Link]:
    """Return the column of a part of the quoted words at one end."""
    name = f"{end}_{part}"
    return Column(
        name, name, lambda link: (getattr(link, f"{end}_passage") or {}).get(part, ""), width=30
    )


FILE: Listing[Link] = Listing(
    name="faden",
    title=gettext_lazy("The red thread"),
    columns=(  # the names are the same in every language: they are read back
        Column("source", "source", lambda link: str(link.source.uuid), width=40),
        Column("source_title", "source_title", lambda link: link.source.title, width=40),
        Column("relation", "relation", lambda link: link.relation, width=20),
        Column("target", "target", lambda link: str(link.target.uuid), width=40),
        Column("target_title", "target_title", lambda link: link.target.title, width=40),
        Column("note", "note", lambda link: link.note, width=60),
        Column("created_at", "created_at", lambda link: machine(link.created_at), width=26),
        *(_part(end, part) for end in ENDS for part in PASSAGE_PARTS),
    ),
)

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "oa": "http://www.w3.org/ns/oa#",
}


def links_in(thread: Thread) -> list[Link]:
    """Return the links of the thread, each once, with both ends."""
    items = {thread.start.pk: thread.start}
    items |= {step.item.pk: step.item for step in (*thread.back, *thread.onward)}
    links = {step.link.pk: step.link for step in (*thread.back, *thread.onward)}
    for link in links.values():
        link.source, link.target = items[link.source_id], items[link.target_id]
    return sorted(links.values(), key=lambda link: link.pk)


def json_ld(thread: Thread) -> Mapping[str, Any]:
    """Return the thread as PROV-O: entities, and how each was derived from others and why."""
    links = links_in(thread)
    items = {item.pk: item for link in links for item in (link.source, link.target)}
    items[thread.start.pk] = thread.start
    return {
        "@context": CONTEXT,
        "@graph": [_entity(item, links) for item in items.values()],
    }


def _entity(item: Item, links: Iterable[Link]) -> dict[str, Any]:
    entity: dict[str, Any] = {
        "@id": _address(item),
        "@type": "prov:Entity",
        "dcterms:type": item.kind,
        "dcterms:title": {"@value": item.title, "@language": item.language},
        "prov:generatedAtTime": _moment(item.published_at or item.created_at),
    }
    derivations = list(_derivations(item, links))
    if derivations:
        entity["prov:qualifiedDerivation"] = derivations
    return entity


def _derivations(item: Item, links: Iterable[Link]) -> Iterator[dict[str, Any]]:
    """Yield what the item came out of; what stands beside it is no derivation."""
    for link in links:
        is_source_later = link.relation in SOURCE_IS_LATER
        later, earlier = (
            (link.source, link.target) if is_source_later else (link.target, link.source)
        )
        if link.relation in BESIDE or later.pk != item.pk:
            continue
        yield {
            "@type": "prov:Derivation",
            "prov:entity": {"@id": _address(earlier)},
            "dcterms:type": link.relation,
            "dcterms:description": link.note,
            "dcterms:created": _moment(link.created_at),
            **_selectors(link),
        }


def _selectors(link: Link) -> dict[str, Any]:
    quoted = [passage for passage in (link.source_passage, link.target_passage) if passage]
    if not quoted:
        return {}
    return {
        "oa:hasSelector": [
            {"@type": "oa:TextQuoteSelector", **{f"oa:{key}": value for key, value in one.items()}}
            for one in quoted
        ]
    }


def _moment(value: Any) -> dict[str, str]:
    return {"@value": machine(value), "@type": "xsd:dateTime"}


def _address(item: Item) -> str:
    return f"{settings.FADEN_BASE_URL}{reverse('thread:thread', args=[item.uuid])}"
