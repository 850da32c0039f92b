"""Templates that the city made itself."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class OwnTemplate(models.Model):
    """A template that the city made from a process of its own; others come with Faden."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    slug = models.SlugField(max_length=60, unique=True)
    content = models.JSONField()  # as `templates` writes and reads it
    created_at = models.DateTimeField()

    class Meta:
        db_table = "processes_own_template"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
