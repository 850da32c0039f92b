from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "faden.web"
    label = "web"
