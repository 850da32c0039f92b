"""The composer below an item."""

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.shared.comments.models import TEXT_MAX, Comment
from faden.web.forms import Form


class CommentForm(Form):
    stance = forms.ChoiceField(
        label=_("Your view"),
        choices=Comment.Stance.choices,
        initial=Comment.Stance.NEUTRAL,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Your comment"),
        max_length=TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    name = forms.CharField(
        label=_("Your name"),
        help_text=_("Shown with your comment. You may leave it empty."),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
