"""Pictures and documents: what hangs where, what is not attached yet, who may have which file."""

from faden.shared.media.queries.files import Asking, document_for, logo_for, picture_for
from faden.shared.media.queries.lists import (
    SeesVisibility,
    addresses,
    documents_of,
    documents_of_milestones,
    documents_of_process,
    images_of,
    images_of_milestones,
    images_of_process,
    logo,
    logo_address,
)
from faden.shared.media.queries.owners import (
    documents_not_attached,
    not_attached,
    orphans,
    own_files,
    personal_documents,
    personal_images,
    quota_for,
    usage_of,
    waiting_document,
    waiting_image,
)

__all__ = [
    "Asking",
    "SeesVisibility",
    "addresses",
    "document_for",
    "documents_not_attached",
    "documents_of",
    "documents_of_milestones",
    "documents_of_process",
    "images_of",
    "images_of_milestones",
    "images_of_process",
    "logo",
    "logo_address",
    "logo_for",
    "not_attached",
    "orphans",
    "own_files",
    "personal_documents",
    "personal_images",
    "picture_for",
    "quota_for",
    "usage_of",
    "waiting_document",
    "waiting_image",
]
