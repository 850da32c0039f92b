"""Addresses of the red thread."""

from django.urls import path

from faden.shared.thread import staff, views

app_name = "thread"

urlpatterns = [
    path("faden/<uuid:uuid>/", views.thread, name="thread"),
    path("faden/<uuid:uuid>/faden.jsonld", views.linked_data, name="linked_data"),
    path("team/beitraege/<int:pk>/faden/", staff.knots, name="knots"),
    path("team/beitraege/<int:pk>/faden/loesen/", staff.untie, name="untie"),
]
