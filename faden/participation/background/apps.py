from django.apps import AppConfig


class BackgroundConfig(AppConfig):
    name = "faden.participation.background"
    label = "background"

    def ready(self) -> None:
        from faden.backbone.items import kinds
        from faden.backbone.people.personal import personal, rows
        from faden.participation.background.kind import QUESTION

        kinds.register(QUESTION)
        personal(
            "background.Question",
            export=rows("background.Question", "author", "title", "text", "created_at"),
            erase=None,
            merge=None,
            reason="Questions stay, as contributions do; who answers is an office of the city.",
        )
