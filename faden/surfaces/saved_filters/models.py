"""A saved filter is one person's; nobody else sees what they look for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from faden.backbone.people.models import Person

NAME_LENGTH = 60  # characters
QUERY_LENGTH = 1000  # characters


class SavedFilter(models.Model):
    """The query of one table's address, under a name."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_filters")
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    page = models.CharField(max_length=200)  # the table's path without a language
    query = models.CharField(max_length=QUERY_LENGTH)  # "thema=mobilitaet&beantwortet=nein"

    class Meta:
        db_table = "saved_filters_saved_filter"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["person", "page", "name"], name="one_filter_per_name")
        ]

    def __str__(self) -> str:
        return self.name
