"""How processes are set up: sample pages, and what has none."""

from tests.site.addresses.sample import TEAM, Sample

PAGES: dict[str, list[Sample]] = {
    "process_setup:table": [TEAM, Sample(("staff",), query={"suche": "gibtesnicht"})],
    "process_setup:choose": [TEAM],
    "process_setup:create": [
        Sample(("staff",), kwargs={"template": "digitale-agenda"}),
        Sample(("staff",), kwargs={"template": "unser-vorgehen"}),
    ],
    "process_setup:overview": [Sample(("staff",), "draft"), Sample(("staff",), "slug")],
    **{
        f"process_setup:{name}": [Sample(("staff",), "draft")]
        for name in ("basics", "lines", "rules", "progress", "concept", "fields", "files")
    },
    "process_setup:phases": [Sample(("staff",), "draft")],
    "process_setup:phase_add": [Sample(("staff",), "draft")],
    "process_setup:phase_edit": [Sample(("staff",), "draft_phase")],
    "process_setup:phase_remove": [Sample(("staff",), "draft_phase")],
    "process_setup:timetable": [Sample(("staff",), "draft")],
    "process_setup:entry_add": [Sample(("staff",), "draft")],
    "process_setup:entry_edit": [Sample(("staff",), "draft_entry")],
    "process_setup:entry_files": [Sample(("staff",), "draft_entry")],
    "process_setup:entry_postpone": [Sample(("staff",), "draft_entry")],
    "process_setup:entry_cancel": [Sample(("staff",), "draft_entry")],
    "process_setup:entry_remove": [Sample(("staff",), "draft_entry")],
    "process_setup:team": [Sample(("staff",), "draft"), Sample(("staff",), "slug")],
    "process_setup:access": [Sample(("staff",), "draft"), Sample(("staff",), "slug")],
    "process_setup:publish": [Sample(("staff",), "draft"), Sample(("staff",), "slug")],
    "process_setup:archive": [Sample(("staff",), "draft")],
    "process_setup:template": [Sample(("staff",), "draft")],
    "process_setup:history": [Sample(("staff",), "draft"), Sample(("staff",), "slug")],
}

WITHOUT_PAGE: dict[str, str] = {
    "process_setup:unkeep": "POST only; leads back to the templates",
    "process_setup:entry_state": "POST only; leads back to the timetable",
    "process_setup:uninvite": "POST only; leads back to who may see the process",
    "process_setup:preview_create": "POST only; leads back to who may see the process",
    "process_setup:preview_revoke": "POST only; leads back to who may see the process",
}
