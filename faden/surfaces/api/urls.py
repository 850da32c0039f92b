"""Addresses of the data, without a language: data are in the language of who wrote them."""

from django.urls import path

from faden.surfaces.api import api

app_name = "api"
urlpatterns = [
    path("", api.start, name="start"),
    path("openapi.json", api.description, name="description"),
    path("processes", api.processes, name="processes"),
    path("processes/<slug:process_slug>/ideas", api.ideas, name="ideas"),
    path("ideas/<int:pk>", api.idea, name="idea"),
    path("ideas/<int:pk>/comments", api.comments, name="comments"),
]
