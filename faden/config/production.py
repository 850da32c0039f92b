"""What keeps a site from opening to the public: told by `faden check`, asked by `faden serve`."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone, translation

from faden.backbone.places.queries import the_place
from faden.backbone.places.rules import LegalGap
from faden.backbone.processes.queries import administrators
from faden.config import machine
from faden.config.health import lacks_migrations
from faden.shared.media import scanner
from faden.surfaces.account.queries import has_emergency_account
from faden.surfaces.city.legal import SEGMENTS
from faden.surfaces.city.queries import contact_office, gaps, sign_language_lacks_video

OWN_NAMES = {"localhost", "127.0.0.1", "[::1]", "::1", ""}  # of this machine, for itself
KEY_LENGTH, KEY_LETTERS = 50, 5  # characters, and different ones among them
SHOWN_PLACEHOLDERS = 3


def hindrances() -> list[str]:
    """Return what is wrong and what to do about it, a line each; nothing if nothing is."""
    with translation.override("en"):
        found = [*_settings(), *_addresses(), *_mail(), *_scanner(), *machine.around()]
        if lacks_migrations():
            return [*found, "The database is not up to date. Run: faden migrate"]
        return [*found, *machine.within(), *_city(), *legal_hindrances()]


def legal_hindrances() -> list[str]:
    """Return the legal pages that are missing or not filled in, a line each."""
    with translation.override("en"):
        return [_legal_line(gap) for gap in gaps()]


def _legal_line(gap: LegalGap) -> str:
    page = f"{gap.kind.label} ({SEGMENTS[gap.kind]}, {gap.language})"
    if gap.is_missing:
        return f"{page} is missing."
    shown = ", ".join(gap.left[:SHOWN_PLACEHOLDERS])
    n_more = len(gap.left) - SHOWN_PLACEHOLDERS
    return f"{page} is not filled in: {shown}{f' and {n_more} more' if n_more > 0 else ''}."


def _settings() -> Iterator[str]:
    if settings.DEBUG:
        yield "FADEN_DEBUG is 1: errors show code and settings. Set it to 0."
    if settings.FADEN_DEMO:
        yield "FADEN_DEMO is 1: this is a demonstration. Set it to 0."
    if len(settings.SECRET_KEY) < KEY_LENGTH or len(set(settings.SECRET_KEY)) < KEY_LETTERS:
        yield f"FADEN_SECRET_KEY can be guessed. Set it to {KEY_LENGTH} random characters."
    if not settings.FADEN_LIMITS:
        yield "FADEN_LIMITS is 0: passwords can be tried without end. Set it to 1."
    if not settings.FADEN_SECOND_FACTOR:
        yield "FADEN_SECOND_FACTOR is 0: a stolen password opens the team's pages. Set it to 1."


def _addresses() -> Iterator[str]:
    if "*" in settings.ALLOWED_HOSTS:
        yield "FADEN_HOSTS allows every name. Set it to the names of the site."
    elif set(settings.ALLOWED_HOSTS) <= OWN_NAMES:
        yield "FADEN_HOSTS names this machine only. Set it to the names of the site."
    if not settings.IS_HTTPS:
        yield "FADEN_HTTPS is 0: cookies are sent unencrypted. Set it to 1."
    elif settings.FADEN_PROXIES == 0:
        yield "FADEN_PROXIES is 0, but HTTPS needs a proxy before Faden. Set how many there are."
    address = urlsplit(settings.FADEN_BASE_URL)
    if address.scheme != "https" or (address.hostname or "") in OWN_NAMES:
        yield (
            f"FADEN_BASE_URL is {settings.FADEN_BASE_URL}: links in mails lead there. "
            "Set it to the https address of the site."
        )


def _mail() -> Iterator[str]:
    if not settings.EMAIL_HOST:
        yield "FADEN_EMAIL_HOST is missing: mails are printed, not sent. Set it to a mail server."
    if settings.DEFAULT_FROM_EMAIL.rstrip("> ").endswith("@localhost"):
        yield "FADEN_EMAIL_FROM is no address of yours. Set it to a mailbox that somebody reads."


def _scanner() -> Iterator[str]:
    if scanner.is_wanted() and not scanner.answers():
        yield "The virus scanner of FADEN_CLAMAV does not answer. Until it does, uploads wait."


def _city() -> Iterator[str]:
    place, contact = the_place(), contact_office()
    if place.pk is None:
        yield "The municipality has no name. Set it at /team/stadt/gemeinde/."
    elif place.is_demo:
        yield "The database holds the demonstration. Begin with an empty one."
    if contact is None:
        yield "No office answers for the city. Choose one at /team/stadt/stellen/."
    elif not contact.email:
        yield f"{contact} answers for the city but has no e-mail address. Enter it at /team/stadt/."
    if not administrators(now=timezone.now()):  # noqa: TID251 - a command asks
        yield "Nobody is administrator. Run: faden administrator EMAIL"
    if not settings.FADEN_STAFF_PASSWORDS and not has_emergency_account():
        yield (
            "Nobody enters when the city's sign-in fails. "
            "Name an account with: faden emergency-account EMAIL."
        )
    if sign_language_lacks_video():
        yield "The page in sign language has no video. Enter its address at /team/stadt/seiten/."
