"""Pages that no address alone shows: forms with errors, refusals, confirmations, opened parts.

Each is brought about as a person would do it; where a browser cannot send what brings it about, the
site's answer to another program is shown in the browser.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page, Response

from tests.site.browser import Visitor

OLD_BROWSER: dict[str, str] = {}  # sends neither Sec-Fetch-Site nor Origin
STRANGER = {"Sec-Fetch-Site": "cross-site", "Origin": "https://other.example"}
OURSELVES = {"Sec-Fetch-Site": "same-origin"}
TOO_LONG = "x" * 3_000_000


@dataclass(frozen=True)
class State:
    """How to bring a page about: `show` opens it in a language and returns the answer."""

    name: str
    who: str
    show: Callable[[Visitor, str], Response]
    status: int = 200

    def __str__(self) -> str:
        return f"{self.name} as {self.who}"


def address(who: Visitor, language: str, name: str, facts: str = "") -> str:
    """Return the address of a named page."""
    kwargs: dict[str, Any] = who.site.facts[facts] if facts else {}
    with translation.override(language):
        return reverse(name, kwargs=kwargs)


def submitted(page: Page, *, by: str = "main form [type=submit]") -> Response:
    """Press the first button of the form and return what it led to, without htmx."""
    with page.expect_event("response", lambda answer: answer.request.method == "POST") as sent:
        page.locator(by).first.click()
    page.wait_for_load_state()
    return sent.value


def _sent_empty(name: str, facts: str = "", *, by: str = "main form [type=submit]") -> Any:
    def show(who: Visitor, language: str) -> Response:
        who.open(address(who, language, name, facts))
        return submitted(who.page, by=by)

    return show


def _opened(name: str, facts: str = "") -> Any:
    def show(who: Visitor, language: str) -> Response:
        response = who.open(address(who, language, name, facts))
        who.page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
        return response

    return show


def _answered(name: str, facts: str = "", *, form: Any, headers: Any) -> Any:
    def show(who: Visitor, language: str) -> Response:
        return who.open_answer(address(who, language, name, facts), form=form, headers=headers)

    return show


def _nowhere(who: Visitor, language: str) -> Response:
    return who.open(f"{address(who, language, 'home')}gibt-es-nicht/")


def _unreadable(who: Visitor, language: str) -> Response:
    return who.open(f"{address(who, language, 'home')}?q=%00")


def _waiting_for_code(who: Visitor, language: str) -> Response:
    who.open(address(who, language, "account_signup"))
    who.page.fill("[name=display_name]", "Neue Person")
    who.page.fill("[name=email]", f"neu-{language}@example.org")
    who.page.fill("[name=password]", "ein langes Kennwort 7")
    submitted(who.page)
    response = who.open(address(who, language, "account_confirm"))
    who.page.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)")
    return response


def _new_password(who: Visitor, language: str) -> Response:
    return who.open(address(who, language, "account_reset_password_from_key", "reset"))


def _preview(who: Visitor, language: str) -> Response:
    who.open(address(who, language, "ideas:new", "process"))
    who.page.fill("[name=title]", "Freies WLAN in der Bücherei")
    who.page.fill("[name=text]", "Damit alle dort lernen können, auch ohne Vertrag.")
    return submitted(who.page, by="[name=vorschau]")


def _bulk_question(who: Visitor, language: str) -> Response:
    who.open(address(who, language, "ideas:table", "process"))
    for row in who.page.locator("[name=row]").all()[:2]:
        row.check()
    return submitted(who.page, by="[name=bulk]")


def _bulk_without_reason(who: Visitor, language: str) -> Response:
    _bulk_question(who, language)
    return submitted(who.page)


WRONG_IDEA = {"title": "x", "text": ""}
STATES = [
    State("404", "anonymous", _nowhere, 404),
    State("400", "anonymous", _unreadable, 400),
    State(
        "403", "guest", _answered("ideas:new", "process", form=WRONG_IDEA, headers=STRANGER), 403
    ),
    State(
        "confirm what an old browser sends",
        "guest",
        _answered("account_login", form={"login": "a@b.de", "password": "x"}, headers=OLD_BROWSER),
        403,
    ),
    State(
        "413",
        "guest",
        _answered(
            "comments:write",
            "idea_pk",
            form={"text": TOO_LONG},
            headers={"Sec-Fetch-Site": "same-origin"},
        ),
        413,
    ),
    State(
        "idea with errors",
        "guest",
        _sent_empty("ideas:new", "process", by="#idee > .faden-actions button"),
        422,
    ),
    State("idea with preview", "guest", _preview),
    State("idea opened", "guest", _opened("ideas:new", "process")),
    State("comment with errors", "guest", _sent_empty("comments:write", "idea_pk"), 422),
    State("sign-in with errors", "guest", _sent_empty("account_login"), 422),
    State("sign-up with errors", "guest", _sent_empty("account_signup"), 422),
    State("waiting for the code", "guest", _waiting_for_code),
    State("new password", "guest", _new_password),
    State("process opened", "anonymous", _opened("processes:detail", "slug")),
    State("components opened", "anonymous", _opened("web:kern_sample")),
    State("wrong password", "citizen", _sent_empty("account_delete"), 422),
    State(
        "answer with errors",
        "staff",
        _answered("outcomes:answer", "idea_pk", form={"code": "forwarded"}, headers=OURSELVES),
        422,
    ),
    State("hiding without reason", "staff", _sent_empty("moderation:hide", "idea_pk"), 422),
    State("hiding many", "staff", _bulk_question),
    State("hiding many without reason", "staff", _bulk_without_reason, 422),
    State("import without file", "staff", _sent_empty("importers:list"), 422),
    State(
        "showing what is not hidden",
        "staff",
        _answered("moderation:show_again", "idea_pk", form={}, headers=OURSELVES),
        409,
    ),
]
