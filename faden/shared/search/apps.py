from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "faden.shared.search"
    label = "search"
