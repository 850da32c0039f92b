"""Addresses of roles and residence."""

from django.urls import path

from faden.surfaces.roles import staff

app_name = "roles"
urlpatterns = [
    path("rollen/", staff.roles, name="list"),
    path("rollen/neu/", staff.grant, name="grant"),
    path("rollen/<int:pk>/entziehen/", staff.revoke, name="revoke"),
    path("wohnort/", staff.residence, name="residence"),
]
