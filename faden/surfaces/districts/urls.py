"""Addresses of districts."""

from django.urls import path

from faden.surfaces.districts import views

app_name = "districts"
urlpatterns = [
    path("ortsteile/", views.district_list, name="list"),
    path("ortsteile/karte.geojson", views.points, name="points"),
    path("ortsteile/<slug:slug>/", views.detail, name="detail"),
]
