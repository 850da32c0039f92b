from django.apps import AppConfig


class RolesConfig(AppConfig):
    name = "faden.surfaces.roles"
    label = "roles"
