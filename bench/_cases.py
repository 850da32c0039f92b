"""What is asked for: addresses to read, and what is written with the check that nothing is lost."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

PASSPHRASE = "for measuring only"  # noqa: S105 - of accounts that exist in the bench only
Facts = Mapping[str, Any]  # of the town


@dataclass(frozen=True)
class Reading:
    """Something to read."""

    name: str
    group: str  # by which a part of the run is chosen
    paths: Sequence[str]
    visitors: Sequence[bool] = (False, True)  # signed in or not


@dataclass(frozen=True)
class Writing:
    """Something to write: a request for each number."""

    name: str
    group: str
    request: Callable[[int], bytes]


def readings(facts: Facts) -> list[Reading]:
    """Return all pages and data that are measured."""
    process = f"/beteiligungen/{facts['slug']}/"
    ideas, api = f"{process}ideen/", "/api/v1/"
    rows = f"{api}processes/{facts['slug']}/ideas"
    lists = {
        "list": "",
        "list, most positive": "?sortierung=zustimmung",
        "list, most discussed": "?sortierung=diskussion",
        "list, contested": "?sortierung=umstritten",
        "list, topic and waiting": "?thema=wege&stand=wartet",
        "list, page 400": "?seite=400",
    }
    return [
        Reading("home", "home", ["/"]),
        Reading("process", "process", [process]),
        *(Reading(name, "list", [f"{ideas}{query}"]) for name, query in lists.items()),
        Reading("search in the list", "search", [f"{ideas}?q=radweg"]),
        Reading("idea, 5 comments", "detail", [facts["short"]]),
        Reading("idea, 1,000 comments", "detail", [facts["long"]]),
        Reading("50 different ideas", "detail", facts["many"], visitors=[False]),
        Reading("API, 50 ideas", "api", [rows], visitors=[False]),
        Reading("API, 50 ideas by key", "api", [f"{rows}?after={facts['deep']}"], visitors=[False]),
        Reading(
            "API, 50 comments", "api", [f"{api}ideas/{facts['long_id']}/comments"], visitors=[False]
        ),
        Reading("feed", "feed", [f"{ideas}feed.atom"], visitors=[False]),
        Reading("sign-in page", "sign-in", ["/konto/einloggen/"], visitors=[False]),
        Reading("form for an idea", "idea", [f"{ideas}neu/"], visitors=[True]),
    ]


def writings(facts: Facts) -> list[Writing]:
    """Return what is written; each number is one rating, comment, idea or sign-in of its own."""
    first, last = facts["ideas"]
    sessions, emails = facts["sessions"], facts["emails"]
    n_ideas = last - first + 1

    def rating(number: int) -> bytes:  # each writer rates each idea once
        writer, idea = number % len(sessions), first + number // len(sessions) % n_ideas
        return _post(f"/bewertungen/{idea}/", {"wert": "dafuer"}, session=sessions[writer])

    def comment(number: int) -> bytes:
        form = {"text": f"Kommentar {number}: {facts['words']}", "stance": "for"}
        path = f"/beitraege/{first + number % n_ideas}/kommentieren/"
        return _post(path, form, session=sessions[number % len(sessions)])

    def idea(number: int) -> bytes:
        form = {"title": f"Idee Nummer {number}", "text": facts["words"]}
        path = f"/beteiligungen/{facts['slug']}/ideen/neu/"
        return _post(path, form, session=sessions[number % len(sessions)])

    def sign_in(number: int) -> bytes:
        form = {"login": emails[number % len(emails)], "password": PASSPHRASE}
        return _post("/konto/einloggen/", form)

    return [
        Writing("rating", "rating", rating),
        Writing("comment", "comment", comment),
        Writing("new idea", "idea", idea),
        Writing("sign-in", "sign-in", sign_in),
    ]


def _post(path: str, form: Mapping[str, str], *, session: str = "") -> bytes:
    body = urlencode(form).encode()
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: localhost",
        "Content-Type: application/x-www-form-urlencoded",
        f"Content-Length: {len(body)}",
        "Sec-Fetch-Site: same-origin",
        *([f"Cookie: sessionid={session}"] if session else []),
    ]
    return "\r\n".join([*lines, "", ""]).encode() + body


def trusted(text: str) -> Facts:
    """Return the facts that `_town` has written."""
    facts: dict[str, Any] = json.loads(text)
    return facts
