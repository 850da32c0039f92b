"""What pages are built from: heads, sections, navigation, forms, and what stands in for a list."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from faden.lib.refused import Refusal
from faden.web.components import stable_id
from faden.web.context import remedy_of
from faden.web.pages import address_with
from faden.web.sections import Section
from faden.web.tables.bound import BoundTable
from faden.web.tables.listing import file_addresses

register = template.Library()


@register.simple_block_tag
def page_head(
    content: str,
    title: StrOrPromise,
    *,
    preline: StrOrPromise = "",
    lead: StrOrPromise = "",
    language: str = "",
) -> SafeString:
    """Show the page's only h1 with what stands above and below it; the content are actions.

    :param language: of title and lead, where people or the team wrote them
    """
    context = {"content": content, "title": title, "preline": preline, "lead": lead}
    return render_to_string("web/structure/page_head.html", context | {"language": language})


@register.simple_block_tag
def section(
    content: str,
    title: StrOrPromise,
    *,
    level: int = 2,
    id: str = "",  # noqa: A002 - the HTML attribute
    link_url: str = "",
    link_label: StrOrPromise = "",
) -> SafeString:
    """Show a part of the page under its heading, with a link to more of it."""
    context = {"content": content, "title": title, "level": level, "id": id or _section_id(title)}
    return render_to_string(
        "web/structure/section.html", context | {"link_url": link_url, "link_label": link_label}
    )


def _section_id(title: StrOrPromise) -> str:
    return stable_id("section", title)


@register.simple_block_tag
def band(content: str) -> SafeString:
    """Show a part of the page over the full width, on the second background."""
    return render_to_string("web/structure/band.html", {"content": content})


@register.simple_block_tag
def staff_bar(content: str, label: StrOrPromise = "") -> SafeString:
    """Show staff on a public page what they can do here."""
    context = {"content": content, "label": label or _("For the team")}
    return render_to_string("web/structure/staff_bar.html", context)


@register.inclusion_tag("web/structure/breadcrumb.html", takes_context=True)
def breadcrumb(context: template.Context, *parts: StrOrPromise) -> dict[str, Any]:
    """Show the way here. `parts`: label, address, label, address, ..., label of this page."""
    steps = [(label, parts[i + 1]) for i, label in enumerate(parts[:-1]) if i % 2 == 0]
    if len(parts) % 2 == 0:
        raise template.TemplateSyntaxError("breadcrumb ends with the label of this page")
    return {"site": context["site"], "steps": steps, "current": parts[-1]}


@register.inclusion_tag("web/structure/pagination.html", takes_context=True)
def pagination(
    context: template.Context, page: Page[Any], parameter: str = "seite", *, anchor: str = ""
) -> dict[str, Any]:
    """Show links to the other pages of a list; the rest of the query stays as it is.

    :param anchor: where the list begins, if that is not the beginning of the page
    """
    request: HttpRequest = context["request"]
    numbers = list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))

    def address(number: int | str) -> str:
        return _at(address_with(request, parameter, value=number), anchor)

    return {
        "page": page,
        "links": [(n, address(n)) for n in numbers],
        "previous": page.has_previous() and address(page.previous_page_number()),
        "next": page.has_next() and address(page.next_page_number()),
        "ellipsis": page.paginator.ELLIPSIS,
    }


def _at(address: str, anchor: str) -> str:
    return f"{address}#{anchor}" if anchor else address


@register.inclusion_tag("web/structure/order_links.html", takes_context=True)
def order_links(
    context: template.Context,
    parameter: str,
    choices: Iterable[tuple[str, StrOrPromise]],
    current: str,
    label: StrOrPromise = "",
    *,
    anchor: str = "",
) -> dict[str, Any]:
    """Show the orders of a list as links; the first one has no parameter.

    :param anchor: where the list begins, if that is not the beginning of the page
    """
    links = _order_links(context["request"], parameter, choices, current)
    return {
        "label": label or _("Order"),
        "links": [(text, _at(address, anchor), is_current) for text, address, is_current in links],
    }


def _order_links(
    request: HttpRequest,
    parameter: str,
    choices: Iterable[tuple[str, StrOrPromise]],
    current: str,
) -> Iterator[tuple[StrOrPromise, str, bool]]:
    for position, (value, label) in enumerate(choices):
        address = address_with(request, parameter, value=value if position else None)
        yield label, address, value == current


@register.inclusion_tag("web/structure/downloads.html", takes_context=True)
def downloads(
    context: template.Context, name: str = "", title: StrOrPromise = ""
) -> dict[str, Any]:
    """Show the links to the files of a list on this page.

    :param name: of the `Listing`, and `title` of what it holds, where a page shows several
    """
    return {"files": file_addresses(context["request"], name), "title": title}


@register.simple_block_tag
def empty_state(
    content: str, title: StrOrPromise, text: StrOrPromise = "", icon: str = "info"
) -> SafeString:
    """Say why a list is empty; the content offers the first step."""
    context = {"content": content, "title": title, "text": text, "icon": icon}
    return render_to_string("web/structure/empty_state.html", context)


@register.inclusion_tag("web/structure/refusal.html", takes_context=True)
def refusal(context: template.Context, refusal: Refusal | None) -> dict[str, Any]:
    """Show, where the button would be, why something is not possible and what would help."""
    if refusal is None:
        return {"refusal": None}
    return {"refusal": refusal, "remedy": remedy_of(refusal, context["site"])}


@register.inclusion_tag("web/forms/errors.html")
def error_summary(form: BaseForm, *, rows: Sequence[BaseForm] = ()) -> dict[str, Any]:
    """Show everything that is wrong with a form and with those of its rows, with links."""
    forms = [form, *rows]
    return {"forms": forms if any(one.errors for one in forms) else []}


@register.simple_block_tag
def post_form(
    content: str,
    form: BaseForm | None = None,
    *,
    action: str = "",
    target: str = "",
    id: str = "",  # noqa: A002 - the HTML attribute
    label: StrOrPromise = "",
) -> SafeString:
    """Show a form that is sent; `target`: id of the element that the answer's replaces."""
    context = {"content": content, "is_multipart": form is not None and form.is_multipart()}
    return render_to_string(
        "web/forms/post_form.html",
        context | {"action": action, "target": target, "id": id, "label": label},
    )


@register.simple_block_tag
def get_form(
    content: str, *, action: str = "", target: str = "", label: StrOrPromise = ""
) -> SafeString:
    """Show a form that only asks: a search, a filter."""
    context = {"content": content, "action": action, "target": target, "label": label}
    return render_to_string("web/forms/get_form.html", context)


@register.inclusion_tag("web/tables/table.html", takes_context=True)
def staff_table(context: template.Context, table: BoundTable[Any]) -> dict[str, Any]:
    """Show a table of `web.tables` with its filters, bulk actions and files."""
    return {"table": table, "request": context["request"], "site": context["site"]}


@register.inclusion_tag("web/structure/section_list.html")
def section_list(sections: Iterable[Section]) -> dict[str, Any]:
    """Show the parts of something that is set up, each with what is set and what is missing."""
    return {"sections": list(sections)}


@register.inclusion_tag("web/structure/section_nav.html")
def section_nav(label: StrOrPromise, sections: Iterable[Section]) -> dict[str, Any]:
    """Show the way between these parts, beside the form of one."""
    return {"label": label, "sections": list(sections)}
