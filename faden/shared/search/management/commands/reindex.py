"""`faden reindex`: builds the search index anew."""

from typing import Any

from django.core.management.base import BaseCommand

from faden.backbone.items.kinds import kinds
from faden.shared.search.actions import index_parts_of_words, rebuild, reindex

NO_PARTS = (
    "Parts of words are looked for without an index: this PostgreSQL does not let us install its"
    ' extension pg_trgm. Let its administrator run "CREATE EXTENSION pg_trgm", then run this again.'
)


class Command(BaseCommand):
    help = "Builds the search index anew from all items. The site may be in use meanwhile."

    def handle(self, *_args: Any, **_options: Any) -> None:
        for kind in kinds():
            self.stdout.write(f"{kind.name}: {sum(reindex(kind))}")
        if not index_parts_of_words():
            self.stderr.write(NO_PARTS)
        rebuild()
