"""The link in a mail by which its recipient declines such mails, without signing in."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from faden.backbone.people.models import Person
from faden.shared.notifications.rules import SORTS

SALT = "faden.notifications.decline"


def link_to_decline(person: Person, sort: str) -> str:
    """Return the whole address under which the person declines this sort of mails."""
    token = signing.Signer(salt=SALT).sign_object([person.pk, sort])
    return settings.FADEN_BASE_URL + reverse("notifications:decline", args=[token])


def person_and_sort(token: str) -> tuple[int, str] | None:
    """Return what the token of such an address says; None if it is none of ours."""
    try:
        pk, sort = signing.Signer(salt=SALT).unsign_object(token)
    except signing.BadSignature:
        return None
    return (pk, sort) if sort in SORTS else None
