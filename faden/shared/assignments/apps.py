from django.apps import AppConfig


class AssignmentsConfig(AppConfig):
    name = "faden.shared.assignments"
    label = "assignments"

    def ready(self) -> None:
        from faden.backbone.people.personal import deletion, personal, rows

        personal(
            "assignments.Membership",
            export=rows("assignments.Membership", "person", "unit_id"),
            erase=deletion("assignments.Membership", "person"),
            merge=None,
            reason="guests work in no office",
        )
        for name in ("Assignment", "Absence", "Digest"):
            personal(
                f"assignments.{name}",
                export=None,
                erase=None,
                merge=None,
                reason="Work goes to an office, never to a person.",
            )
