"""What the team finds in the background: a file of a list, a failed job, a wrong address."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from faden.backbone.jobs.actions import enqueue
from faden.backbone.jobs.models import Job
from faden.shared.errands.actions import Order, ask_for_file
from faden.shared.notifications.actions import note_bounce
from faden.surfaces.demo.actions.city import City
from faden.surfaces.demo.actions.processes import Course

FULL_DISK = "OSError: No space left on device (shared/media/files.py:31)"


def leave_work(city: City, course: Course) -> None:
    """Ask for a file, let a job have failed, and mails to one account have come back."""
    process = course.process
    address = reverse("ideas:table", args=[process.slug]) + "?export=xlsx"
    order = Order("export", _("Ideas"), process=process, address=address)
    ask_for_file(order, actor=city.manager, now=city.now)
    job = enqueue("media.sweep")
    failed_at = city.now - timedelta(hours=2)
    Job.objects.filter(pk=job.pk).update(
        attempts=job.max_attempts, failed_at=failed_at, last_error=FULL_DISK
    )
    person = city.people["tobias-m"]
    if person.email:
        note_bounce(person.email, "5.1.1", person=person, now=city.moment(-1))
