from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "faden.surfaces.home"
    label = "home"
