"""Addresses of cards and walls."""

from django.urls import path

from faden.participation.paper import staff, views

app_name = "paper"
DESK = "team/beteiligungen/<slug:process_slug>/karten/"
urlpatterns = [
    path("karte/", views.find, name="find"),
    path("karte/<str:code>/", views.card, name="card"),
    path("ideenwaende/<int:pk>-<slug:slug>/", views.wall, name="wall"),
    path(DESK, staff.overview, name="overview"),
    path(f"{DESK}nummern/", staff.numbers, name="numbers"),
    path(f"{DESK}nummern/<int:number>/beleg.pdf", staff.slip, name="slip"),
    path(f"{DESK}dubletten/", staff.duplicates, name="duplicates"),
    path(f"{DESK}dubletten/<int:pk>/", staff.settle, name="settle"),
    path(f"{DESK}drucken/", staff.new_series, name="new_series"),
    path(f"{DESK}drucken/<int:pk>/<slug:form>.pdf", staff.sheets, name="sheets"),
    path(f"{DESK}waende/neu/", staff.new_wall, name="new_wall"),
    path(f"{DESK}waende/<int:pk>/fotos/", staff.photos, name="photos"),
    path(f"{DESK}waende/<int:pk>/aushang.pdf", staff.poster, name="poster"),
]
