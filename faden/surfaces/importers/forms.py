"""Uploading files, and saying which column means what."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from faden.backbone.people.models import Person
from faden.backbone.processes.models import Process
from faden.lib.refused import Refused
from faden.lib.sheets.kinds import too_big
from faden.shared.media.http import MAX_FILE_BYTES
from faden.surfaces.importers import queries
from faden.surfaces.importers.columns import COLUMNS, Column, Plan, guessed
from faden.surfaces.importers.files import Stored, keep, remove
from faden.surfaces.importers.models import ImportRun, tables
from faden.surfaces.importers.previews import Sample
from faden.web.forms import Form

ACCEPTED = ".csv,.xlsx,.ods"


def _file_field(label: StrOrPromise, help_text: StrOrPromise, **options: Any) -> forms.FileField:
    return forms.FileField(
        label=label,
        help_text=help_text,
        allow_empty_file=True,  # ours says it better
        max_length=255,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        **options,
    )


class UploadForm(Form):
    process = forms.ModelChoiceField(
        label=_("Process"), queryset=Process.objects.none(), empty_label=_("Please choose")
    )
    source = forms.CharField(
        label=_("Source"),
        help_text=_(
            "The platform the contributions come from, such as raddialog.bonn.de. "
            "What has the same source and key is imported only once."
        ),
        max_length=60,
    )
    ideas = _file_field(_("Contributions"), _("CSV, XLSX or ODS, one row for each, up to 25 MB."))
    comments = _file_field(
        _("Comments"), _("A second table, if there are comments."), required=False
    )

    def __init__(self, *args: Any, person: Person, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["process"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = queries.processes_for_import(person, now=now)

    def kept(self) -> dict[str, Stored] | None:
        """Write the files down and return {table: file}; None: a field says what is wrong."""
        kept: dict[str, Stored] = {}
        for table in COLUMNS:
            upload = self.cleaned_data.get(table)
            try:
                kept.update({table: _kept(upload)} if upload is not None else {})
            except Refused as error:
                self.add_error(table, str(error))
        if not self.errors:
            return kept
        for file in kept.values():
            remove(file.stored_as)
        return None


def _kept(upload: "UploadedFile[bytes]") -> Stored:
    size = upload.size or 0
    if size > MAX_FILE_BYTES:
        raise too_big(size, MAX_FILE_BYTES)
    return keep(upload.chunks(), upload.name or "")


class ColumnsForm(Form):
    """Its fields are made from what an import can take and from the headers of the files."""

    marks_optional_fields = False

    create_fields = forms.BooleanField(
        label=_("Create topics that do not exist"),
        help_text=_("Otherwise a topic that does not exist is a problem."),
        required=False,
    )
    shorten_titles = forms.BooleanField(
        label=_("Shorten titles that are too long"),
        help_text=_("The whole title then begins the text. Otherwise it is a problem."),
        required=False,
    )
    editors = forms.CharField(
        label=_("Editors"),
        help_text=_("Names in the author column that wrote for the city, separated by commas."),
        max_length=300,
        required=False,
    )
    language = forms.ChoiceField(label=_("Language of the texts"), choices=settings.LANGUAGES)

    def __init__(
        self, *args: Any, run: ImportRun, samples: Sequence[Sample], **kwargs: Any
    ) -> None:
        self.samples = samples
        kwargs["initial"] = _initial(run, samples)
        super().__init__(*args, **kwargs)
        for sample in samples:
            table = sample.file.table
            for column in COLUMNS[table]:
                self.fields[f"{table}-{column.name}"] = _column_field(column, sample.headers)

    def sections(self) -> list[tuple[StrOrPromise, Sample, list[BoundField]]]:
        """Return (name of the table, its first rows, its fields)."""
        names = dict(tables())
        return [
            (names[table], sample, [self[f"{table}-{column.name}"] for column in COLUMNS[table]])
            for sample in self.samples
            for table in [sample.file.table]
        ]

    def choices(self) -> list[BoundField]:
        """Return the fields about the import as a whole."""
        return [self[name] for name in self.base_fields]

    def plan(self) -> Plan:
        """Return how the files are read; the form is valid."""
        values = self.cleaned_data
        headers = {
            table: {
                column.name: header
                for column in columns
                if (header := values.get(f"{table}-{column.name}"))
            }
            for table, columns in COLUMNS.items()
        }
        return Plan(
            **headers,
            create_fields=values["create_fields"],
            shorten_titles=values["shorten_titles"],
            editors=[name.strip() for name in values["editors"].split(",") if name.strip()],
            language=values["language"],
        )


def _column_field(column: Column, headers: Sequence[str]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=column.label,
        choices=[("", _("Not in the file")), *((name, name) for name in headers)],
        required=column.is_required,
    )


def _initial(run: ImportRun, samples: Sequence[Sample]) -> dict[str, Any]:
    """Return the columns as they were assigned last time, where they still exist, or guessed."""
    last = queries.last_plan(run.source) or Plan(
        create_fields=queries.has_no_fields(run), language=settings.LANGUAGE_CODE
    )
    initial = {
        "create_fields": last.create_fields,
        "shorten_titles": last.shorten_titles,
        "editors": ", ".join(last.editors),
        "language": last.language,
    }
    for sample in samples:
        table, names = sample.file.table, set(sample.headers)
        kept = {name: header for name, header in last.headers(table).items() if header in names}
        headers = guessed(table, sample.headers) | kept
        initial.update({f"{table}-{name}": header for name, header in headers.items()})
    return initial
