"""The only addresses of accounts; those of allauth that are not named here do not exist."""

from django.urls import path, re_path

from faden.surfaces.account import views

urlpatterns = [
    path("", views.overview, name="account_overview"),
    path("anlegen/", views.sign_up, name="account_signup"),
    path("bestaetigen/", views.confirm, name="account_confirm"),
    path("bestaetigen/neuer-code/", views.new_code, name="account_new_code"),
    path("einloggen/", views.sign_in, name="account_login"),
    path("ausloggen/", views.sign_out, name="account_logout"),
    path("angaben/", views.own_details, name="account_rename"),
    path("passwort/", views.change_password, name="account_change_password"),
    path("passwort-vergessen/", views.forgotten, name="account_reset_password"),
    path("passwort-vergessen/gesendet/", views.link_sent, name="account_reset_password_done"),
    re_path(
        r"^passwort-neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[0-9A-Za-z-]+)/$",
        views.new_password,
        name="account_reset_password_from_key",
    ),
    path("daten/", views.download, name="account_export"),
    path("loeschen/", views.delete, name="account_delete"),
    path("geloescht/", views.deleted, name="account_deleted"),
]
