from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "faden.backbone.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Load the `tasks.py` of every room, which fills the registry of tasks."""
        autodiscover_modules("tasks")
