"""The address of the state of the answers."""

from django.urls import path

from faden.surfaces.coverage import views

app_name = "coverage"
urlpatterns = [
    path("beteiligungen/<slug:slug>/stand-der-antworten/", views.process, name="process")
]
