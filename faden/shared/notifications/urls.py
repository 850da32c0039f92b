"""Addresses where people choose which mails they get."""

from django.urls import path

from faden.shared.notifications import staff, views

app_name = "notifications"
urlpatterns = [
    path("konto/benachrichtigungen/", views.choice, name="choice"),
    path("konto/benachrichtigungen/adresse/", views.address_works, name="address_works"),
    path("team/post/", staff.mail, name="mail"),
    path("benachrichtigungen/<str:token>/", views.decline, name="decline"),
]
