"""Addresses of documentations, below /team/beteiligungen/."""

from django.urls import path

from faden.surfaces.documentation import staff

app_name = "documentation"
PLACE = "<slug:process_slug>/dokumentation/"
urlpatterns = [
    path(PLACE, staff.overview, name="overview"),
    path(f"{PLACE}<int:pk>/", staff.detail, name="detail"),
    path(f"{PLACE}<int:pk>/dokumentation.<slug:file_format>", staff.download, name="download"),
    path(f"{PLACE}<int:pk>/erneut/", staff.make_again, name="make_again"),
    path(f"{PLACE}<int:pk>/entfernen/", staff.remove, name="remove"),
]
