"""The address where ratings arrive."""

from django.urls import path

from faden.shared.ratings import views

app_name = "ratings"
urlpatterns = [path("bewertungen/<int:pk>/", views.rate, name="rate")]
