from django.apps import AppConfig


class ThreadConfig(AppConfig):
    name = "faden.shared.thread"
    label = "thread"

    def ready(self) -> None:
        from faden.backbone.people.personal import personal, reassignment, rows

        personal(
            "thread.Link",
            export=rows("thread.Link", "author", "source_id", "relation", "target_id"),
            erase=None,
            merge=reassignment("thread.Link", "author"),
            reason="A link stays; its author's row is blanked.",
        )
