from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "faden.shared.moderation"
    label = "moderation"

    def ready(self) -> None:
        from faden.backbone.people.personal import personal, rows

        personal(
            "moderation.Hiding",
            export=rows("moderation.Hiding", "hidden_by", "item_id", "reason", "hidden_at"),
            erase=None,
            merge=None,
            reason="Who hid something is answerable for it; guests hide nothing.",
        )
