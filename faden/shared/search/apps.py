from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "faden.shared.search"
    label = "search"

    def ready(self) -> None:
        from faden.backbone.people.personal import personal

        personal(
            "search.Entry",
            export=None,
            erase=None,
            merge=None,
            reason="it repeats texts of items; whoever blanks one calls search.actions.index",
        )
