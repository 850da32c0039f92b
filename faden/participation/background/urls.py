"""Addresses of the background of processes and of questions."""

from django.urls import path

from faden.participation.background import staff, views

PUBLIC = "beteiligungen/<slug:process_slug>/hintergrund/"
TEAM = "team/beteiligungen/<slug:process_slug>/hintergrund/"

app_name = "background"
urlpatterns = [
    path("orte/", views.venues, name="venues"),
    path("orte/punkte.geojson", views.venue_points, name="venue_points"),
    path(PUBLIC, views.page, name="page"),
    path(f"{PUBLIC}fragen/neu/", views.ask, name="ask"),
    path("fragen/<int:pk>-<slug:slug>/", views.question, name="question"),
    path("fragen/<int:pk>-<slug:slug>/bearbeiten/", views.change, name="change"),
    path("fragen/<int:pk>-<slug:slug>/zurueckziehen/", views.withdraw, name="withdraw"),
    path(TEAM, staff.manage, name="manage"),
    path(f"{TEAM}text/", staff.text, name="text"),
    path(f"{TEAM}orte-und-foerderung/", staff.frame, name="frame"),
    path("team/beteiligungen/<slug:process_slug>/fragen/", staff.table, name="table"),
    path("team/fragen/<int:pk>/", staff.answer, name="answer"),
    path("team/fragen/<int:pk>/termin/", staff.promise, name="promise"),
    path("team/fragen/<int:pk>/haeufig/", staff.make_frequent, name="make_frequent"),
    path(f"{TEAM}fragen/neu/", staff.add_frequent, name="add_frequent"),
    path(f"{TEAM}fragen/<int:pk>/", staff.frequent, name="frequent"),
    path(f"{TEAM}fragen/<int:pk>/platz/", staff.move, name="move"),
    path(f"{TEAM}fragen/<int:pk>/entfernen/", staff.remove_frequent, name="remove_frequent"),
    path(f"{TEAM}begriffe/neu/", staff.add_term, name="add_term"),
    path(f"{TEAM}begriffe/<int:pk>/", staff.term, name="term"),
    path(f"{TEAM}begriffe/<int:pk>/entfernen/", staff.remove_term, name="remove_term"),
]
