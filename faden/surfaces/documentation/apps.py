from django.apps import AppConfig


class DocumentationConfig(AppConfig):
    name = "faden.surfaces.documentation"
    label = "documentation"

    def ready(self) -> None:
        from faden.backbone.people.personal import personal

        personal(
            "documentation.Documentation",
            export=None,
            erase=None,
            merge=None,
            reason="who asked for it is the team; the row of somebody erased is blank",
        )
