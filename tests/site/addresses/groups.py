"""Bodies and organisations: sample pages, and what has none."""

from tests.site.addresses.sample import ACCOUNT, TEAM, Sample

PAGES: dict[str, list[Sample]] = {
    "groups:bodies": [Sample(("anonymous", "staff"), "process")],
    "groups:body": [Sample(("anonymous", "staff"), "body"), Sample(("staff",), "closed_body")],
    "groups:meeting": [Sample(("anonymous", "staff"), "meeting")],
    "groups:decision": [Sample(("anonymous", "staff"), "decision")],
    "groups:own": [ACCOUNT],
    "groups:apply": [ACCOUNT],
    "groups:manage": [Sample(("staff",), "process")],
    "groups:found": [Sample(("staff",), "process")],
    "groups:change": [Sample(("staff",), "body_pk")],
    "groups:add_member": [Sample(("staff",), "body_pk")],
    "groups:member": [Sample(("staff",), "member")],
    "groups:call_meeting": [Sample(("staff",), "body_pk")],
    "groups:change_meeting": [Sample(("staff",), "meeting_pk")],
    "groups:decide": [Sample(("staff",), "body_pk")],
    "groups:change_decision": [Sample(("staff",), "decision_pk")],
    "groups:organisations": [TEAM],
    "groups:new_organisation": [TEAM],
    "groups:organisation": [Sample(("staff",), "organisation")],
}

WITHOUT_PAGE: dict[str, str] = {
    "groups:choose_name": "POST only; leads back to groups:own",
    "groups:remove_member": "POST only; leads back to groups:change",
    "groups:add_representative": "POST only; shows groups:organisation again if it cannot be",
    "groups:remove_representative": "POST only; leads back to groups:organisation",
}
