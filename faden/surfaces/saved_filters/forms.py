"""The name of a filter, and what it is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.surfaces.saved_filters.models import NAME_LENGTH, QUERY_LENGTH
from faden.web.forms import Form


class SavedFilterForm(Form):
    name = forms.CharField(label=_("Name of the filter"), max_length=NAME_LENGTH)
    page = forms.CharField(widget=forms.HiddenInput)
    query = forms.CharField(widget=forms.HiddenInput, max_length=QUERY_LENGTH, required=False)
