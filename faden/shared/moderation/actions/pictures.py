"""Making parts of a picture unreadable, or taking one picture away."""

from __future__ import annotations

import base64
from collections.abc import Collection
from datetime import datetime

from faden.backbone.audit.actions import action
from faden.backbone.items.actions import lock
from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import process_id_of, require
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refused
from faden.shared.media import actions as media
from faden.shared.media import files
from faden.shared.media.models import Image
from faden.shared.media.pixels import steps
from faden.shared.media.queries import images_of
from faden.shared.moderation import rules
from faden.shared.moderation.actions.redaction import Ground, seal
from faden.shared.moderation.blackening import CELLS, blackened
from faden.shared.moderation.models import Redaction
from faden.shared.moderation.sealing import Original


@action
def redact_picture(
    image: Image, cells: Collection[int], *, ground: Ground, actor: Person, now: datetime
) -> Redaction:
    """Put black over parts of a picture, under a new address; the original is sealed for a time.

    :param cells: of the grid in `blackening`
    :raises Refused: without the permission to moderate or a reason, or if the picture is gone
    """
    item, image = _locked(image, ground, actor=actor, now=now)
    if not cells or not set(cells) <= set(range(1, CELLS + 1)):
        raise Refused(rules.NO_AREA)
    content = files.read(image.key, files.variant(_widest(image)))
    original = _original(image, content)
    media.replace_pixels(image, blackened(content, cells), actor=actor)
    return seal(item, original, ground=ground, actor=actor, now=now)


@action
def remove_picture(image: Image, ground: Ground, *, actor: Person, now: datetime) -> Redaction:
    """Take one picture of an item away; the original is sealed for a time.

    :raises Refused: without the permission to moderate or a reason, or if the picture is gone
    """
    item, image = _locked(image, ground, actor=actor, now=now)
    content = files.read(image.key, files.variant(_widest(image)))
    original = _original(image, content)
    media.remove([image], actor=actor)
    return seal(item, original, ground=ground, actor=actor, now=now)


def _locked(image: Image, ground: Ground, *, actor: Person, now: datetime) -> tuple[Item, Image]:
    if image.item is None:
        raise Refused(rules.NO_PICTURE)
    item = lock(image.item)
    require(actor, Permission.MODERATE, process_id=process_id_of(item), now=now)
    fresh = {found.pk: found for found in images_of([item]).get(item.pk, [])}
    if image.pk not in fresh or fresh[image.pk].state != Image.State.READY:
        raise Refused(rules.NO_PICTURE)
    if not ground.reason.strip():
        raise Refused(rules.NO_REASON)
    return item, fresh[image.pk]


def _widest(image: Image) -> int:
    return steps(image.width, image.height)[-1]


def _original(image: Image, content: bytes) -> Original:
    return Original(picture=base64.b64encode(content).decode(), alt_text=image.alt_text)
