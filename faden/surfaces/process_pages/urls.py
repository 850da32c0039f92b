"""Addresses of processes.

Their namespace is `processes`, as for the kind: rooms below link to a process by it.
"""

from django.urls import path

from faden.surfaces.process_pages import views

app_name = "processes"
urlpatterns = [
    path("beteiligungen/", views.process_list, name="list"),
    path("beteiligungen/<slug:slug>/", views.detail, name="detail"),
    path("vorschau/<str:key>/", views.preview, name="preview"),
]
