"""What the team types about bodies, and what people type about organisations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import NAME_LENGTH, Organisation, organisation_sorts
from faden.backbone.people.rules import name_refusal
from faden.lib.moments import moment
from faden.participation.groups.actions import (
    BodyFacts,
    DecisionFacts,
    MeetingFacts,
    MemberFacts,
    OrganisationFacts,
)
from faden.participation.groups.models import (
    MOST_VOTES,
    TITLE_MAX,
    Body,
    Decision,
    Meeting,
    Member,
    body_sorts,
)
from faden.shared.media.form_part import WithDocuments
from faden.web.forms import DayInput, Form

VOTES = ("n_for", "n_against", "n_abstained")
MARKDOWN = _("Markdown: **bold**, lists with -, [words](address).")


class HourInput(forms.TimeInput):
    """The browser's own field for an hour."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def _long(label: Any, *, rows: int = 6, required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=MARKDOWN,
        max_length=20_000,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _closed() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("Closed: only members and the team see it"),
        help_text=_("Lists, search, feeds and files do not show it to anybody else."),
        required=False,
    )


class BodyForm(Form):
    title = forms.CharField(label=_("Name"), max_length=TITLE_MAX)
    sort = forms.ChoiceField(label=_("What it is"), choices=body_sorts)
    task = _long(_("What it does"))
    is_closed = _closed()

    def __init__(self, data: Any = None, *, body: Body | None = None) -> None:
        names = ("title", "sort", "task")
        known = {name: getattr(body, name) for name in names} if body else {}
        is_closed = body is not None and not body.is_public
        super().__init__(data, initial=known | {"is_closed": is_closed})

    def facts(self) -> BodyFacts:
        """Return what was said; the form is valid."""
        return BodyFacts(**self.cleaned_data)


class MemberForm(Form):
    role = forms.CharField(
        label=_("Role"), help_text=_("Everybody reads it. Such as: chair."), max_length=80
    )
    organisation = forms.CharField(
        label=_("Organisation or group"),
        help_text=_("Everybody reads it. For whom the person is there."),
        max_length=120,
        required=False,
    )
    name = forms.CharField(label=_("Name"), max_length=100, required=False)
    is_named = forms.BooleanField(
        label=_("The person has agreed that the name is public"), required=False
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("With an account of this address the person sees what is closed to others."),
        required=False,
    )

    def __init__(self, data: Any = None, *, member: Member | None = None) -> None:
        names = ("role", "organisation", "name", "is_named", "email")
        super().__init__(
            data, initial={name: getattr(member, name) for name in names} if member else {}
        )

    def facts(self) -> MemberFacts:
        """Return what was said; the form is valid."""
        return MemberFacts(**self.cleaned_data)


class MeetingForm(WithDocuments):
    max_documents = 3
    title = forms.CharField(label=_("Name"), max_length=TITLE_MAX)
    day = forms.DateField(label=_("Day"), widget=DayInput)
    hour = forms.TimeField(label=_("Begins at"), widget=HourInput)
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    agenda = _long(_("Agenda"))
    minutes = _long(_("Minutes"), rows=10)
    is_closed = _closed()

    def __init__(self, *args: Any, meeting: Meeting | None = None, **kwargs: Any) -> None:
        super().__init__(*args, initial=_known_of(meeting), **kwargs)

    def facts(self) -> MeetingFacts:
        """Return what was said; the form is valid."""
        said = self.cleaned_data
        names = ("title", "place", "agenda", "minutes", "is_closed")
        given = {name: said[name] for name in names}
        return MeetingFacts(starts_at=moment(said["day"], said["hour"]), **given)


def _known_of(meeting: Meeting | None) -> dict[str, Any]:
    if meeting is None:
        return {}
    begins = localtime(meeting.starts_at)
    names = ("title", "place", "agenda", "minutes")
    known = {name: getattr(meeting, name) for name in names}
    moments = {"day": begins.date(), "hour": begins.time()}
    return known | moments | {"is_closed": not meeting.is_public}


class DecisionForm(Form):
    title = forms.CharField(label=_("Heading"), max_length=TITLE_MAX)
    text = _long(_("What was decided"), required=True)
    decided_on = forms.DateField(label=_("Date"), widget=DayInput)
    meeting = forms.ModelChoiceField(
        label=_("In which meeting"),
        queryset=Meeting.objects.none(),
        empty_label=_("In none"),
        required=False,
    )
    n_for = forms.IntegerField(
        label=_("In favour"), min_value=0, max_value=MOST_VOTES, required=False
    )
    n_against = forms.IntegerField(
        label=_("Against"), min_value=0, max_value=MOST_VOTES, required=False
    )
    n_abstained = forms.IntegerField(
        label=_("Abstentions"), min_value=0, max_value=MOST_VOTES, required=False
    )
    is_closed = _closed()

    def __init__(self, data: Any = None, *, body: Body, decision: Decision | None = None) -> None:
        names = ("title", "text", "decided_on", "meeting", *VOTES)
        known = {name: getattr(decision, name) for name in names} if decision else {}
        is_closed = decision is not None and not decision.is_public
        super().__init__(data, initial=known | {"is_closed": is_closed})
        meeting = self.fields["meeting"]
        assert isinstance(meeting, forms.ModelChoiceField)  # noqa: S101 - declared above
        meeting.queryset = body.meetings.order_by("-starts_at")

    @property
    def votes(self) -> list[forms.BoundField]:
        """The fields for the result of a vote."""
        return [self[name] for name in VOTES]

    def clean(self) -> dict[str, Any]:
        """Votes are all given, or none."""
        values = super().clean() or self.cleaned_data
        missing = [name for name in VOTES if values.get(name) is None]
        if missing and len(missing) < len(VOTES):
            self.add_error(missing[0], gettext("Please give all three numbers or none."))
        return values

    def facts(self) -> DecisionFacts:
        """Return what was said; the form is valid."""
        return DecisionFacts(**self.cleaned_data)


class ApplicationForm(Form):
    name = forms.CharField(
        label=_("Name of the organisation"),
        help_text=_("Contributions are shown under this name."),
        max_length=NAME_LENGTH,
    )
    sort = forms.ChoiceField(label=_("What it is"), choices=organisation_sorts)
    url = forms.URLField(
        label=_("Website"),
        help_text=_("It helps the city to check."),
        max_length=300,
        required=False,
        assume_scheme="https",
    )
    function = forms.CharField(
        label=_("Your function in it"), help_text=_("Such as: chair."), max_length=80
    )

    def __init__(self, data: Any = None, *, is_by_city: bool = False) -> None:
        super().__init__(data)
        sort = self.fields["sort"]
        assert isinstance(sort, forms.ChoiceField)  # noqa: S101 - declared above
        council = Organisation.Sort.COUNCIL
        sort.choices = [one for one in organisation_sorts() if is_by_city or one[0] != council]
        if is_by_city:
            del self.fields["function"]

    def clean_name(self) -> str:
        """Return the name, if it can be shown."""
        name: str = self.cleaned_data["name"].strip()
        if refusal := name_refusal(name):
            raise forms.ValidationError(str(refusal))
        return name

    def facts(self) -> OrganisationFacts:
        """Return what was said; the form is valid."""
        return OrganisationFacts(**self.cleaned_data)


class VerdictForm(Form):
    reason = forms.CharField(
        label=_("Reason, if you turn it down"),
        help_text=_("Whoever applied reads it."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    marks_optional_fields = False


class RepresentativeForm(Form):
    email = forms.EmailField(label=_("E-mail address of the account"))
    function = forms.CharField(label=_("Function"), max_length=80, required=False)
