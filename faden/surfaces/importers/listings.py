"""What files say of imports, and of what is wrong with one."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from faden.web.tables import Column, Listing

RUN_COLUMNS: Sequence[Column[Any]] = (
    Column("id", _("Number"), lambda run: run.pk),
    Column("source", _("Source"), lambda run: run.source, width=30),
    Column("process", _("Process"), lambda run: run.process.title, width=45),
    Column("created_at", _("Begun"), lambda run: run.created_at),
    Column("finished_at", _("Ended"), lambda run: run.finished_at),
    Column("state", _("State"), lambda run: run.get_state_display(), width=28),
    Column("n_rows", _("Rows"), lambda run: sum(file.n_rows for file in run.files.all())),
)
RUNS: Listing[Any] = Listing("importe", _("Imports so far"), RUN_COLUMNS)
PROBLEM_COLUMNS: Sequence[Column[Any]] = (
    Column("table", _("Table"), lambda problem: problem.table_label),
    Column("row", _("Row"), lambda problem: problem.row or None),
    Column("column", _("Column"), lambda problem: problem.column, width=24),
    Column("problem", _("Problem"), lambda problem: problem.text, width=80),
)
PROBLEMS: Listing[Any] = Listing("probleme", _("What is wrong"), PROBLEM_COLUMNS)
