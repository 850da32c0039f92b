from django.apps import AppConfig


class ItemsConfig(AppConfig):
    name = "faden.backbone.items"
    label = "items"

    def ready(self) -> None:
        from faden.backbone.people.personal import personal, reassignment, rows

        personal(
            "items.Item",
            export=rows("items.Item", "author", "kind", "title", "visibility", "created_at"),
            erase=None,
            merge=reassignment("items.Item", "author"),
            reason="Contributions stay; their author's row is blanked.",
        )
        personal(
            "items.Revision",
            export=rows("items.Revision", "author", "title", "text", "created_at"),
            erase=None,
            merge=reassignment("items.Revision", "author"),
            reason="Texts of contributions stay; their author's row is blanked.",
        )
        personal(
            "items.Origin",
            export=None,
            erase=None,
            merge=None,
            reason="Names of imported authors as published elsewhere; they have no account here.",
        )
