from django.apps import AppConfig


class AccountConfig(AppConfig):
    name = "faden.surfaces.account"
    label = "account_pages"  # "account" is the label of allauth's own application

    def ready(self) -> None:
        from faden.backbone.people.personal import (
            deletion,
            personal,
            rows,
        )

        personal(
            "account.EmailAddress",
            export=rows("account.EmailAddress", "user", "email", "verified"),
            erase=deletion("account.EmailAddress", "user"),
            merge=None,
            reason="guests have no address",
        )
        personal(
            "account.EmailConfirmation",
            export=None,
            erase=None,
            merge=None,
            reason="goes with its address, and ours are confirmed without it",
        )
        personal(
            "mfa.Authenticator",
            export=rows("mfa.Authenticator", "user", "type", "created_at"),
            erase=deletion("mfa.Authenticator", "user"),
            merge=None,
            reason="guests have no second factor",
        )
        personal(
            "account_pages.CityAccount",
            export=rows("account_pages.CityAccount", "person", "issuer", "subject", "created_at"),
            erase=deletion("account_pages.CityAccount", "person"),
            merge=None,
            reason="guests are not known to the city's provider",
        )
        personal(
            "account_pages.EmergencyAccount",
            export=rows("account_pages.EmergencyAccount", "person", "number"),
            erase=deletion("account_pages.EmergencyAccount", "person"),
            merge=None,
            reason="guests have no password",
        )
