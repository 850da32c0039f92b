from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "faden.participation.groups"
    label = "groups"

    def ready(self) -> None:
        from faden.backbone.items import kinds
        from faden.backbone.people.personal import personal
        from faden.participation.groups.actions import leave_bodies
        from faden.participation.groups.kind import BODY, DECISION, MEETING
        from faden.participation.groups.queries import exported_memberships

        for kind in (BODY, MEETING, DECISION):
            kinds.register(kind)
        personal(
            "groups.Member",
            export=exported_memberships,
            erase=leave_bodies,
            merge=None,
            reason="Guests have no address by which a body could know them.",
        )
