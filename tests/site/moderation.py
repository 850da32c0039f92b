"""What the pages of moderation show besides the demonstration."""

from datetime import UTC, datetime
from typing import Any

from faden.backbone.places.models import TextBlock
from faden.shared.media.models import Image
from faden.shared.moderation.models import Hold, Redaction, Report


def moderation_facts(picture: Image) -> dict[str, Any]:
    """Return the numbers from which the addresses of these pages are made."""
    waiting = Hold.objects.filter(decided_at=None, held_at__lte=datetime.now(UTC)).first()
    reported = Report.objects.filter(decided_at=None).first()
    redaction, block = Redaction.objects.first(), TextBlock.objects.first()
    assert waiting
    assert reported
    assert redaction
    assert block
    assert picture.item
    assert picture.item.process
    return {
        "movable": {"process_slug": picture.item.process.slug, "numbers": str(picture.item_id)},
        "held_pk": {"pk": waiting.item_id},
        "reported_pk": {"pk": reported.item_id},
        "redaction": {"redaction_pk": redaction.pk},
        "idea_picture": {"pk": picture.item_id, "image_pk": picture.pk},
        "text_block": {"pk": block.pk},
    }
