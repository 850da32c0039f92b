from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "faden.participation.results"
    label = "results"

    def ready(self) -> None:
        from faden.backbone.items import kinds
        from faden.backbone.people.personal import personal
        from faden.participation.ideas.actions import tell_new_title_to
        from faden.participation.ideas.queries import register_status
        from faden.participation.results.actions import rename_entries
        from faden.participation.results.kind import RESULT
        from faden.participation.results.queries import NOT_SELECTED, SELECTED

        kinds.register(RESULT)
        tell_new_title_to(rename_entries)
        register_status(SELECTED)
        register_status(NOT_SELECTED)
        personal(
            "results.DotCount",
            export=None,
            erase=None,
            merge=None,
            reason="who counted is the team; the row of somebody erased is blank",
        )
