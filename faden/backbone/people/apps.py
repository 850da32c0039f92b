from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "faden.backbone.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from faden.backbone.people.personal import personal
        from faden.backbone.people.queries import (
            account_facts,
            recorded_acts,
        )

        personal(
            "people.Person",
            export=account_facts,
            erase=None,
            merge=None,
            reason="the row itself is blanked last, by people.actions",
        )
        personal(
            "audit.LogEntry",
            export=recorded_acts,
            erase=None,
            merge=None,
            reason="append-only references to a row that is blank afterwards",
        )
        personal(
            "people.Unit",
            export=None,
            erase=None,
            merge=None,
            reason="how to reach an office of the city",
        )
