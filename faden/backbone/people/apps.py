from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "faden.backbone.people"
    label = "people"
    verbose_name = _("People")

    def ready(self) -> None:
        from faden.backbone.people.personal import deletion, personal, rows
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
            "people.Organisation",
            export=rows("people.Organisation", "applied_by", "person__display_name", "state"),
            erase=None,
            merge=None,
            reason="An organisation is no person; the row of whoever applied is blank.",
        )
        personal(
            "people.Representative",
            export=rows("people.Representative", "person", "organisation__person", "function"),
            erase=deletion("people.Representative", "person"),
            merge=None,
            reason="Guests act for nobody but themselves.",
        )
        personal(
            "people.Unit",
            export=None,
            erase=None,
            merge=None,
            reason="how to reach an office of the city",
        )
