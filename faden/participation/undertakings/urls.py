"""Addresses of undertakings."""

from django.urls import path

from faden.participation.undertakings import feeds, staff, views

app_name = "undertakings"
urlpatterns = [
    path("vorhaben/", views.undertaking_list, name="list"),
    path("vorhaben/feed.atom", feeds.undertaking_feed, name="feed"),
    path("vorhaben/karte/", views.undertaking_map, name="map"),
    path("vorhaben/karte.geojson", views.points, name="points"),
    path("vorhaben/<int:pk>-<slug:slug>/", views.detail, name="detail"),
    path("vorhaben/<int:pk>-<slug:slug>/beteiligung-vorschlagen/", views.suggest, name="suggest"),
    path("team/vorhaben/", staff.table, name="table"),
    path("team/vorhaben/neu/", staff.new, name="new"),
    path("team/vorhaben/<int:pk>/", staff.edit, name="edit"),
    path("team/vorhaben/<int:pk>/vorschlaege/", staff.suggestions, name="suggestions"),
    path("team/vorhaben/<int:pk>/zurueckziehen/", staff.take_back, name="take_back"),
]
