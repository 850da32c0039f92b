"""The only addresses of accounts; those of allauth that are not named here do not exist."""

from django.urls import path, re_path

from faden.surfaces.account.views import account, address, city, contributions, second_factor

urlpatterns = [
    path("", account.overview, name="account_overview"),
    path("anlegen/", account.sign_up, name="account_signup"),
    path("bestaetigen/", account.confirm, name="account_confirm"),
    path("bestaetigen/neuer-code/", account.new_code, name="account_new_code"),
    path("einloggen/", account.sign_in, name="account_login"),
    path("einloggen/stadt/", city.begin, name="account_city"),
    path("einloggen/stadt/zurueck/", city.come_back, name="account_city_back"),
    path("ausloggen/", account.sign_out, name="account_logout"),
    path("angaben/", account.own_details, name="account_rename"),
    path("passwort/", account.change_password, name="account_change_password"),
    path("passwort-vergessen/", account.forgotten, name="account_reset_password"),
    path("passwort-vergessen/gesendet/", account.link_sent, name="account_reset_password_done"),
    re_path(
        r"^passwort-neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/$",
        account.new_password,
        name="account_reset_password_from_key",
    ),
    path("einloggen/zweiter-faktor/", second_factor.authenticate, name="mfa_authenticate"),
    path("zweiter-faktor/", second_factor.overview, name="account_factors"),
    path("zweiter-faktor/app/", second_factor.add_app, name="account_add_app"),
    path("zweiter-faktor/passkey/", second_factor.add_passkey, name="account_add_passkey"),
    path("zweiter-faktor/ersatzcodes/", second_factor.new_codes, name="account_new_codes"),
    path("zweiter-faktor/ersatzcodes/neu/", second_factor.codes, name="account_codes"),
    path("zweiter-faktor/<int:pk>/entfernen/", second_factor.remove, name="account_remove_factor"),
    path("e-mail/", address.change, name="account_change_address"),
    path("e-mail/bestaetigen/", address.confirm, name="account_confirm_address"),
    path("beitraege/", contributions.contributions, name="account_contributions"),
    path("wohnort/", contributions.residence, name="account_residence"),
    path("daten/", account.download, name="account_export"),
    path("loeschen/", account.delete, name="account_delete"),
    path("geloescht/", account.deleted, name="account_deleted"),
]
