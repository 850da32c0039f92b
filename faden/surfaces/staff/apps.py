from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "faden.surfaces.staff"
    label = "staff"

    def ready(self) -> None:
        from faden.backbone.people.personal import personal, rows

        personal(
            "staff.LogOpening",
            export=rows("staff.LogOpening", "opened_by", "opened_at", "cause"),
            erase=None,
            merge=None,
            reason="Who opened the log is answerable for it; guests never do.",
        )
