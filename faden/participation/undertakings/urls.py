"""Addresses of undertakings."""

from django.urls import path

from faden.participation.undertakings import feeds, staff, views

app_name = "undertakings"
urlpatterns = [
    path("vorhaben/", views.undertaking_list, name="list"),
    path("vorhaben/feed.atom", feeds.undertaking_feed, name="feed"),
    path("vorhaben/vorhabenliste.<slug:file_format>", views.download, name="download"),
    path("vorhaben/<int:pk>-<slug:slug>/", views.detail, name="detail"),
    path("team/vorhaben/", staff.table, name="table"),
    path("team/vorhaben/neu/", staff.new, name="new"),
    path("team/vorhaben/<int:pk>/", staff.edit, name="edit"),
    path("team/vorhaben/<int:pk>/zurueckziehen/", staff.take_back, name="take_back"),
]
