"""Addresses where people choose which mails they get."""

from django.urls import path

from faden.shared.notifications import views

app_name = "notifications"
urlpatterns = [
    path("konto/benachrichtigungen/", views.choice, name="choice"),
    path("benachrichtigungen/<str:token>/", views.decline, name="decline"),
]
