from django.apps import AppConfig


class CityConfig(AppConfig):
    name = "faden.surfaces.city"
    label = "city"

    def ready(self) -> None:
        from faden.backbone.people.personal import personal
        from faden.surfaces.city.actions import erase_messages
        from faden.surfaces.city.queries import own_messages

        personal(
            "city.Message",
            export=own_messages,
            erase=erase_messages,
            merge=None,
            reason="a guest has no e-mail address, by which alone a message is known",
        )
