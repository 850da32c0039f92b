from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "faden.participation.ideas"
    label = "ideas"

    def ready(self) -> None:
        from faden.backbone.items import kinds
        from faden.participation.ideas.kind import IDEA

        kinds.register(IDEA)

        from faden.backbone.people.personal import deletion, personal, rows

        personal(
            "ideas.IdeaDraft",
            export=rows("ideas.IdeaDraft", "person", "content", "updated_at"),
            erase=deletion("ideas.IdeaDraft", "person"),
            merge=None,
            reason="Guests keep what they have begun on their own device.",
        )
