"""Every write about bodies and organisations."""

from faden.participation.groups.actions.bodies import (
    BodyFacts,
    change_body,
    found_body,
)
from faden.participation.groups.actions.meetings import (
    DecisionFacts,
    MeetingFacts,
    call_meeting,
    change_decision,
    change_meeting,
    decide,
)
from faden.participation.groups.actions.members import (
    MemberFacts,
    add_member,
    change_member,
    choose_name,
    leave_bodies,
    remove_member,
)
from faden.participation.groups.actions.organisations import (
    OrganisationFacts,
    add_organisation,
    add_representative,
    apply_for,
    decide_application,
    remove_representative,
)

__all__ = [
    "BodyFacts",
    "DecisionFacts",
    "MeetingFacts",
    "MemberFacts",
    "OrganisationFacts",
    "add_member",
    "add_organisation",
    "add_representative",
    "apply_for",
    "call_meeting",
    "change_body",
    "change_decision",
    "change_meeting",
    "change_member",
    "choose_name",
    "decide",
    "decide_application",
    "found_body",
    "leave_bodies",
    "remove_member",
    "remove_representative",
]
