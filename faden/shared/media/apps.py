from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "faden.shared.media"
    label = "media"
    verbose_name = _("Pictures and documents")

    def ready(self) -> None:
        from faden.backbone.people.personal import personal, reassignment
        from faden.shared.media import actions, queries

        personal(
            "media.Image",
            export=queries.personal_images,
            erase=actions.erase,
            merge=reassignment("media.Image", "owner"),
        )
        personal(
            "media.Document",
            export=queries.personal_documents,
            erase=None,
            merge=reassignment("media.Document", "owner"),
            reason="the erasure of pictures takes the documents along",
        )
