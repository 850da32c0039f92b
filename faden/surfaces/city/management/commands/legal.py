"""`faden legal FOLDER`: the legal pages from files, for machines that are set up without pages."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from itertools import product
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from faden.backbone.places.queries import the_place
from faden.backbone.places.rules import Kind, placeholders
from faden.lib.refused import Refused
from faden.surfaces.city import actions, queries
from faden.surfaces.city.legal import KINDS, SEGMENTS, starter

VIDEO = re.compile(r"Video: *(?P<url>https?://\S+)\s+")


class Command(BaseCommand):
    help = (
        "Stores the legal pages that lie as Markdown files in a folder (impressum.de.md, "
        "datenschutz.en.md ...). With --starter it writes texts to begin with instead."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="where the files are, or are to be written")
        parser.add_argument("--starter", action="store_true", help="write texts to begin with")

    def handle(self, *_args: object, folder: Path, starter: bool, **_options: Any) -> None:
        if starter:
            self._write(folder)
        else:
            self._store(folder)

    def _write(self, folder: Path) -> None:
        """Write a file for each kind and language; what is there already stays."""
        folder.mkdir(parents=True, exist_ok=True)
        for kind, (language, _name) in product(Kind, settings.LANGUAGES):
            path = folder / f"{SEGMENTS[kind]}.{language}.md"
            if path.exists():
                self.stdout.write(f"{path} is there already and stays as it is.")
                continue
            path.write_text(_text(kind, language), encoding="utf-8")
            self.stdout.write(f"{path} written. Fill in what stands in [square brackets].")

    def _store(self, folder: Path) -> None:
        """Store each file whose name is one of a page; refuse a folder without any."""
        found = [path for path in sorted(folder.glob("*.*.md")) if _page_of(path) is not None]
        if not found:
            raise CommandError(
                f"{folder} holds no file such as impressum.de.md. "
                f"Write texts to begin with: faden legal {folder} --starter"
            )
        for path in found:
            kind, language = _page_of(path) or (Kind.IMPRINT, settings.LANGUAGE_CODE)
            text, video_url = _parts(path.read_text(encoding="utf-8"))
            _save(path, kind, language=language, text=text, video_url=video_url)
            left = "".join(f"\n  {one}" for one in placeholders(text))
            note = f" Still to be filled in:{left}" if left else ""
            self.stdout.write(f"{path.name} stored.{note}")


def _text(kind: Kind, language: str) -> str:
    return starter(
        kind,
        language,
        place=the_place(),
        contact=queries.contact_office(),
        base_url=settings.FADEN_SITE_URL,
    )


def _save(path: Path, kind: Kind, *, language: str, text: str, video_url: str) -> None:
    now = timezone.now()
    try:
        actions.save_legal_page(kind, language, text=text, video_url=video_url, actor=None, now=now)
    except Refused as refused:
        raise CommandError(f"{path.name}: {refused}") from None


def _parts(content: str) -> tuple[str, str]:
    """Return text and video; a first line "Video: https://..." names the video."""
    found = VIDEO.match(content)
    return (content[found.end() :], found["url"]) if found else (content, "")


def _page_of(path: Path) -> tuple[Kind, str] | None:
    """Return kind and language of a file by its name, None for a file that is no page."""
    segment, language, _md = path.name.split(".")
    kind = KINDS.get(segment)
    return (kind, language) if kind and language in dict(settings.LANGUAGES) else None
