"""Something with many parts, set up part by part: where each is, and what is still open in it."""

from dataclasses import dataclass

from django.template import TemplateSyntaxError
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class SectionState:
    """How a section is marked, as sign and word."""

    badge: str
    icon: str
    label: StrOrPromise


STATES = {
    "done": SectionState("success", "check", _("Complete")),
    "missing": SectionState("warning", "warning", _("Still missing")),
}


@dataclass(frozen=True)
class Section:
    """A part with a page of its own; `note` says in few words what is set there.

    `state`: done, missing, or empty where nothing is needed.
    """

    label: StrOrPromise
    url: str
    state: str = ""
    note: StrOrPromise = ""
    is_current: bool = False

    def __post_init__(self) -> None:
        if self.state and self.state not in STATES:
            raise TemplateSyntaxError(f"no section of state {self.state!r}")

    @property
    def sign(self) -> SectionState | None:
        return STATES.get(self.state)
