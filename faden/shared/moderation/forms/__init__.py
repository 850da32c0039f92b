"""What people type when they report something, and the team when it decides; forms never save."""

from faden.shared.moderation.forms.deciding import DecideForm, RefuseForm
from faden.shared.moderation.forms.hiding import HideForm
from faden.shared.moderation.forms.moving import MoveForm
from faden.shared.moderation.forms.pausing import PauseForm
from faden.shared.moderation.forms.redacting import CauseForm, PictureForm, RedactForm
from faden.shared.moderation.forms.reporting import ReportForm

__all__ = [
    "CauseForm",
    "DecideForm",
    "HideForm",
    "MoveForm",
    "PauseForm",
    "PictureForm",
    "RedactForm",
    "RefuseForm",
    "ReportForm",
]
