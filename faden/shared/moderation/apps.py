from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "faden.shared.moderation"
    label = "moderation"

    def ready(self) -> None:
        from faden.backbone.people.personal import deletion, personal, rows
        from faden.shared.moderation.actions.redaction import erase_sealed
        from faden.shared.moderation.actions.reports import merge_reports

        personal(
            "moderation.Hiding",
            export=rows("moderation.Hiding", "hidden_by", "item_id", "reason", "hidden_at"),
            erase=None,
            merge=None,
            reason="Who hid something is answerable for it; guests hide nothing.",
        )
        personal(
            "moderation.Hold",
            export=rows("moderation.Hold", "decided_by", "item_id", "decision", "decided_at"),
            erase=None,
            merge=None,
            reason="Who released something is answerable for it; guests release nothing.",
        )
        personal(
            "moderation.Report",
            export=rows("moderation.Report", "reporter", "item_id", "reason", "text", "created_at"),
            erase=deletion("moderation.Report", "reporter"),
            merge=lambda guest, account, _now: merge_reports(guest, account),
        )
        personal(
            "moderation.Redaction",
            export=rows("moderation.Redaction", "redacted_by", "item_id", "reason", "redacted_at"),
            erase=None,
            merge=None,
            reason="Who redacted something is answerable for it; guests redact nothing.",
        )
        personal(
            "moderation.Sealed",
            export=None,
            erase=erase_sealed,
            merge=None,
            reason="It goes with its time, and is about third persons; it follows its item.",
        )
        personal(
            "moderation.SealOpening",
            export=rows("moderation.SealOpening", "person", "cause", "opened_at"),
            erase=None,
            merge=None,
            reason="Who read an original is answerable for it; guests read none.",
        )
