"""Addresses of results."""

from django.urls import path

from faden.participation.results import staff, views

app_name = "results"
urlpatterns = [
    path("ergebnisse/<int:pk>-<slug:slug>/", views.detail, name="detail"),
    path("ergebnisse/<int:pk>/ergebnis.<slug:file_format>", views.download, name="download"),
    path("team/beteiligungen/<slug:process_slug>/ergebnis/", staff.manage, name="manage"),
]
