"""The components with many attributes, as values: an unknown attribute is an error."""

from dataclasses import dataclass
from zlib import crc32

from django.template import TemplateSyntaxError
from django_stubs_ext import StrOrPromise

VARIANTS = ("primary", "secondary", "tertiary")


def stable_id(prefix: str, *parts: object) -> str:
    """Return an id that is the same on every page that shows the same thing."""
    return f"{prefix}-{crc32('|'.join(map(str, parts)).encode()):08x}"


def _check_variant(variant: str) -> None:
    if variant not in VARIANTS:
        raise TemplateSyntaxError(f"no button of variant {variant!r}")


@dataclass(frozen=True)
class Button:
    """A button of a form."""

    label: StrOrPromise
    variant: str = "primary"
    icon: str = ""
    name: str = ""
    value: str = ""
    id: str = ""
    block: bool = False
    described_by: str = ""
    type: str = "submit"

    def __post_init__(self) -> None:
        _check_variant(self.variant)


@dataclass(frozen=True)
class LinkButton:
    """A link that looks like a button: it leads somewhere and changes nothing."""

    url: str
    label: StrOrPromise
    variant: str = "primary"
    icon: str = ""
    block: bool = False
    download: bool = False

    def __post_init__(self) -> None:
        _check_variant(self.variant)


@dataclass(frozen=True)
class PostButton:
    """A form of one button.

    `pressed` makes it a switch (None: an ordinary button). `target` is the id of the element that
    the same element of the answer replaces; without JavaScript the whole page is loaded.
    `hidden_label` says more to people who do not see what stands around the button.
    """

    url: str
    label: StrOrPromise
    variant: str = "secondary"
    icon: str = ""
    name: str = ""
    value: str = ""
    pressed: bool | None = None
    target: str = ""
    id: str = ""
    hidden_label: StrOrPromise = ""
    block: bool = False

    def __post_init__(self) -> None:
        _check_variant(self.variant)

    @property
    def html_id(self) -> str:
        """The id by which the button keeps the focus when its surroundings are replaced."""
        return self.id or (
            stable_id("post", self.url, self.name, self.value) if self.target else ""
        )

    @property
    def aria_pressed(self) -> str:
        return "" if self.pressed is None else str(self.pressed).lower()


@dataclass(frozen=True)
class Card:
    """A thing in a list. With `url` the whole card leads there."""

    title: StrOrPromise
    url: str = ""
    preline: StrOrPromise = ""
    level: int = 3
    id: str = ""
    image_url: str = ""
    image_alt: StrOrPromise = ""
    language: str = ""
    preline_language: str = ""

    @property
    def html_id(self) -> str:
        return self.id or stable_id("card", self.url or self.title)


@dataclass(frozen=True)
class TimelineItem:
    """One step on the way; `state` gives the sign, `state_label` says it in words."""

    title: StrOrPromise
    when: object = ""
    state: str = ""
    state_label: StrOrPromise = ""
    level: int = 3
    id: str = ""
    image_url: str = ""
    image_alt: StrOrPromise = ""
    language: str = ""  # of the title, where it is not the page's

    ICONS = {
        "": "",
        "done": "check",
        "current": "autorenew",
        "planned": "calendar-today",
        "postponed": "arrow-forward",
        "cancelled": "close",
    }

    def __post_init__(self) -> None:
        if self.state not in self.ICONS:
            raise TemplateSyntaxError(f"no step of state {self.state!r}")

    @property
    def icon(self) -> str:
        return self.ICONS[self.state]
