"""Addresses of the work in the background, below /team/auftraege/."""

from django.urls import path

from faden.shared.errands import staff

app_name = "errands"
urlpatterns = [
    path("", staff.overview, name="overview"),
    path("gescheitert/", staff.failed, name="failed"),
    path("anlegen/", staff.ask, name="ask"),
    path("<int:pk>/", staff.detail, name="detail"),
    path("<int:pk>/abbrechen/", staff.cancel, name="cancel"),
    path("<int:pk>/datei/", staff.download, name="download"),
]
