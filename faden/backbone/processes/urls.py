"""Addresses of processes."""

from django.urls import path

from faden.backbone.processes import views

app_name = "processes"
urlpatterns = [
    path("", views.process_list, name="list"),
    path("<slug:slug>/", views.detail, name="detail"),
]
