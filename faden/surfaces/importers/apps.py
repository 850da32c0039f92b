from typing import Any

from django.apps import AppConfig


class ImportersConfig(AppConfig):
    name = "faden.surfaces.importers"
    label = "importers"

    def ready(self) -> None:
        from django.urls import reverse
        from django.utils.translation import gettext_lazy as _

        from faden.backbone.people.personal import personal, rows
        from faden.backbone.processes.rules import Permission
        from faden.shared.errands.kinds import ErrandKind, register
        from faden.surfaces.importers import actions

        register(
            ErrandKind(
                "import",
                _("Import"),
                Permission.IMPORT,
                path=lambda run: reverse("importers:run", args=[run]),
                cancelled=actions.cancelled,
            )
        )
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
