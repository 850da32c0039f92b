"""What a sample page is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import translation

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
