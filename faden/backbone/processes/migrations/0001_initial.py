import django.db.models.deletion
import faden.backbone.processes.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("items", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Process",
            fields=[
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        related_name="as_process",
                        serialize=False,
                        to="items.item",
                    ),
                ),
                ("summary", models.CharField(max_length=300, verbose_name="one sentence")),
                ("description", models.TextField(blank=True, verbose_name="what it is about")),
                (
                    "participation",
                    models.CharField(
                        choices=faden.backbone.processes.models.participation_levels,
                        max_length=20,
                        verbose_name="level of participation",
                    ),
                ),
                (
                    "can_influence",
                    models.TextField(blank=True, verbose_name="what people can influence"),
                ),
                ("is_fixed", models.TextField(blank=True, verbose_name="what is already fixed")),
                ("who_decides", models.TextField(blank=True, verbose_name="who decides")),
                (
                    "answer_by",
                    models.TextField(blank=True, verbose_name="by when there is an answer"),
                ),
                (
                    "with_results",
                    models.TextField(blank=True, verbose_name="what happens with the results"),
                ),
                (
                    "groups_involved",
                    models.JSONField(blank=True, default=list, verbose_name="who takes part"),
                ),
                (
                    "progress_percent",
                    models.PositiveSmallIntegerField(default=0, verbose_name="progress in percent"),
                ),
                (
                    "progress_meaning",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="what the progress measures"
                    ),
                ),
                ("contact", models.TextField(blank=True, verbose_name="contact")),
            ],
            options={
                "db_table": "processes_process",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("progress_percent__lte", 100)),
                        name="process_progress_up_to_100",
                    )
                ],
            },
            bases=("items.item",),
        ),
        migrations.CreateModel(
            name="Phase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=faden.backbone.processes.models.phase_kinds,
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("description", models.TextField(blank=True, verbose_name="what happens in it")),
                ("starts_at", models.DateTimeField(verbose_name="starts")),
                ("ends_at", models.DateTimeField(null=True, verbose_name="ends")),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phases",
                        to="processes.process",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                (
                    "state",
                    models.CharField(
                        choices=faden.backbone.processes.models.milestone_states,
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("starts_on", models.DateField(verbose_name="date")),
                ("ends_on", models.DateField(null=True, verbose_name="until")),
                (
                    "precision",
                    models.CharField(
                        choices=faden.backbone.processes.models.precisions,
                        default="day",
                        max_length=10,
                        verbose_name="precision",
                    ),
                ),
                (
                    "event_starts_on",
                    models.DateField(null=True, verbose_name="the event starts on"),
                ),
                ("event_ends_on", models.DateField(null=True, verbose_name="the event ends on")),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="processes.process",
                    ),
                ),
            ],
            options={
                "ordering": ["starts_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="ActionField",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="name")),
                ("slug", models.SlugField(max_length=60)),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="action_fields",
                        to="processes.process",
                    ),
                ),
            ],
            options={
                "db_table": "processes_action_field",
                "ordering": ["position", "name"],
            },
        ),
        migrations.CreateModel(
            name="RoleGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(choices=faden.backbone.processes.models.roles, max_length=20),
                ),
                ("expires_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=200)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_grants",
                        to="processes.process",
                    ),
                ),
            ],
            options={
                "db_table": "processes_role_grant",
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("verb", models.CharField(max_length=20)),
                (
                    "level",
                    models.PositiveSmallIntegerField(
                        choices=faden.backbone.processes.models.levels
                    ),
                ),
                (
                    "phase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="openings",
                        to="processes.phase",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("phase", "kind", "verb"), name="one_opening_per_verb"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_at", None), ("ends_at__gt", models.F("starts_at")), _connector="OR"
                ),
                name="phase_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"
                ),
                name="milestone_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("event_ends_on", None),
                    models.Q(
                        ("event_ends_on__gte", models.F("event_starts_on")),
                        ("event_starts_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="event_ends_after_it_starts",
            ),
        ),
        migrations.AddConstraint(
            model_name="actionfield",
            constraint=models.UniqueConstraint(
                fields=("process", "slug"), name="one_field_per_slug"
            ),
        ),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.UniqueConstraint(
                fields=("person", "role", "process"),
                name="one_grant_per_role_and_process",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("process", None)),
                fields=("person", "role"),
                name="one_grant_for_all",
            ),
        ),
        migrations.AddConstraint(
            model_name="rolegrant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role", "administrator"), _negated=True),
                    ("process", None),
                    _connector="OR",
                ),
                name="administrators_are_for_all_processes",
            ),
        ),
    ]
