from typing import Any

from django.apps import AppConfig


class ImportersConfig(AppConfig):
    name = "faden.surfaces.importers"
    label = "importers"

    def ready(self) -> None:
        from faden.backbone.people.personal import personal, rows

        personal(
            "importers.ImportRun",
            export=rows("importers.ImportRun", "started_by", "source", "created_at"),
            erase=_forget_who_started,
            merge=None,
            reason="guests cannot import",
        )


def _forget_who_started(person: Any, _now: Any) -> None:
    """Blank who began an import. Its files go by themselves, a week after its end."""
    person.import_runs.update(started_by=None)
