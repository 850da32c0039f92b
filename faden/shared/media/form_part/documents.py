"""Documents as a part of a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from faden.backbone.items.models import Item, visibilities
from faden.shared.media import queries, rules
from faden.shared.media.actions import Arranged, DescribedDocument, DocumentUpload
from faden.shared.media.form_part.base import WithFiles
from faden.shared.media.form_part.fields import DocumentFileField
from faden.shared.media.form_part.slots import Part, Slot
from faden.shared.media.labels import format_label
from faden.shared.media.models import DOCUMENT_TITLE_LENGTH, Document


class DocumentPart(Part[Document, DocumentUpload]):
    name = "document"
    text_name = "title"
    terms = rules.OF_DOCUMENTS
    offers_visibility = False

    def fields(self, number: int) -> dict[str, forms.Field]:
        which = {"number": number}
        fields: dict[str, forms.Field] = {
            "": DocumentFileField(label=_("Document %(number)s") % which),
            "_title": forms.CharField(
                label=_("Title of document %(number)s") % which,
                help_text=_("It becomes the text of the link. Format and size are added."),
                max_length=DOCUMENT_TITLE_LENGTH,
                required=False,
            ),
        }
        if self.offers_visibility:
            fields["_visibility"] = forms.ChoiceField(
                label=_("Who sees document %(number)s") % which,
                choices=visibilities,
                initial=Item.Visibility.PUBLIC,
                required=False,
            )
        return fields

    def stored(self, keys: Iterable[str]) -> Mapping[str, Document]:
        return queries.documents_not_attached(self.owner, keys)

    def initial_of(self, file: Document) -> dict[str, Any]:
        return {"title": file.title, "visibility": file.visibility}

    def upload_hint(self) -> str:
        return _(
            "PDF, ODT, ODS, ODP, DOCX, XLSX, PPTX, TXT or CSV with at most %(limit)s MB. The file "
            "is published as it is, with the names that its properties hold."
        ) % {"limit": rules.MAX_DOCUMENT_BYTES // rules.MEGABYTE}

    def stored_hint(self, file: Document) -> str:
        return f"{file.filename} ({format_label(file)})"

    def discard_label(self, number: int) -> str:
        return _("Remove document %(number)s") % {"number": number}

    def order_label(self, number: int) -> str:
        return _("Place of document %(number)s in the order") % {"number": number}


class WithDocuments(WithFiles):
    """Base of forms that take documents.

    To change what hangs somewhere, give `attached_documents` and take `documents_arranged()`.
    """

    max_documents: ClassVar[int] = rules.MAX_DOCUMENTS
    offers_visibility: ClassVar[bool] = False  # who sees each document, for forms of the team

    def __init__(
        self, *args: Any, attached_documents: Sequence[Document] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        part = DocumentPart(
            self, owner=self.owner, n_slots=self.max_documents, attached=attached_documents
        )
        part.offers_visibility = self.offers_visibility
        part.set_up()
        self.documents_part = part

    def document_slots(self) -> Iterator[Slot[Document]]:
        """Return the places for documents, for templates."""
        return self._documents.slots()

    def documents(self) -> list[DescribedDocument]:
        """Return the stored documents with their titles, in order."""
        return [
            DescribedDocument(file, values["title"], values["visibility"] or _visibility_of(file))
            for file, values in self._documents.in_order()
        ]

    def documents_arranged(self) -> Arranged[DescribedDocument]:
        """Return the documents that are to hang there, for `actions.arrange_documents`."""
        return Arranged(self.documents(), self._documents.known())

    @property
    def _documents(self) -> Part[Document, DocumentUpload]:
        assert self.documents_part is not None  # noqa: S101 - set when the form is made
        return self.documents_part


def _visibility_of(file: Document) -> str:
    """Return who sees the file where the form does not ask: nothing changes."""
    return str(file.visibility)
