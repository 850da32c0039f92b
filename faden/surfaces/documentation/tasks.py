"""Making the two files of a documentation."""

from datetime import timedelta

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from faden.backbone.jobs.registry import RunningJob, task
from faden.surfaces.documentation import actions, files, queries
from faden.surfaces.documentation.contents import document
from faden.surfaces.documentation.docx_file import docx_of
from faden.surfaces.documentation.models import Documentation
from faden.surfaces.documentation.pdf_file import pdf_of

LEASE = timedelta(minutes=5)


@task(
    "documentation.make",
    lease=LEASE,
    max_attempts=3,
    is_long=True,
    label=_("A documentation is made"),
)
def make(job: RunningJob, *, documentation: int) -> None:
    """Make the files; one that was removed meanwhile is nobody's business any more."""
    asked = Documentation.objects.filter(pk=documentation).exists()
    found = queries.documentation_by_id(documentation) if asked else None
    if found is None or found.finished_at:
        return
    now = timezone.now()
    job.progress(0, 0)
    with translation.override(found.process.language):
        material = queries.material(found.process, found.as_of, now=now)
        whole = document(material)
    total = len(whole.blocks) * 2  # what DOCX takes as long as PDF
    docx = docx_of(whole, progress=lambda done: job.progress(done, total))
    job.progress(len(whole.blocks), total)
    pdf = pdf_of(whole, made_at=now)
    stored_as = files.keep({"docx": docx, "pdf": pdf})
    n_ideas = len(material.ideas)
    actions.finish(found, stored_as=stored_as, n_ideas=n_ideas, now=timezone.now())
