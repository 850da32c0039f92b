"""Addresses of small pages."""

from django.urls import path

from faden.surfaces.embeds import staff, views

app_name = "embeds"
urlpatterns = [
    path("einbetten/beteiligungen/<slug:slug>/", views.embedded, name="embedded"),
    path("team/beteiligungen/<slug:process_slug>/einbetten/", staff.snippet, name="snippet"),
]
