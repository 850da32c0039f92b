"""Writing to an office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import EMAIL_LENGTH, Unit
from faden.surfaces.city.models import SUBJECT_LENGTH, TEXT_LENGTH, Message
from faden.web.forms import Form

TRAP = "homepage"  # programs that send advertisements fill in everything


class MessageForm(Form):
    """What every message has. People never see the trap; who fills it in is told to empty it."""

    kind: Message.Kind

    text = forms.CharField(
        label=_("Your message"),
        max_length=TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Only if you want an answer. We use it for nothing else."),
        max_length=EMAIL_LENGTH,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    wants_copy = forms.BooleanField(label=_("Send me a copy"), required=False)
    homepage = forms.CharField(
        label=_("Please leave this field empty"),
        required=False,
        max_length=1000,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, account: str, **kwargs: Any) -> None:
        kwargs["initial"] = {"email": account} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        if account:
            self.fields["wants_copy"].help_text = gettext("It goes to %(email)s.") % {
                "email": account
            }
        else:  # to whom an address belongs that somebody types is not known
            del self.fields["wants_copy"]

    def clean_homepage(self) -> str:
        if self.cleaned_data["homepage"]:
            raise forms.ValidationError(_("Please empty this field. Then your message is sent."))
        return ""

    def letter(self) -> dict[str, Any]:
        """Return the message; the form is valid."""
        values = self.cleaned_data
        return {"kind": self.kind, "text": values["text"], "email": values["email"]}


class ContactForm(MessageForm):
    kind = Message.Kind.CONTACT

    office = forms.TypedChoiceField(label=_("To"), coerce=int)
    subject = forms.CharField(label=_("Subject"), max_length=SUBJECT_LENGTH)

    field_order = ("office", "subject", "text", "email", "wants_copy", "homepage")

    def __init__(self, *args: Any, offices: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(unit.pk, str(unit)) for unit in offices]
        if len(offices) < 2:  # noqa: PLR2004 - nothing to choose
            del self.fields["office"]

    def letter(self) -> dict[str, Any]:
        """Return the message; the form is valid. A subject is one line."""
        subject = " ".join(self.cleaned_data["subject"].split())
        return super().letter() | {"subject": subject}


class BarrierForm(MessageForm):
    kind = Message.Kind.BARRIER

    page = forms.CharField(
        label=_("Which page is it about?"),
        help_text=_("Its address or its heading. You may leave it empty."),
        max_length=500,
        required=False,
    )

    field_order = ("page", "text", "email", "wants_copy", "homepage")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = gettext("What happened?")
        self.fields["text"].help_text = gettext(
            "What did you want to do, and what kept you from it? "
            "If you use a screen reader or other aids, please name them."
        )
        self.fields["email"].label = gettext("Where shall we answer?")

    def letter(self) -> dict[str, Any]:
        """Return the message; the form is valid."""
        page = " ".join(self.cleaned_data["page"].split())
        return super().letter() | {"subject": gettext("Report of a barrier"), "page": page}
