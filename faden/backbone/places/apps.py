from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "faden.backbone.places"
    label = "places"
