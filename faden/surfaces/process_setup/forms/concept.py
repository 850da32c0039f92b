"""The participation concept, with what its template asks in each part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from faden.backbone.processes.models import Concept, Process
from faden.backbone.processes.rules import CONCEPT_PARTS
from faden.surfaces.process_setup.forms.process import MARKDOWN, a_text
from faden.surfaces.process_setup.plans import Plan
from faden.web.forms import Form

LABELS = {
    "aims": _("Subject, aims and frame"),
    "responsible": _("Who is responsible"),
    "target_groups": _("Target groups and ways to reach them"),
    "course": _("Course and moderation"),
    "evaluation": _("Evaluation"),
    "resources": _("Time and budget"),
}


class ConceptForm(Form):
    """`with_results` is the public part; the other six are for the team."""

    marks_optional_fields = False

    with_results = a_text(_("What happens with the results"), rows=6, help_text=MARKDOWN)
    requires_concept = forms.BooleanField(
        label=_("This process needs a participation concept before it is published"),
        required=False,
        help_text=_("A small vote can do without; then the four lines are enough."),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        process: Process,
        concept: Concept | None,
        plan: Plan | None,
    ) -> None:
        self.process, self.concept, self.plan = process, concept, plan
        own = concept or Concept()
        initial = {part: getattr(own, part) for part in CONCEPT_PARTS}
        initial |= {
            "with_results": process.with_results,
            "requires_concept": process.requires_concept,
        }
        super().__init__(data, initial=initial)
        self.asked = {part: getattr(plan.concept, part) if plan else "" for part in LABELS}
        for part, label in LABELS.items():
            self.fields[part] = a_text(label, rows=4, help_text=self.asked[part])

    @property
    def has_texts_to_take(self) -> bool:
        """Whether the template says something of a part that is empty here."""
        return any(text and not self[part].value() for part, text in self.asked.items())

    def with_texts(self) -> Self:
        """Return the form with the template's texts in the empty parts, and all that was typed."""
        typed = {name: self[name].value() for name in self.fields}
        taken = {part: typed[part] or text for part, text in self.asked.items()}
        form = type(self)(process=self.process, concept=self.concept, plan=self.plan)
        form.initial = typed | taken
        return form

    @property
    def parts(self) -> list[forms.BoundField]:
        """The fields of the parts that only the team sees."""
        return [self[part] for part in LABELS]

    def columns(self) -> Mapping[str, Any]:
        """Return what is a column of the process; the form is valid."""
        return {name: self.cleaned_data[name] for name in ("with_results", "requires_concept")}

    def written(self) -> Mapping[str, str]:
        """Return the parts of the concept; the form is valid."""
        return {part: self.cleaned_data[part] for part in CONCEPT_PARTS}
