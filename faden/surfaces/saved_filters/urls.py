"""Addresses of saved filters."""

from django.urls import path

from faden.surfaces.saved_filters import views

app_name = "saved_filters"
urlpatterns = [
    path("", views.save, name="save"),
    path("<int:pk>/entfernen/", views.remove, name="remove"),
]
