from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "faden.surfaces.demo"
    label = "demo"
