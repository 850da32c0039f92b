from django.apps import AppConfig


class ErrandsConfig(AppConfig):
    name = "faden.shared.errands"
    label = "errands"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from faden.backbone.people.personal import deletion, personal, rows
        from faden.backbone.processes.rules import Permission
        from faden.shared.errands.kinds import ErrandKind, register

        register(ErrandKind("export", _("File of a list"), Permission.EXPORT))
        personal(
            "errands.Errand",
            export=rows("errands.Errand", "asked_by", "title", "created_at"),
            erase=deletion("errands.Errand", "asked_by"),
            merge=None,
            reason="Guests ask for nothing of this.",
        )
