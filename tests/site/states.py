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
    return submitted(who.page, by="[name=bulk][value=hide]")


def _bulk_without_reason(who: Visitor, language: str) -> Response:
    _bulk_question(who, language)
    return submitted(who.page)


def _legal_preview(who: Visitor, language: str) -> Response:
    with translation.override(language):
        path = reverse("city:legal_page", kwargs={"segment": "impressum", "language": "en"})
    who.open(path)
    who.page.fill("[name=text]", "## Who\n\n[name of the city]\n\n- [Contact](/en/kontakt/)")
    return submitted(who.page, by="[name=vorschau]")


def _trapped(who: Visitor, language: str) -> Response:
    who.open(address(who, language, "city:contact"))
    who.page.evaluate("document.querySelector('[name=homepage]').value = 'x'")
    return submitted(who.page)


def _pale_colour(who: Visitor, language: str) -> Response:
    who.open(address(who, language, "city:municipality"))
    who.page.fill("[name=primary_color]", "#ffcc00")
    return submitted(who.page)


WRONG_IDEA = {"title": "x", "text": ""}
BEGUN_IDEA = {"title": "Eine Bank am Weg", "text": "Damit man sich dort ausruhen kann."}
WRONG_CARDS = {"channel": "letter", "karte1-title": "Gut", "karte2-number": "7"}


def _sent(name: str, facts: str, **form: str) -> Any:
    return _answered(name, facts, form=form, headers=OURSELVES)


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
    State(
        "idea with addresses",
        "guest",
        _sent("ideas:similar", "process", **BEGUN_IDEA, address="Prüfweg"),
    ),
    State("idea as a draft", "citizen", _sent("ideas:draft", "process", **BEGUN_IDEA)),
    State("draft without an account", "guest", _sent("ideas:draft", "process", title="Bank"), 409),
    State(
        "idea after the session",
        "guest",
        _sent("ideas:new", "process", **BEGUN_IDEA, with_account="1"),
        409,
    ),
    State("change with errors", "citizen", _sent("ideas:edit", "picture_idea", title="x"), 422),
    State("withdrawal without reason", "citizen", _sent("ideas:withdraw", "picture_idea"), 422),
    State("card with errors", "staff", _sent("ideas:on_behalf", "process", title=""), 422),
    State("cards with errors", "staff", _sent("ideas:cards", "process", **WRONG_CARDS), 422),
    State("merger without reason", "staff", _sent("ideas:merge", "idea_pk", what="merge"), 422),
    State("contact with errors", "guest", _sent_empty("city:contact"), 422),
    State("contact with the trap", "guest", _trapped, 422),
    State("barrier with errors", "guest", _sent_empty("city:report_barrier"), 422),
    State("legal page with preview", "staff", _legal_preview),
    State("office with errors", "staff", _sent_empty("city:new_office"), 422),
    State("colour without contrast", "staff", _pale_colour, 422),
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
