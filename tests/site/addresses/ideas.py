"""Ideas, comments, ratings and their files: sample pages, and what has none."""

from tests.site.addresses.sample import PUBLIC, Sample

PAGES: dict[str, list[Sample]] = {
    "ideas:list": [
        Sample(("anonymous", "staff"), "process"),
        Sample(("anonymous",), "process", query={"q": "gibtesnicht"}),
        Sample(("citizen",), "process", query={"stand": "wartet", "q": "bus", "meine": "ja"}),
        Sample(("anonymous",), "process", query={"sortierung": "zustimmung", "seite": "2"}),
    ],
    "ideas:map": [
        Sample(("anonymous", "staff"), "process"),
        Sample(("citizen",), "process", query={"stand": "wartet", "meine": "ja"}),
    ],
    "ideas:new": [Sample(("anonymous", "citizen"), "process")],
    "ideas:detail": [
        Sample(PUBLIC, "idea"),
        Sample(("anonymous", "citizen"), "picture_idea"),
        Sample(("anonymous", "citizen"), "withdrawn_idea"),
        Sample(("anonymous", "staff"), "merged_idea"),
        Sample(("staff",), "hidden"),
    ],
    "ideas:edit": [Sample(("citizen", "anonymous"), "picture_idea")],
    "ideas:withdraw": [Sample(("citizen", "anonymous"), "picture_idea")],
    "ideas:versions": [
        Sample(("anonymous",), "picture_idea"),
        Sample(("anonymous",), "withdrawn_idea"),
    ],
    "ideas:on_behalf": [Sample(("staff",), "process")],
    "ideas:cards": [Sample(("staff",), "process")],
    "ideas:merge": [Sample(("staff",), "idea_pk"), Sample(("staff",), "merged_idea_pk")],
    "ideas:thanks": [Sample(("anonymous", "citizen"), "picture_idea")],
    "ideas:table": [
        Sample(("staff",), "process"),
        Sample(("staff",), "process", query={"suche": "gibtesnicht"}),
    ],
    "comments:write": [
        Sample(("anonymous", "citizen"), "idea_pk"),
        Sample(PUBLIC, "root_comment"),
    ],
    "comments:thread": [Sample(PUBLIC, "root_comment")],
    "comments:permalink": [Sample(("citizen", "staff"), "hidden_comment")],
    "comments:change": [Sample(("anonymous", "citizen"), "own_comment")],
    "comments:delete": [Sample(("anonymous", "citizen"), "own_comment")],
    "thread:thread": [
        Sample(PUBLIC, "thread"),
        Sample(("anonymous",), "thread", query={"richtung": "herkunft", "art": "idea"}),
        Sample(("anonymous",), "lone_thread"),
    ],
    "thread:knots": [
        Sample(("staff",), "idea_pk"),
        Sample(("staff",), "idea_pk", query={"q": "Bus"}),
    ],
}

WITHOUT_PAGE: dict[str, str] = {
    "media:picture": "a file; the page of its idea shows it",
    "media:document": "a file to be saved; the page of its idea or process links to it",
    "media:logo": "a file; the head of every page shows it",
    "ideas:points": "points for the map of ideas:map",
    "ideas:feed": "a feed, for readers of feeds",
    "ideas:draft": "POST only; shows the form of ideas:new again (see states.py)",
    "ideas:hand_in_again": "POST only; leads back to the page of the idea",
    "ideas:take_back": "POST only; leads back to the page of cards",
    "ideas:split": "POST only; leads back to the page of the idea",
    "ideas:forget_likeness": "POST only; leads back to ideas:merge",
    "ideas:similar": "POST only; shows the form of ideas:new again (see states.py)",
    "ratings:rate": "POST only; leads back to the page of the idea",
    "thread:linked_data": "for programs: JSON-LD; thread:thread links to it",
    "thread:untie": "POST only; leads back to thread:knots",
}
