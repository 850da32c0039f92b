"""Writing files. Bytes are there before their rows and go after them: no row lacks its file."""

from faden.shared.media.actions.attaching import (
    Arranged,
    DescribedDocument,
    DescribedImage,
    arrange,
    arrange_documents,
    attach,
    attach_documents,
)
from faden.shared.media.actions.logo import remove_logo, set_logo
from faden.shared.media.actions.pictures import publish, refuse, replace_pixels
from faden.shared.media.actions.quarantine import reject, release
from faden.shared.media.actions.removal import erase, remove, sweep
from faden.shared.media.actions.uploads import (
    DocumentUpload,
    StoredUpload,
    Upload,
    Uploads,
    receive,
    receive_documents,
    stored,
)

__all__ = [
    "Arranged",
    "DescribedDocument",
    "DescribedImage",
    "DocumentUpload",
    "StoredUpload",
    "Upload",
    "Uploads",
    "arrange",
    "arrange_documents",
    "attach",
    "attach_documents",
    "erase",
    "publish",
    "receive",
    "receive_documents",
    "refuse",
    "reject",
    "release",
    "remove",
    "remove_logo",
    "replace_pixels",
    "set_logo",
    "stored",
    "sweep",
]
