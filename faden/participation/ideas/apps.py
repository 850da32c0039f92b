from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "faden.participation.ideas"
    label = "ideas"

    def ready(self) -> None:
        from faden.backbone.items import kinds
        from faden.participation.ideas.kind import IDEA

        kinds.register(IDEA)
