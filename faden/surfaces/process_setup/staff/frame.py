"""What all pages of setting one process up have in common."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from faden.surfaces.process_setup.queries import SetUp
from faden.surfaces.process_setup.sections import (
    address,
    label_of,
    next_address,
    sections_of,
    still_open,
)
from faden.web.forms import form_status
from faden.web.pages import see_other


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, or None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def section_page(request: HttpRequest, set_up: SetUp, *, name: str, **context: Any) -> HttpResponse:
    """Show the page of a section, with all sections and what is missing beside it."""
    return frame_page(
        request,
        set_up,
        template=f"process_setup/{name}.html",
        heading=label_of(name),
        name=name,
        places=set_up.open_places.get(name, []),
        **context,
    )


def frame_page(
    request: HttpRequest, set_up: SetUp, *, template: str, name: str = "", **context: Any
) -> HttpResponse:
    """Show a page of setting this process up: 422 or 409 if its form is not accepted."""
    frame = {
        "set_up": set_up,
        "process": set_up.process,
        "sections": sections_of(set_up, current=name),
        "open": still_open(set_up),
        "is_draft": set_up.process.visibility == "staff",
        "now": set_up.now,
    }
    status = form_status(context["form"]) if "form" in context else 200
    return render(request, template, frame | context, status=status)


def saved(request: HttpRequest, set_up: SetUp, *, name: str) -> HttpResponse:
    """Say that the section is saved, and go on to the next one, or back to all of them."""
    tell_saved(request, set_up)
    is_going_on = "weiter" in request.POST
    process = set_up.process
    return see_other(next_address(name, process) if is_going_on else address("overview", process))


def saved_part(request: HttpRequest, set_up: SetUp, *, name: str) -> HttpResponse:
    """Say that one of the section's parts is saved, and go back to all of them."""
    tell_saved(request, set_up)
    return see_other(address(name, set_up.process))


def tell_saved(request: HttpRequest, set_up: SetUp) -> None:
    """Say that it is saved, and who sees it."""
    if set_up.process.visibility == "staff":
        messages.success(request, _("Saved. Only the team sees it so far."))
    else:
        messages.success(request, _("Saved. The page of the process shows it now."))
