"""Why a file is not taken as a document, and what would help."""

from django.utils.translation import gettext_lazy as _

from faden.lib.refused import Refusal

EMPTY = Refusal("media.document_empty", _("This file is empty. Choose the document again."))
NO_DOCUMENT = Refusal(
    "media.no_document",
    _(
        "This file is not a document that can be used here. Choose one in the format "
        "PDF, ODT, ODS, ODP, DOCX, XLSX, PPTX, TXT or CSV."
    ),
)
PICTURE = Refusal(
    "media.document_is_picture",
    _("This file is a picture. Add it as a picture, or save it as PDF and choose that."),
)
MARKUP = Refusal(
    "media.document_is_markup",
    _(
        "Web pages, drawings in the format SVG and other files with markup cannot be used here. "
        "Save the page as PDF and choose that."
    ),
)
PROGRAM = Refusal(
    "media.document_is_program",
    _("Programs and scripts cannot be used here. Save what you want to show as PDF."),
)
ARCHIVE = Refusal(
    "media.document_is_archive",
    _("Archives such as ZIP files cannot be used here. Unpack it and choose the documents in it."),
)
OLD_FORMAT = Refusal(
    "media.document_old_format",
    _(
        "This file is in an old format such as DOC, XLS or PPT, or it is protected by a password. "
        "Save it without a password as PDF, DOCX, XLSX, PPTX or in an OpenDocument format."
    ),
)
MACROS = Refusal(
    "media.document_macros",
    _(
        "This file holds macros, or comes from a format that may hold some. "
        "Save it without macros, or as PDF."
    ),
)
TEMPLATE = Refusal(
    "media.document_template",
    _("This file is a template or a slide show. Save it as an ordinary document, or as PDF."),
)
PASSWORD = Refusal(
    "media.document_password",
    _(
        "This file is protected by a password, so that not everybody can open it or have it read "
        "out. Save it without a password."
    ),
)
ACTIVE = Refusal(
    "media.document_active",
    _(
        "This PDF holds more than pages: scripts, further files or forms that run programs. "
        "Print it into a new PDF file, or save it as PDF/A, and choose that."
    ),
)
SURPRISES = Refusal(
    "media.document_surprises",
    _(
        "This file holds parts that do not belong in a document, such as programs or links to "
        "files elsewhere. Save it anew, or as PDF."
    ),
)
BOMB = Refusal(
    "media.document_bomb",
    _("This file is much larger unpacked than a document needs to be. Save it as PDF."),
)
DISGUISED = Refusal(
    "media.document_disguised",
    _(
        "This file holds something else besides the document, for example an archive or a web "
        "page. Save it anew, or print it into a new PDF file."
    ),
)
DAMAGED = Refusal(
    "media.document_damaged",
    _("This document is damaged or incomplete. Save it again and choose that."),
)
