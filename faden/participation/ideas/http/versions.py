"""Which versions of an idea an address compares."""

from typing import Any

from faden.backbone.people.http import PersonRequest
from faden.participation.ideas import queries
from faden.participation.ideas.models import Idea
from faden.participation.ideas.versions import comparison, versions_of

LONGEST_NUMBER = 6  # digits


def versions_context(request: PersonRequest, idea: Idea) -> dict[str, Any]:
    """Return the versions and what the asked one changed; a wrong number is the newest."""
    versions = versions_of(idea)
    numbers = {version.number for version in versions[:-1]}
    asked = request.GET.get("fassung", "")
    is_number = asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_NUMBER
    number = int(asked) if is_number and int(asked) in numbers else max(numbers, default=0)
    return {
        "idea": idea,
        "process": queries.process_of(idea),
        "versions": versions,
        "comparison": comparison(idea, number),
    }
