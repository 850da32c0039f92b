from django.apps import AppConfig


class StaffConfig(AppConfig):
    name = "faden.surfaces.staff"
    label = "staff"
