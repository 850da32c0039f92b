"""Where contributions come from that the team enters for others."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Origin
from faden.participation.ideas.actions import HandedIn
from faden.web.forms import DayInput, Form

Channel = Origin.Channel
CHANNELS = [choice for choice in Channel.choices if choice[0] != Channel.ONLINE]
MIDDAY = time(12)  # of a card only the day is known


class WithSource(Form):
    """Base of forms for what came on paper, by telephone or at an event."""

    channel = forms.ChoiceField(label=_("Origin"), choices=CHANNELS)
    place = forms.CharField(
        label=_("Place of origin"),
        help_text=_("For example “Weekly market”. Cards with a number are told apart by it."),
        max_length=120,
        required=False,
    )
    written_on = forms.DateField(
        label=_("Date on the card"), help_text=_("Empty: today."), required=False, widget=DayInput()
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_written_on(self) -> date | None:
        """Return the day, which is not in the future."""
        day: date | None = self.cleaned_data["written_on"]
        if day is not None and day > self.today:
            raise forms.ValidationError(_("The date cannot be in the future."))
        return day

    def handed_in(self) -> HandedIn:
        """Return the source; the form is valid."""
        day = self.cleaned_data["written_on"]
        is_earlier = day is not None and day < self.today
        return HandedIn(
            Channel(self.cleaned_data["channel"]),
            place=" ".join(self.cleaned_data["place"].split()),
            written_at=datetime.combine(day, MIDDAY, get_current_timezone())
            if is_earlier
            else None,
        )
