from django.apps import AppConfig


class CommentsConfig(AppConfig):
    name = "faden.shared.comments"
    label = "comments"

    def ready(self) -> None:
        from faden.backbone.items import kinds
        from faden.shared.comments.kind import COMMENT

        kinds.register(COMMENT)
