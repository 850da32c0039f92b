"""The description of the interface for programs, after OpenAPI 3.1."""

from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]

_TEXT: Json = {"type": "string"}
_NUMBER: Json = {"type": "integer"}
_FLAG: Json = {"type": "boolean"}
_MOMENT: Json = {"type": "string", "format": "date-time"}
_URL: Json = {"type": "string", "format": "uri"}
_ID = {**_NUMBER, "description": "Stays the same; the next page begins after it."}
_UUID = {"type": "string", "format": "uuid"}


def _object(**properties: Json) -> Json:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _or_null(schema: Json, why: str) -> Json:
    return {"anyOf": [schema, {"type": "null"}], "description": why}


_NAMED = _object(slug=_TEXT, name=_TEXT)
_RATINGS = _or_null(
    _object(**{"for": _NUMBER, "against": _NUMBER}), "Null while the process hides the counts."
)
_AUTHOR = _or_null(
    _TEXT, "Null without a name, and where somebody does not want to be found by search engines."
)
_TERMS: Json = {
    "publisher": _TEXT,
    "license": _or_null(_URL, "Licence of all texts; null: only the terms say what is allowed."),
    "terms": _or_null(_URL, "Terms of use."),
}
_PHASE = _object(
    name=_TEXT, kind=_TEXT, starts_at=_MOMENT, ends_at=_or_null(_MOMENT, "Null: open end.")
)

SCHEMAS: dict[str, Json] = {
    "Start": _object(name=_TEXT, processes=_URL, description=_URL, **_TERMS),
    "Process": _object(
        id=_ID,
        uuid=_UUID,
        url=_URL,
        title=_TEXT,
        summary=_TEXT,
        language={**_TEXT, "description": "BCP 47"},
        published_at=_MOMENT,
        phases={"type": "array", "items": _PHASE},
        counts={
            "type": "object",
            "additionalProperties": _NUMBER,
            "description": "Public items by kind.",
        },
        ideas=_URL,
    ),
    "Idea": _object(
        id=_ID,
        uuid=_UUID,
        url=_URL,
        title=_TEXT,
        text={**_TEXT, "description": "Plain text."},
        language=_TEXT,
        author=_AUTHOR,
        published_at=_MOMENT,
        topic=_or_null(_NAMED, "Null: none fits."),
        district=_or_null(_NAMED, "Null: the whole city, or unknown."),
        keywords={"type": "array", "items": _TEXT},
        latitude=_or_null({"type": "number"}, "WGS84"),
        longitude=_or_null({"type": "number"}, "WGS84"),
        channel={**_TEXT, "description": "How it came in: online, idea_wall, letter, ..."},
        ratings=_RATINGS,
        n_comments=_NUMBER,
        outcome=_or_null(
            _object(code=_TEXT, until=_or_null({"type": "string", "format": "date"}, "")),
            "What the city answered.",
        ),
        is_withdrawn=_FLAG,
        is_merged=_FLAG,
        comments=_URL,
    ),
    "Comment": _object(
        id=_ID,
        uuid=_UUID,
        url=_URL,
        text=_TEXT,
        stance={"type": "string", "enum": ["for", "against", "neutral"]},
        language=_TEXT,
        author=_AUTHOR,
        is_by_city=_FLAG,
        in_reply_to=_or_null(_NUMBER, "The comment that is answered."),
        written_at=_MOMENT,
        ratings=_RATINGS,
    ),
}


def openapi(server: str) -> Json:
    """Return the description.

    :param server: the address of the interface
    """
    filters = ["thema", "ortsteil", "stand", "schlagwort", "herkunft", "q"]
    orders = ["neu", "zustimmung", "diskussion", "umstritten"]
    order = _query("sortierung", {"type": "string", "enum": orders})
    listed = [*(_query(name, _TEXT) for name in filters), order, *_PAGING]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Faden: public participation data",
            "version": "1",
            "description": "Reading only, without a key. Everything has an ETag.",
        },
        "servers": [{"url": server}],
        "paths": {
            "/": _get("What there is", _ref("Start")),
            "/processes": _get("All public processes", _page("Process")),
            "/processes/{slug}/ideas": _get(
                "Ideas of a process, filtered and ordered as on its page",
                _page("Idea"),
                [_in_path("slug", _TEXT), *listed],
            ),
            "/ideas/{id}": _get(
                "One idea",
                {"allOf": [_ref("Idea"), _object(**_TERMS)]},
                [_in_path("id", _NUMBER)],
            ),
            "/ideas/{id}/comments": _get(
                "Comments and replies in the order in which they came",
                _page("Comment"),
                [_in_path("id", _NUMBER), *_PAGING],
            ),
        },
        "components": {"schemas": SCHEMAS},
    }


def _query(name: str, schema: Json) -> Json:
    return {"name": name, "in": "query", "schema": schema}


_PAGING = [
    _query("after", {**_NUMBER, "description": "The id of the last row; `next` has it."}),
    _query("limit", {**_NUMBER, "default": 50, "maximum": 200}),
]


def _in_path(name: str, schema: Json) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _page(name: str) -> Json:
    items = {"type": "array", "items": _ref(name)}
    return _object(items=items, next=_or_null(_URL, "Null: these are the last ones."), **_TERMS)


def _get(summary: str, schema: Json, parameters: Iterable[Json] = ()) -> Json:
    content = {"application/json": {"schema": schema}}
    answers = {"200": {"description": summary, "content": content}}
    others = {"404": {"description": "There is no such thing, or it is not public."}}
    return {
        "get": {
            "summary": summary,
            "parameters": list(parameters),
            "responses": {**answers, **others},
        }
    }
