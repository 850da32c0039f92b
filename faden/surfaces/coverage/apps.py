from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "faden.surfaces.coverage"
    label = "coverage"
