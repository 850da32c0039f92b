"""What was done, by reference only; and how often the pages of an area have changed."""

from django.db import models


class LogEntry(models.Model):
    """One write. Append-only; holds references and names of fields, never texts or addresses."""

    action = models.CharField(max_length=60)  # "<room>.<verb>"
    subject_type = models.CharField(max_length=60)  # "<room>.<model>"
    subject_id = models.BigIntegerField()
    actor_id = models.BigIntegerField(null=True)  # a Person; no key, so that the log outlives them
    facts = models.JSONField(default=dict)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        db_table = "audit_log_entry"
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="audit_log_subject")
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject_type}:{self.subject_id}"


class PageVersion(models.Model):
    """Raised in the transaction of every write that changes a page of this scope."""

    scope = models.CharField(max_length=60, primary_key=True)  # "site" or "process:<id>"
    version = models.PositiveBigIntegerField(default=0)

    class Meta:
        db_table = "audit_page_version"

    def __str__(self) -> str:
        return f"{self.scope} {self.version}"
