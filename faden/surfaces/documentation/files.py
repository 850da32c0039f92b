"""The finished files: outside the web root, under random names."""

import secrets
from pathlib import Path

from django.conf import settings

FORMATS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def keep(files: dict[str, bytes]) -> str:
    """Write the files, `{format: content}`, and return the name under which they are kept."""
    stored_as = secrets.token_hex(16)
    for file_format, content in files.items():
        path = path_of(stored_as, file_format)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(content)
    return stored_as


def remove(stored_as: str) -> None:
    """Remove the files, whether or not they are there."""
    for file_format in FORMATS:
        path_of(stored_as, file_format).unlink(missing_ok=True)


def path_of(stored_as: str, file_format: str) -> Path:
    """Return where the file is."""
    return Path(settings.DATA) / "documentation" / f"{stored_as}.{file_format}"
