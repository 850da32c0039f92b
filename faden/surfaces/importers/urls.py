"""Addresses below /team/import/."""

from django.urls import path

from faden.surfaces.importers import staff

app_name = "importers"
urlpatterns = [
    path("", staff.runs, name="list"),
    path("<int:pk>/", staff.run, name="run"),
    path("<int:pk>/spalten/", staff.columns, name="columns"),
    path("<int:pk>/starten/", staff.start, name="start"),
]
