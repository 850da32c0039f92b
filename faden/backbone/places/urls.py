"""Addresses of the municipality as data."""

from django.urls import path

from faden.backbone.places import api

app_name = "places"
urlpatterns = [
    path("ortsteile/gebiet.geojson", api.area, name="area"),
    path("foerderung/<int:pk>/logo.png", api.funder_logo, name="funder_logo"),
]
