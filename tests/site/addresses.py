"""Where every page is found: each URL name has sample addresses, or a reason to have none.

A new URL name turns `test_addresses.py` red until it stands in one of the two tables.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

LANGUAGES = ("de", "en")
PUBLIC = ("anonymous", "citizen", "staff")


@dataclass(frozen=True)
class Sample:
    """One page: by whom it is seen, and with which facts of `arrange.py` its address is made."""

    who: tuple[str, ...]
    facts: str = ""
    query: Mapping[str, str] | None = None
    kwargs: Mapping[str, str] | None = None
    status: int = 200


@dataclass(frozen=True)
class PageOfSite:
    """A page as one of its visitors sees it."""

    name: str
    who: str
    sample: Sample

    def __str__(self) -> str:
        query = f"?{urlencode(self.sample.query)}" if self.sample.query else ""
        facts = f"[{self.sample.facts}]" if self.sample.facts else ""
        return f"{self.name}{facts}{query} as {self.who}"

    def path(self, facts: Mapping[str, Any], language: str) -> str:
        """Return the address in a language."""
        kwargs = self.sample.kwargs or facts.get(self.sample.facts, {})
        with translation.override(language):
            path = reverse(self.name, kwargs=kwargs)
        return f"{path}?{urlencode(self.sample.query)}" if self.sample.query else path


ANYBODY, GUEST = Sample(PUBLIC), Sample(("anonymous",))
ACCOUNT, TEAM = Sample(("citizen",)), Sample(("staff",))

PAGES: dict[str, list[Sample]] = {
    "home": [ANYBODY],
    "web:kern_sample": [GUEST, Sample(("anonymous",), query={"form": "wrong"})],
    "processes:list": [GUEST],
    "processes:detail": [Sample(PUBLIC, "slug")],
    "ideas:list": [
        Sample(("anonymous", "staff"), "process"),
        Sample(("anonymous",), "process", query={"q": "gibtesnicht"}),
        Sample(("anonymous",), "process", query={"sortierung": "zustimmung", "seite": "2"}),
    ],
    "ideas:new": [Sample(("anonymous", "citizen"), "process")],
    "ideas:detail": [
        Sample(PUBLIC, "idea"),
        Sample(("anonymous",), "picture_idea"),
        Sample(("staff",), "hidden"),
    ],
    "ideas:thanks": [Sample(("anonymous", "citizen"), "picture_idea")],
    "ideas:table": [
        Sample(("staff",), "process"),
        Sample(("staff",), "process", query={"suche": "gibtesnicht"}),
    ],
    "comments:write": [Sample(("anonymous", "citizen"), "idea_pk")],
    "moderation:hide": [Sample(("staff",), "idea_pk"), Sample(("staff",), "hidden_pk")],
    "moderation:hidden": [Sample(("staff",), "process")],
    "outcomes:answer": [Sample(("staff",), "idea_pk")],
    "account_overview": [ACCOUNT],
    "account_signup": [GUEST],
    "account_login": [GUEST, Sample(("anonymous",), query={"next": "/team/"})],
    "account_logout": [Sample(("anonymous", "citizen"))],
    "account_rename": [ACCOUNT],
    "account_change_password": [ACCOUNT],
    "account_reset_password": [GUEST],
    "account_reset_password_done": [GUEST],
    "account_reset_password_from_key": [
        Sample(("anonymous",), kwargs={"uidb36": "1", "key": "abc-def"}, status=410)
    ],
    "account_delete": [ACCOUNT],
    "account_deleted": [GUEST],
    "staff:start": [TEAM],
    "importers:list": [TEAM],
    "importers:columns": [Sample(("staff",), "run_uploaded")],
    "importers:run": [
        Sample(("staff",), f"run_{state}") for state in ("uploaded", "refused", "ready", "done")
    ],
}

WITHOUT_PAGE: dict[str, str] = {
    "healthz": "for programs: one word",
    "media:picture": "a file; the page of its idea shows it",
    "web:theme": "POST only; leads back to the page",
    "ideas:similar": "POST only; shows the form of ideas:new again (see states.py)",
    "comments:permalink": "leads to the comment on the page of its idea",
    "ratings:rate": "POST only; leads back to the page of the idea",
    "moderation:show_again": "POST only; leads back to the page of the idea",
    "account_confirm": "only after a form; see states.py",
    "account_new_code": "POST only; leads to account_confirm",
    "account_export": "a file",
    "importers:start": "POST only; leads to importers:run",
}


def pages() -> list[PageOfSite]:
    """Return every page as each of its visitors sees it."""
    return [
        PageOfSite(name, who, sample)
        for name, samples in PAGES.items()
        for sample in samples
        for who in sample.who
    ]


def url_names() -> set[str]:
    """Return the names of all addresses of the site, with their namespaces."""
    return set(_names(get_resolver(), ""))


def _names(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            space = f"{entry.namespace}:" if entry.namespace else ""
            yield from _names(entry, prefix + space)
        elif isinstance(entry, URLPattern):
            yield prefix + (entry.name or f"unnamed {entry.pattern}")
