from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "faden.shared.media"
    label = "media"
    verbose_name = _("Pictures")

    def ready(self) -> None:
        from faden.backbone.people.personal import personal, reassignment
        from faden.shared.media import actions, queries

        personal(
            "media.Image",
            export=queries.personal_images,
            erase=actions.erase,
            merge=reassignment("media.Image", "owner"),
        )
