"""Addresses of bodies and organisations."""

from django.urls import path

from faden.participation.groups import views
from faden.participation.groups.staff import bodies, organisations, parts

TEAM = "team/gruppen/<int:pk>/"

app_name = "groups"
urlpatterns = [
    path("beteiligungen/<slug:process_slug>/gruppen/", views.bodies, name="bodies"),
    path("gruppen/<int:pk>-<slug:slug>/", views.body, name="body"),
    path("sitzungen/<int:pk>-<slug:slug>/", views.meeting, name="meeting"),
    path("beschluesse/<int:pk>-<slug:slug>/", views.decision, name="decision"),
    path("konto/gruppen/", views.own, name="own"),
    path("konto/gruppen/<int:pk>/name/", views.choose_name, name="choose_name"),
    path("konto/organisationen/neu/", views.apply, name="apply"),
    path("team/beteiligungen/<slug:process_slug>/gruppen/", bodies.manage, name="manage"),
    path("team/beteiligungen/<slug:process_slug>/gruppen/neu/", bodies.found, name="found"),
    path(TEAM, bodies.change, name="change"),
    path(f"{TEAM}mitwirkende/neu/", bodies.add_member, name="add_member"),
    path(f"{TEAM}mitwirkende/<int:member>/", bodies.member, name="member"),
    path(f"{TEAM}mitwirkende/<int:member>/entfernen/", bodies.remove_member, name="remove_member"),
    path(f"{TEAM}sitzungen/neu/", parts.call_meeting, name="call_meeting"),
    path(f"{TEAM}sitzungen/<int:meeting>/", parts.change_meeting, name="change_meeting"),
    path(f"{TEAM}beschluesse/neu/", parts.decide, name="decide"),
    path(f"{TEAM}beschluesse/<int:decision>/", parts.change_decision, name="change_decision"),
    path("team/organisationen/", organisations.table, name="organisations"),
    path("team/organisationen/neu/", organisations.new, name="new_organisation"),
    path("team/organisationen/<int:pk>/", organisations.check, name="organisation"),
    path(
        "team/organisationen/<int:pk>/vertretung/",
        organisations.add_representative,
        name="add_representative",
    ),
    path(
        "team/organisationen/<int:pk>/vertretung/<int:given>/entfernen/",
        organisations.remove_representative,
        name="remove_representative",
    ),
]
