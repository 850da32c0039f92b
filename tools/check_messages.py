"""Fails if the catalogues do not hold exactly the texts that code and templates mark.

makemessages runs in a copy, so the work tree stays as it is.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
UNNEEDED = shutil.ignore_patterns("vendor", "tests", "__pycache__", "*.mo")

Message = tuple[str | None, str, str]


def messages(catalogue: Path) -> set[Message]:
    """{(context, text, plural)} of the entries in use."""
    entries = polib.pofile(str(catalogue))
    return {
        (entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in entries if not entry.obsolete
    }


def main() -> int:
    """0 if the catalogues are up to date."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(ROOT / "faden", Path(folder) / "faden", ignore=UNNEEDED))
        django_admin = Path(sys.executable).parent / "django-admin"
        command = [str(django_admin), "makemessages", "--all", "--verbosity=0"]
        subprocess.run(command, cwd=copy, check=True)
        return sum(differences(ROOT / "faden", copy))


def differences(tree: Path, fresh: Path) -> list[bool]:
    """Per catalogue whether it differs from a freshly made one; says how."""
    differs = []
    for path in sorted(fresh.glob("**/LC_MESSAGES/*.po")):
        name = path.relative_to(fresh)
        is_now, should_be = messages(tree / name), messages(path)
        missing = [("missing", text) for text in sorted(should_be - is_now, key=str)]
        unused = [("unused", text) for text in sorted(is_now - should_be, key=str)]
        for kind, text in missing + unused:
            print(f"faden/{name}: {kind}: {text[1]!r}")
        differs.append(is_now != should_be)
    return differs


if __name__ == "__main__":
    sys.exit(min(main(), 1))
