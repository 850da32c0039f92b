"""An outbox row as a mail: text and the same as HTML, in the recipient's language."""

import re

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, Engine, Template
from django.utils import translation

from faden.backbone.places.queries import the_place
from faden.shared.notifications.html import html_of
from faden.shared.notifications.links import link_to_decline
from faden.shared.notifications.message_ids import message_id
from faden.shared.notifications.models import OutboxMail
from faden.shared.notifications.rules import address_of

ENDINGS = (".subject.txt", ".txt")
SUBJECT_LENGTH = 150  # characters
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u0085\u2028\u2029]")
EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")


def check_template(template: str) -> None:
    """Make sure that subject and text of the template are there.

    :raises TemplateDoesNotExist: unless they are
    """
    for ending in ENDINGS:
        _loaded(template + ending)


def message_of(mail: OutboxMail) -> EmailMultiAlternatives:
    """Return the mail ready to be sent; each time with the same Message-ID.

    An address in the fact `reply_to` gets the answers; what comes back goes to the address of
    the settings for it, if there is one.
    """
    subject, text = _rendered(mail)
    decline_url = _decline_url(mail)
    message = EmailMultiAlternatives(
        subject=subject,
        body=text,
        from_email=settings.FADEN_EMAIL_BOUNCES or settings.DEFAULT_FROM_EMAIL,
        to=[address_of(mail)],
        reply_to=[answers] if (answers := mail.facts.get("reply_to")) else None,
        headers={
            "From": settings.DEFAULT_FROM_EMAIL,
            "Message-ID": message_id(mail),
            "Auto-Submitted": "auto-generated",  # RFC 3834: no out-of-office answers
            "Content-Language": mail.language,
            **(_decline_headers(decline_url) if decline_url else {}),
        },
    )
    html = html_of(text, subject=subject, language=mail.language, place=the_place())
    message.attach_alternative(html, "text/html")
    return message


def _decline_url(mail: OutboxMail) -> str:
    """Return where the recipient declines such mails; nothing for those that have to be."""
    sort = mail.facts.get("sort")
    return link_to_decline(mail.recipient, sort) if sort and mail.recipient else ""


def _decline_headers(url: str) -> dict[str, str]:
    """Let mail programs offer it themselves, with one click: RFC 8058."""
    return {
        "List-Unsubscribe": f"<{url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _rendered(mail: OutboxMail) -> tuple[str, str]:
    """Return the subject, which is one line whatever the facts hold, and the text."""
    with translation.override(mail.language):
        facts = {
            **mail.facts,
            "recipient": mail.recipient,
            "item": mail.item,
            "item_url": mail.item and settings.FADEN_BASE_URL + mail.item.get_absolute_url(),
            "place": the_place(),
            "base_url": settings.FADEN_BASE_URL,
            "site_url": settings.FADEN_SITE_URL,
            "decline_url": _decline_url(mail),
        }
        # Plain text: nothing is escaped.
        subject, text = (
            _loaded(mail.template + ending).render(Context(facts, autoescape=False))
            for ending in ENDINGS
        )
    one_line = " ".join(CONTROL.sub(" ", subject).split())
    lines = CONTROL.sub("", text.replace("\r\n", "\n"))
    return one_line[:SUBJECT_LENGTH], EMPTY_LINES.sub("\n\n", lines).strip() + "\n"


def _loaded(name: str) -> Template:
    return Engine.get_default().get_template(name)
