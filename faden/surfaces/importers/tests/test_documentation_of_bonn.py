"""The whole cycling dialogue of Bonn, 2,393 contributions, as an annex to a council paper."""

import os
import time
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import docx
import pytest
from django.conf import settings
from pypdf import PdfReader

from faden.backbone.jobs.worker import run_due
from faden.backbone.people.tests.factories import NOON
from faden.surfaces.documentation.files import path_of
from faden.surfaces.documentation.tests.factories import asked
from faden.surfaces.documentation.tests.reading import headings_of, structure_of
from faden.surfaces.importers import passes
from faden.surfaces.importers.tests.factories import a_process, a_town, imported

BESIDE = settings.PACKAGE.parent.parent / "shared" / "data" / "bonn_raddialog_2017"
FOLDER = Path(os.environ.get("FADEN_DEMO_DATA_DIR") or BESIDE)
LONGEST_S = 20.0
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.alone,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the data of Bonn are not at {FOLDER}"),
]


def test_the_documentation_of_bonn_takes_less_than_twenty_seconds_and_holds_every_idea():
    a_town()
    process = a_process("Radfahren")
    mapping = passes.mapping_named("bonn_raddialog")
    imported(passes.Order(process, FOLDER / "contributions.csv", mapping=mapping))
    documentation = asked(process, now=NOON + timedelta(days=400))

    began = time.monotonic()
    run_due()
    took_s = time.monotonic() - began

    documentation.refresh_from_db()
    assert documentation.n_ideas == 2393
    assert took_s < LONGEST_S
    word = docx.Document(path_of(documentation.stored_as, "docx"))
    assert sum(style == "Heading 3" for style, _text in headings_of(word)) >= 2393
    reader = PdfReader(BytesIO(path_of(documentation.stored_as, "pdf").read_bytes()))
    tags = structure_of(reader)
    assert tags.count("/H3") >= 2393
    assert len(reader.pages) > 200
