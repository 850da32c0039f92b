from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "faden.shared.outcomes"
    label = "outcomes"

    def ready(self) -> None:
        from faden.backbone.people.personal import personal

        personal(
            "outcomes.Outcome",
            export=None,
            erase=None,
            merge=None,
            reason="The unit that answers is an office, not a person.",
        )
