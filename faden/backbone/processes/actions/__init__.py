"""Setting a process up, and saying who sees it and who works for it.

`actor=None` is whoever runs a command on the machine.
"""

from faden.backbone.processes.actions.access import (
    create_preview_link,
    give_up_roles,
    grant_role,
    invite,
    revoke_preview_link,
    revoke_role,
    uninvite,
    withdraw_invitations,
)
from faden.backbone.processes.actions.fields import (
    action_field_named,
    add_action_field,
    move_action_field,
    remove_action_field,
    rename_action_field,
)
from faden.backbone.processes.actions.pauses import end_pause, pause
from faden.backbone.processes.actions.phases import add_phase, change_phase, remove_phase
from faden.backbone.processes.actions.process import (
    archive,
    change_process,
    create_process,
    publish,
    reopen,
    set_concept,
    set_visibility,
)
from faden.backbone.processes.actions.timetable import (
    add_milestone,
    cancel,
    change_milestone,
    complete,
    postpone,
    remove_milestone,
)

__all__ = [
    "action_field_named",
    "add_action_field",
    "add_milestone",
    "add_phase",
    "archive",
    "cancel",
    "change_milestone",
    "change_phase",
    "change_process",
    "complete",
    "create_preview_link",
    "create_process",
    "end_pause",
    "give_up_roles",
    "grant_role",
    "invite",
    "move_action_field",
    "pause",
    "postpone",
    "publish",
    "remove_action_field",
    "remove_milestone",
    "remove_phase",
    "rename_action_field",
    "reopen",
    "revoke_preview_link",
    "revoke_role",
    "set_concept",
    "set_visibility",
    "uninvite",
    "withdraw_invitations",
]
