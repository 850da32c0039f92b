"""How the team looks after contributions: sample pages, and what has none."""

from tests.site.addresses.sample import GUEST, PUBLIC, TEAM, Sample

PAGES: dict[str, list[Sample]] = {
    "moderation:hide": [Sample(("staff",), "idea_pk"), Sample(("staff",), "hidden_pk")],
    "moderation:hidden": [Sample(("staff",), "process")],
    "moderation:report": [
        Sample(("anonymous", "citizen"), "idea_pk"),
        Sample(("citizen",), "root_comment"),
    ],
    "moderation:reported": [GUEST],
    "moderation:waiting": [TEAM],
    "moderation:reports": [TEAM],
    "moderation:review": [
        Sample(("staff",), "held_pk"),
        Sample(("staff",), "reported_pk"),
        Sample(("staff",), "hidden_pk"),
    ],
    "moderation:move": [
        Sample(("staff",), "several"),
        Sample(("staff",), "movable", query={"nach": "die-lange-strasse-neu-gestalten"}),
    ],
    "moderation:redact": [Sample(("staff",), "idea_pk")],
    "moderation:redact_picture": [Sample(("staff",), "idea_picture")],
    "moderation:original": [Sample(("staff",), "redaction")],
    "moderation:pause": [Sample(("staff",), "process")],
    "moderation:pause_site": [TEAM],
    "outcomes:answer": [Sample(("staff",), "idea_pk")],
    "outcomes:answer_many": [Sample(("staff",), "several")],
    "outcomes:answers": [Sample(("staff",), "process")],
    "outcomes:promise": [Sample(("staff",), "process")],
    "outcomes:ask": [Sample(("staff",), "several")],
    "outcomes:draft": [Sample(("staff",), "answer_draft")],
    "outcomes:by_link": [
        Sample(("anonymous",), "draft_link"),
        Sample(("anonymous",), kwargs={"key": "abgelaufen"}, status=404),
    ],
    "coverage:process": [Sample(PUBLIC, "slug")],
    "assignments:table": [TEAM],
    "assignments:assign": [Sample(("staff",), "idea_pk")],
    "assignments:absences": [TEAM],
    "assignments:offices": [TEAM],
    "assignments:mail_hours": [TEAM],
    "staff:log": [TEAM],
    "staff:log_part": [Sample(("staff",), "log_opening")],
    "roles:list": [TEAM],
    "roles:grant": [TEAM],
    "roles:residence": [TEAM],
    "staff:start": [TEAM],
    "importers:list": [TEAM],
    "importers:columns": [Sample(("staff",), "run_uploaded")],
    "importers:run": [
        Sample(("staff",), f"run_{state}") for state in ("uploaded", "refused", "ready", "done")
    ],
}

WITHOUT_PAGE: dict[str, str] = {
    "outcomes:take_back": "POST only; leads back to outcomes:answers",
    "outcomes:release": "POST only; leads back to outcomes:answers",
    "outcomes:drop": "POST only; leads back to outcomes:answers",
    "outcomes:send_link": "POST only; leads back to outcomes:draft",
    "assignments:close": "POST only; leads back to the page before",
    "assignments:remove_absence": "POST only; leads back to assignments:absences",
    "moderation:release": "POST only; leads to the next that waits",
    "moderation:refuse": "POST only; shows moderation:review again if the reason is missing",
    "moderation:decide": "POST only; shows moderation:review again if something is missing",
    "moderation:hide_threat": "POST only; leads back to moderation:review",
    "moderation:end_pause": "POST only; leads back to moderation:pause",
    "moderation:end_pause_site": "POST only; leads back to moderation:pause_site",
    "outcomes:defect": "POST only; leads back to the page of the idea",
    "moderation:show_again": "POST only; leads back to the page of the idea",
    "roles:revoke": "asks before a role is revoked; see surfaces/roles/tests",
    "saved_filters:save": "POST only; leads back to the table",
    "saved_filters:remove": "POST only; leads back to the table",
    "importers:start": "POST only; leads to importers:run",
}
