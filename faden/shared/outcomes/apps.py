from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "faden.shared.outcomes"
    label = "outcomes"

    def ready(self) -> None:
        from faden.backbone.people.personal import personal, rows
        from faden.shared.outcomes.queries.personal import forget_address, links_to
        from faden.shared.outcomes.verdicts import verdicts
        from faden.shared.thread.verdicts import register

        register(verdicts)

        personal(
            "outcomes.Outcome",
            export=None,
            erase=None,
            merge=None,
            reason="The unit that answers is an office, not a person.",
        )
        personal(
            "outcomes.Draft",
            export=rows("outcomes.Draft", "written_by", "id", "code", "reason", "created_at"),
            erase=None,
            merge=None,
            reason="An answer of the city stays the city's; guests write none.",
        )
        personal(
            "outcomes.DraftLink",
            export=links_to,
            erase=forget_address,
            merge=None,
            reason="a guest has no e-mail address, by which alone a link is known",
        )
