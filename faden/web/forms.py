"""Every form of the platform: accessible fields, errors in words, what was typed is kept."""

from datetime import date
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from faden.lib.refused import Refusal

FIRST_YEAR, LAST_YEAR = 1850, 2199  # of days in forms
UNREADABLE = "\N{REPLACEMENT CHARACTER}"  # what a wrong encoding leaves of a letter
CHECK_CLASSES = (
    (forms.CheckboxSelectMultiple, "kern-form-check__checkbox"),  # it is a RadioSelect to Django
    (forms.RadioSelect, "kern-form-check__radio"),
    (forms.CheckboxInput, "kern-form-check__checkbox"),
)


class KernBoundField(forms.BoundField):
    """A field with the classes of the design system, and its hint and errors tied to it."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        widget = widget or self.field.widget
        attrs = super().build_widget_attrs(attrs, widget)
        if widget.is_hidden:
            return attrs
        own = widget.attrs.get("class", "")
        attrs["class"] = f"{own} {_classes(widget, has_errors=bool(self.errors))}".strip()
        if self.is_choice_list:
            attrs.pop("aria-invalid", None)  # belongs to the group, whose fieldset names the error
        return attrs

    @property
    def full_label(self) -> str:
        """The label after what the field belongs to, for where the field does not stand.

        A form of rows names that in `within` of the fields of a row.
        """
        within = getattr(self.field, "within", "")
        return f"{within}: {self.label}" if within else str(self.label)

    @property
    def is_check(self) -> bool:
        """Whether it is one box to tick, with its label at the right."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_choice_list(self) -> bool:
        return isinstance(self.field.widget, forms.RadioSelect)

    @property
    def is_select(self) -> bool:
        return isinstance(self.field.widget, forms.Select) and not isinstance(
            self.field.widget, forms.RadioSelect | forms.SelectMultiple
        )

    @property
    def is_marked_optional(self) -> bool:
        if self.field.required or getattr(self.field, "is_needed_sometimes", False):
            return False
        return bool(getattr(self.form, "marks_optional_fields", True))

    @property
    def focus_id(self) -> str:
        """The id of what a link in the error summary leads to."""
        return f"{self.auto_id}_0" if self.is_choice_list else self.id_for_label


def _classes(widget: forms.Widget, *, has_errors: bool) -> str:
    for kind, name in CHECK_CLASSES:
        if isinstance(widget, kind):
            return f"{name} {name}--error" if has_errors else name
    if isinstance(widget, forms.Select) and not isinstance(widget, forms.SelectMultiple):
        return "kern-form-input__select"
    name = "kern-form-input__input"
    return f"{name} {name}--error" if has_errors else name


class KernRenderer(TemplatesSetting):
    """Renders `{{ form }}` as a summary of errors and all fields."""

    form_template_name = "web/forms/form.html"
    field_template_name = "web/forms/field.html"
    bound_field_class = KernBoundField


class Form(forms.Form):
    """A form of our own. `marks_optional_fields` is off for searches and filters."""

    marks_optional_fields = True
    refusal: Refusal | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = _("Please fill in this field.")

    def _clean_fields(self) -> None:
        """Refuse, besides, days in years that nobody means."""
        super()._clean_fields()  # type: ignore[misc]  # not in the stubs
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, date) and not FIRST_YEAR <= value.year <= LAST_YEAR:
                self.add_error(name, _("Please check the year."))

    def full_clean(self) -> None:
        """Refuse, besides, text of which a wrong encoding has eaten letters."""
        super().full_clean()
        for name, value in list(getattr(self, "cleaned_data", {}).items()):
            if isinstance(value, str) and UNREADABLE in value:
                self.add_error(
                    name, _("Some characters could not be read. Please type them again.")
                )

    def add_refusal(self, refusal: Refusal) -> None:
        """Show why the action said no, above the fields, with all that was typed."""
        self.refusal = refusal
        self.add_error(None, str(refusal))


class DayInput(forms.DateInput):
    """The browser's own field for a day."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class HourInput(forms.TimeInput):
    """The browser's own field for an hour."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def render_form(
    request: HttpRequest, template: str, *, context: dict[str, Any], form_name: str = "form"
) -> HttpResponse:
    """Render a page with a form: 200, or 422 with errors, or 409 when the action refused."""
    return render(request, template, context, status=form_status(context[form_name]))


def form_status(form: forms.BaseForm) -> int:
    """Return the status of a page that shows this form."""
    if getattr(form, "refusal", None) is not None:
        return 409
    return 422 if form.errors else 200
