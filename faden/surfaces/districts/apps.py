from django.apps import AppConfig


class DistrictsConfig(AppConfig):
    name = "faden.surfaces.districts"
    label = "districts"
