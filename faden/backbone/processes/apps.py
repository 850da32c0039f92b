from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    name = "faden.backbone.processes"
    label = "processes"

    def ready(self) -> None:
        from faden.backbone.items import kinds
        from faden.backbone.processes.kind import PROCESS

        kinds.register(PROCESS)

        from faden.backbone.people.personal import deletion, personal, rows

        personal(
            "processes.RoleGrant",
            export=rows("processes.RoleGrant", "person", "role", "process_id", "expires_at"),
            erase=deletion("processes.RoleGrant", "person"),
            merge=None,
            reason="Guests hold no roles.",
        )
