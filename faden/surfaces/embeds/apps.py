from django.apps import AppConfig


class EmbedsConfig(AppConfig):
    name = "faden.surfaces.embeds"
    label = "embeds"
