from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    name = "faden.backbone.processes"
    label = "processes"

    def ready(self) -> None:
        from faden.backbone.items import kinds
        from faden.backbone.processes.kind import PROCESS

        kinds.register(PROCESS)

        from faden.backbone.people.personal import personal, rows
        from faden.backbone.processes.actions import give_up_roles, withdraw_invitations
        from faden.backbone.processes.queries import invitations_of

        personal(
            "processes.Process",
            export=None,
            erase=None,
            merge=None,
            reason="Responsible is an office of the city.",
        )
        personal(
            "processes.RoleGrant",
            export=rows("processes.RoleGrant", "person", "role", "process_id", "expires_at"),
            erase=give_up_roles,
            merge=None,
            reason="Guests hold no roles.",
        )
        personal(
            "processes.Invitation",
            export=invitations_of,
            erase=withdraw_invitations,
            merge=None,
            reason="Guests have no address that could be invited.",
        )
        personal(
            "processes.PreviewLink",
            export=rows("processes.PreviewLink", "created_by", "process_id", "expires_at"),
            erase=None,
            merge=None,
            reason="Links stay until they expire; the row of whoever made them is blank.",
        )
        personal(
            "processes.Pause",
            export=rows("processes.Pause", "started_by", "process_id", "starts_at", "ends_at"),
            erase=None,
            merge=None,
            reason="Who paused something is answerable for it; guests pause nothing.",
        )
