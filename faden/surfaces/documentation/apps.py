from django.apps import AppConfig


class DocumentationConfig(AppConfig):
    name = "faden.surfaces.documentation"
    label = "documentation"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _

        from faden.backbone.people.personal import personal
        from faden.backbone.processes.rules import Permission
        from faden.shared.errands.kinds import ErrandKind, register
        from faden.surfaces.documentation.queries import path_of

        register(ErrandKind("documentation", _("Documentation"), Permission.EXPORT, path=path_of))
        personal(
            "documentation.Documentation",
            export=None,
            erase=None,
            merge=None,
            reason="who asked for it is the team; the row of somebody erased is blank",
        )
