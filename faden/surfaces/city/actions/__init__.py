"""Every write about the municipality. `actor=None` is whoever runs a command on the machine."""

from faden.surfaces.city.actions.addresses import replace_addresses
from faden.surfaces.city.actions.districts import (
    add_district,
    apply_areas,
    change_district,
    remove_district,
)
from faden.surfaces.city.actions.legal import save_legal_page
from faden.surfaces.city.actions.messages import (
    drop_message,
    erase_messages,
    forget_messages,
    send_again,
    send_message,
)
from faden.surfaces.city.actions.municipality import (
    remove_logo,
    save_municipality,
    set_boundary,
    set_logo,
)
from faden.surfaces.city.actions.offices import (
    add_office,
    change_office,
    remove_office,
    restore_office,
)
from faden.surfaces.city.actions.tags import add_tag, merge_tags, remove_tag, rename_tag
from faden.surfaces.city.actions.text_blocks import (
    BlockFacts,
    add_text_block,
    change_text_block,
    remove_text_block,
)

__all__ = [
    "BlockFacts",
    "add_district",
    "add_office",
    "add_tag",
    "add_text_block",
    "apply_areas",
    "change_district",
    "change_office",
    "change_text_block",
    "drop_message",
    "erase_messages",
    "forget_messages",
    "merge_tags",
    "remove_district",
    "remove_logo",
    "remove_office",
    "remove_tag",
    "remove_text_block",
    "rename_tag",
    "replace_addresses",
    "restore_office",
    "save_legal_page",
    "save_municipality",
    "send_again",
    "send_message",
    "set_boundary",
    "set_logo",
]
