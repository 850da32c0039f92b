"""Content for the page that shows every component once."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from faden.lib.refused import Refusal, Remedy
from faden.web.forms import DayInput, Form

FIELDS = [("education", _("Education")), ("mobility", _("Mobility")), ("energy", _("Energy"))]
ROWS = [
    (_("A bench that calls the bus"), _("Mobility"), 142, 12, "success", _("will be done")),
    (_("Free wireless network in the library"), _("Education"), 96, 4, "info", _("in progress")),
    (_("Solar power on the sports hall"), _("Energy"), 61, 20, "warning", _("being examined")),
]


class SampleForm(Form):
    """A field of every kind."""

    title = forms.CharField(label=_("Title"), max_length=80, help_text=_("At most 80 characters"))
    text = forms.CharField(
        label=_("Your idea"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What should change, and who would gain from it?"),
    )
    email = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    field = forms.ChoiceField(label=_("Action field"), choices=[("", _("Please choose")), *FIELDS])
    people = forms.IntegerField(label=_("Number of people"), min_value=1, required=False)
    day = forms.DateField(label=_("Day"), widget=DayInput, required=False)
    where = forms.ChoiceField(
        label=_("Where does it belong?"),
        choices=[("all", _("The whole city")), ("district", _("A district"))],
        widget=forms.RadioSelect,
    )
    groups = forms.MultipleChoiceField(
        label=_("Who is it for?"),
        choices=[("children", _("Children")), ("old", _("Older people")), ("all", _("Everybody"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("More than one is possible"),
    )
    picture = forms.FileField(
        label=_("Picture"), required=False, help_text=_("JPEG or PNG, up to 10 MB")
    )
    agreed = forms.BooleanField(label=_("I have read the privacy notice."))
    source = forms.CharField(widget=forms.HiddenInput, initial="sample", required=False)


def sample(request: HttpRequest, *, now: datetime) -> dict[str, Any]:
    """Return the context of the page; `?form=wrong` shows the form with errors."""
    wrong = {"title": "", "email": "nobody", "text": "Half a sentence", "where": "all"}
    form = SampleForm(wrong) if request.GET.get("form") == "wrong" else SampleForm()
    return {
        "form": form,
        "now": now,
        "ends_at": now + timedelta(days=12),
        "rows": ROWS,
        "page": Paginator(range(240), 20).get_page(request.GET.get("seite")),
        "orders": [
            ("new", _("Newest")),
            ("liked", _("Most positive")),
            ("busy", _("Most discussed")),
        ],
        "order": request.GET.get("sortierung", "new"),
        "facts": [
            (_("What you can influence"), _("Aims, order and kind of the measures")),
            (_("What is fixed"), _("The budget of 2027")),
            (_("Who decides"), _("The council; your contributions advise it")),
            (_("Answer by"), _("31 March 2027")),
        ],
        "refusals": refusals(now),
        "user_text": "A first line with https://example.org/plan\n\n<script>alert(1)</script>",
    }


def refusals(now: datetime) -> list[Refusal]:
    """Return one refusal of each remedy."""
    return [
        Refusal("sample.sign_in", _("Rating needs an account."), remedy=Remedy.SIGN_IN),
        Refusal(
            "sample.wait",
            _("The collection of ideas has not begun."),
            {"until": now + timedelta(days=30)},
            Remedy.WAIT_UNTIL,
        ),
        Refusal("sample.verify", _("Only residents may vote here."), remedy=Remedy.VERIFY),
        Refusal("sample.closed", _("The collection of ideas is over.")),
    ]
