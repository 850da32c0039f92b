from django.apps import AppConfig


class SavedFiltersConfig(AppConfig):
    name = "faden.surfaces.saved_filters"
    label = "saved_filters"

    def ready(self) -> None:
        from faden.backbone.people.personal import deletion, personal, rows

        personal(
            "saved_filters.SavedFilter",
            export=rows("saved_filters.SavedFilter", "person", "name", "page", "query"),
            erase=deletion("saved_filters.SavedFilter", "person"),
            merge=None,
            reason="Guests see no staff tables.",
        )
