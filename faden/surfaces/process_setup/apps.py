from django.apps import AppConfig


class ProcessSetupConfig(AppConfig):
    name = "faden.surfaces.process_setup"
    label = "process_setup"
