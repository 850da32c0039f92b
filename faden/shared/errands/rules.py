"""When work cannot be cancelled, when a list becomes a file in the background, why jobs fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from faden.lib.refused import Refusal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

IS_OVER = Refusal("errands.is_over", _("It has ended already."))
NOT_YOURS = Refusal("errands.not_yours", _("Somebody else asked for it."))

# Rows: 10,000 as XLSX take about four seconds of a process that answers requests, 100,000 forty.
AT_ONCE = 10_000

# What an error is about, by the words it begins with; what fits nowhere is a fault of the program.
_PLAIN: dict[str, StrOrPromise] = {
    "MailNotAccepted": _("The mail server did not take the mail."),
    "ConnectionRefusedError": _("The mail server, or another server, could not be reached."),
    "gaierror": _("The name of the mail server, or of another server, is not known."),
    "TimeoutError": _("Another server did not answer in time."),
    "SSLCertVerificationError": _("The certificate of the mail server could not be verified."),
    "OperationalError": _("The database did not answer."),
    "FileNotFoundError": _("A file is missing."),
    "PermissionError": _("A folder cannot be read or written."),
    "OSError: No space left": _("The disk is full."),
    "TookTooLong": _("It took longer than it may."),
    "NoSuchTask": _("It belongs to another version of the program."),
    "The worker was stopped": _("The program was ended in the middle of it, several times."),
    "ListIsGone": _("The list cannot be seen any more by whoever asked."),
}


def in_plain_words(error: str) -> StrOrPromise:
    """Return what went wrong for people who do not program."""
    fitting = (words for beginning, words in _PLAIN.items() if error.startswith(beginning))
    return next(fitting, _("A fault of the program."))


def remedy_for(error: str) -> StrOrPromise:
    """Return what can be done about it."""
    if in_plain_words(error) == _("A fault of the program."):
        return _("Try again once. If it fails once more, report it with the technical note.")
    return _("Look for the cause, mend it, and try again.")
