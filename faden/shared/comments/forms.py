"""Writing a comment, answering one, changing one's own."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from faden.backbone.people.voices import PREFIX
from faden.backbone.processes.form_part import WithAge, WithSignature
from faden.shared.comments.models import TEXT_MAX, Comment
from faden.web.forms import Form

THE_CITY = "stadt"  # no office signs


def _stance() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Your view"),
        choices=Comment.Stance.choices,
        initial=Comment.Stance.NEUTRAL,
        widget=forms.RadioSelect,
    )


def _text(label: StrOrPromise, *, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=TEXT_MAX, widget=forms.Textarea(attrs={"rows": rows})
    )


class CommentForm(WithSignature, WithAge):
    """A comment on an item, or a reply to a comment; only the first takes a stance."""

    speaks_as = forms.ChoiceField(
        label=_("Write as"),
        help_text=_("What you write in another name than your own is marked."),
        required=False,
    )
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Shown with your comment. You may leave it empty."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    def __init__(
        self,
        *args: Any,
        asks_name: bool,
        reply_to: int | None = None,
        speakers: Iterable[tuple[str, StrOrPromise]] = (),
        **kwargs: Any,
    ) -> None:
        """Several forms of replies may stand on one page, hence their own ids.

        :param reply_to: the comment that is answered; None: this is a comment on the item
        :param speakers: in whose name one can write, for those who may choose
        """
        is_reply = reply_to is not None
        super().__init__(*args, auto_id=f"id_{reply_to}_%s" if is_reply else "id_%s", **kwargs)
        self.is_reply, self.asks_name = is_reply, asks_name
        self.html_id = f"kommentar-{reply_to}" if is_reply else "kommentar"
        if not is_reply:
            self.fields["stance"] = _stance()
        self.fields["text"] = _text(_("Your reply") if is_reply else _("Your comment"))
        speakers = list(speakers)
        self.marks_optional_fields = not speakers
        if speakers:
            self.fields["speaks_as"] = forms.ChoiceField(
                label=self.base_fields["speaks_as"].label,
                help_text=self.base_fields["speaks_as"].help_text,
                choices=speakers,
                required=False,
            )
        else:
            del self.fields["speaks_as"]
        if not asks_name:
            del self.fields["name"]
        if is_reply:
            self.fields["text"].widget.attrs["autofocus"] = True
        self.order_fields(["stance", "text", "speaks_as", "name", "without_name"])

    @property
    def is_for_the_city(self) -> bool:
        """Whether it is said by an office or the city as a whole; the form is valid."""
        chosen = self.cleaned_data.get("speaks_as", "")
        return bool(chosen) and not chosen.startswith(PREFIX)


class ChangeForm(Form):
    """Other words for a comment."""

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not (comment.is_reply or comment.is_by_team):
            self.fields["stance"] = _stance()
        self.fields["text"] = _text(_("Your comment"), rows=8)
