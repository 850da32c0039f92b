"""Addresses of the three questions."""

from django.urls import path

from faden.shared.feedback import staff, views

app_name = "feedback"
urlpatterns = [
    path("beteiligungen/<slug:process_slug>/rueckmeldung/", views.give, name="give"),
    path("team/beteiligungen/<slug:process_slug>/rueckmeldungen/", staff.results, name="results"),
]
