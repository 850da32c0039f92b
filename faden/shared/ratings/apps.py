from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "faden.shared.ratings"
    label = "ratings"

    def ready(self) -> None:
        from faden.backbone.people.personal import personal, rows
        from faden.shared.ratings import actions

        personal(
            "ratings.Rating",
            export=rows("ratings.Rating", "person", "item_id", "value", "rated_at"),
            erase=lambda person, _now: actions.erase_ratings(person),
            merge=lambda guest, account, _now: actions.merge_ratings(guest, account),
        )
