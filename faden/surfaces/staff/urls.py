"""Addresses of the team's own pages; rooms add theirs below /team/."""

from django.urls import path

from faden.surfaces.staff import views

app_name = "staff"
urlpatterns = [
    path("", views.start, name="start"),
    path("aenderungsprotokoll/", views.log, name="log"),
    path("aenderungsprotokoll/<int:pk>/", views.log_part, name="log_part"),
]
