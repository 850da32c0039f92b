from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "faden.surfaces.api"
    label = "api"
