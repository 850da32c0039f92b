"""Whose sign-in of the city opens which account, and the account that needs none."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from faden.backbone.people.models import Person


class CityAccount(models.Model):
    """Whoever the provider knows by this subject enters this account."""

    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)  # of OpenID Connect, never given to another
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="city_accounts")
    created_at = models.DateTimeField()

    class Meta:
        db_table = "city_account"
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="a_subject_enters_once"),
            models.UniqueConstraint(fields=["issuer", "person"], name="one_subject_for_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} of {self.issuer}"


class EmergencyAccount(models.Model):
    """The one account of staff whose password opens the site when the city's sign-in is down."""

    number = models.PositiveSmallIntegerField(primary_key=True, default=1)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="emergency")

    class Meta:
        db_table = "emergency_account"
        constraints = [
            models.CheckConstraint(condition=Q(number=1), name="one_emergency_account"),
        ]

    def __str__(self) -> str:
        return f"emergency account {self.person_id}"
