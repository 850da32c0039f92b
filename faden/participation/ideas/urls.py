"""Addresses of ideas."""

from django.urls import path

from faden.participation.ideas import staff, views

app_name = "ideas"
urlpatterns = [
    path("beteiligungen/<slug:process_slug>/ideen/", views.idea_list, name="list"),
    path("beteiligungen/<slug:process_slug>/ideen/neu/", views.new, name="new"),
    path("beteiligungen/<slug:process_slug>/ideen/aehnlich/", views.similar, name="similar"),
    path("ideen/<int:pk>-<slug:slug>/", views.detail, name="detail"),
    path("ideen/<int:pk>-<slug:slug>/danke/", views.thanks, name="thanks"),
    path("team/beteiligungen/<slug:process_slug>/ideen/", staff.idea_table, name="table"),
]
