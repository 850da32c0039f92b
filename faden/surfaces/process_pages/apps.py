from django.apps import AppConfig


class ProcessPagesConfig(AppConfig):
    name = "faden.surfaces.process_pages"
    label = "process_pages"
