from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "faden.shared.notifications"
    label = "notifications"

    def ready(self) -> None:
        from faden.backbone.people.personal import (
            deletion,
            personal,
            reassignment,
            rows,
        )

        label = "notifications.OutboxMail"
        personal(
            label,
            export=rows(label, "recipient", "template", "created_at", "sent_at", "skipped_reason"),
            erase=deletion(label, "recipient"),
            merge=reassignment(label, "recipient"),
        )
        label = "notifications.Bounce"
        personal(
            label,
            export=rows(label, "person", "address", "cause", "status", "first_at", "last_at"),
            erase=deletion(label, "person"),
            merge=None,
            reason="Guests have no address.",
        )
        label = "notifications.Declined"
        personal(
            label,
            export=rows(label, "person", "sort"),
            erase=deletion(label, "person"),
            merge=None,
            reason="Guests get no mails that they could decline.",
        )
