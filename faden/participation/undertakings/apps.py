from django.apps import AppConfig


class UndertakingsConfig(AppConfig):
    name = "faden.participation.undertakings"
    label = "undertakings"

    def ready(self) -> None:
        from faden.backbone.items import kinds
        from faden.backbone.people.personal import deletion, personal, reassignment, rows
        from faden.participation.undertakings.kind import UNDERTAKING

        kinds.register(UNDERTAKING)
        personal(
            "undertakings.Undertaking",
            export=None,
            erase=None,
            merge=None,
            reason="Responsible is an office of the city.",
        )
        personal(
            "undertakings.Reply",
            export=None,
            erase=None,
            merge=None,
            reason="An office of the city answers.",
        )
        personal(
            "undertakings.Suggestion",
            export=rows("undertakings.Suggestion", "author", "text", "created_at"),
            erase=deletion("undertakings.Suggestion", "author"),
            merge=reassignment("undertakings.Suggestion", "author"),
        )
