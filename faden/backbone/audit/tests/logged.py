from django.db.models import Model, QuerySet

from faden.backbone.audit.models import LogEntry


def log_of(subject: Model) -> QuerySet[LogEntry]:
    """What was done to the subject, the oldest first."""
    of_subject = {"subject_type": subject._meta.label_lower, "subject_id": subject.pk}
    return LogEntry.objects.filter(**of_subject).order_by("id")
