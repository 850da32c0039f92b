"""Rows from before reasons and offices were asked for get what the new rules demand."""

from django.db import migrations
from django.db.models import F


def complete(apps, schema_editor):
    milestone = apps.get_model("processes", "Milestone").objects
    milestone.filter(state="postponed", was_on=None).update(
        was_on=F("starts_on"), was_until=F("ends_on"), was_precision=F("precision")
    )
    milestone.filter(state__in=["postponed", "cancelled"], reason="").update(reason="\N{EN DASH}")


def contacts_become_offices(apps, schema_editor):
    """The first line names the office; the rest is how to reach it."""
    person, unit = apps.get_model("people", "Person"), apps.get_model("people", "Unit")
    for process in apps.get_model("processes", "Process").objects.exclude(contact=""):
        name, _, address = process.contact.partition("\n")
        office = person.objects.create(
            kind="unit", display_name=name.strip(" *#")[:60], created_at=process.created_at
        )
        unit.objects.create(person=office, postal_address=address.strip())
        process.unit = office
        process.save(update_fields=["unit"])


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0002_residence_and_units'),
        ('processes', '0002_setting_up_and_access'),
    ]

    operations = [
        migrations.RunPython(complete, migrations.RunPython.noop),
        migrations.RunPython(contacts_become_offices, migrations.RunPython.noop),
    ]
