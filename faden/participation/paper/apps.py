from django.apps import AppConfig


class PaperConfig(AppConfig):
    name = "faden.participation.paper"
    label = "paper"

    def ready(self) -> None:
        from faden.backbone.items import kinds
        from faden.backbone.people.personal import personal
        from faden.participation.ideas import numbers
        from faden.participation.paper import actions
        from faden.participation.paper.kind import WALL

        kinds.register(WALL)
        numbers.register(numbers.Numbering(actions.read_number, actions.keep_number))
        personal(
            "paper.Series",
            export=None,
            erase=None,
            merge=None,
            reason="who had cards printed is the team; the row of somebody erased is blank",
        )
