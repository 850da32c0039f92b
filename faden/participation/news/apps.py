from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "faden.participation.news"
    label = "news"

    def ready(self) -> None:
        from faden.backbone.items import kinds
        from faden.backbone.people.personal import personal
        from faden.participation.news.kind import NEWS

        kinds.register(NEWS)
        personal(
            "news.News",
            export=None,
            erase=None,
            merge=None,
            reason="News speaks for an office of the city.",
        )
