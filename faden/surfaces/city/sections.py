"""The parts of setting a municipality up, and how far each is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from faden.lib.dates import day
from faden.surfaces.city.queries import LegalRow, SetUpState
from faden.web.sections import Section

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PARTS: Sequence[tuple[str, StrOrPromise]] = (
    ("municipality", gettext_lazy("Name and colours")),
    ("logo", gettext_lazy("Logo")),
    ("legal_pages", gettext_lazy("Legal pages")),
    ("offices", gettext_lazy("Offices")),
    ("districts", gettext_lazy("Districts")),
    ("boundary", gettext_lazy("Boundary of the municipality")),
    ("addresses", gettext_lazy("List of addresses")),
    ("tags", gettext_lazy("Tags")),
    ("text_blocks", gettext_lazy("Text blocks")),
    ("venues_table", gettext_lazy("Venues")),
    ("funders", gettext_lazy("Funding")),
    ("messages", gettext_lazy("Messages that did not arrive")),
)


def sections(*, current: str) -> list[Section]:
    """Return the way between the parts."""
    return [
        Section(label, reverse(f"city:{name}"), is_current=name == current) for name, label in PARTS
    ]


def sections_with_state(state: SetUpState) -> list[Section]:
    """Return the parts, each with what is there and whether something is missing."""
    known = _states(state)
    return [
        Section(label, reverse(f"city:{name}"), state=known[name][0], note=known[name][1])
        for name, label in PARTS
    ]


def _states(state: SetUpState) -> dict[str, tuple[str, str]]:
    """Return `{part: (done, missing or nothing, what is there)}`."""
    return {
        "municipality": (_done(state.place.pk), state.place.official_name),
        "logo": ("", _("Shown in the head of every page.")),
        "legal_pages": (_done(not state.gaps), _legal_note(state)),
        "offices": (_done(state.contact and state.contact.email), _offices_note(state)),
        "districts": ("", _districts_note(state)),
        "boundary": ("", _("It is drawn on maps.") if state.has_boundary else _("Not drawn yet.")),
        "addresses": ("", _addresses_note(state.n_addresses)),
        "tags": ("", ngettext("%(n)s tag", "%(n)s tags", state.n_tags) % {"n": state.n_tags}),
        "text_blocks": ("", _text_blocks_note(state.n_text_blocks)),
        "venues_table": ("", _("Where people take part on site.")),
        "funders": ("", _("Named on processes and in documents.")),
        "messages": ("missing" if state.n_undelivered else "", _messages_note(state)),
    }


def legal_sections(rows: Sequence[LegalRow]) -> list[Section]:
    """Return the legal pages, each with its language and what is missing."""
    return [
        Section(
            _("%(page)s (%(language)s)") % {"page": row.kind.label, "language": row.language_name},
            reverse("city:legal_page", args=[row.segment, row.language]),
            state=_legal_state(row),
            note=_legal_row_note(row),
        )
        for row in rows
    ]


def _legal_state(row: LegalRow) -> str:
    if row.is_missing and not row.is_needed:
        return ""
    return _done(row.is_complete)


def _legal_row_note(row: LegalRow) -> str:
    if row.updated_at is None:
        return _("There is no such page yet.")
    updated = _("Updated on %(day)s") % {"day": day(row.updated_at)}
    if not row.n_left:
        return updated
    left = ngettext("%(n)s place to fill in", "%(n)s places to fill in", row.n_left)
    return f"{updated}, {left % {'n': row.n_left}}"


def _done(is_done: object) -> str:
    return "done" if is_done else "missing"


def _legal_note(state: SetUpState) -> str:
    if not state.n_legal_gaps:
        return _("All are filled in.")
    return _("%(n)s of %(all)s are missing or not filled in. Until then the site stays closed.") % {
        "n": state.n_legal_gaps,
        "all": state.n_legal_pages,
    }


def _offices_note(state: SetUpState) -> str:
    if state.contact is None:
        return _("No office answers for the whole city yet.")
    return _("%(office)s answers for the whole city.") % {"office": state.contact}


def _districts_note(state: SetUpState) -> str:
    return _("%(n)s districts, %(drawn)s with an area on the map") % {
        "n": state.n_districts,
        "drawn": state.n_areas,
    }


def _addresses_note(n: int) -> str:
    return ngettext("%(n)s address", "%(n)s addresses", n) % {"n": n} if n else _("No list yet.")


def _text_blocks_note(n: int) -> str:
    return ngettext("%(n)s text block", "%(n)s text blocks", n) % {"n": n}


def _messages_note(state: SetUpState) -> str:
    if not state.n_undelivered:
        return _("All arrived.")
    text = ngettext(
        "%(n)s message could not be delivered.",
        "%(n)s messages could not be delivered.",
        state.n_undelivered,
    )
    return text % {"n": state.n_undelivered}
