import django.db.models.deletion
import faden.backbone.items.models
import faden.shared.media.files
import faden.shared.media.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0002_pictures_of_milestones_and_logo"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        default=faden.shared.media.files.new_key,
                        editable=False,
                        max_length=32,
                        unique=True,
                    ),
                ),
                ("n_bytes", models.PositiveIntegerField()),
                ("position", models.PositiveSmallIntegerField(null=True)),
                ("created_at", models.DateTimeField()),
                ("attached_at", models.DateTimeField(null=True)),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("filename", models.CharField(max_length=120)),
                (
                    "kind",
                    models.CharField(
                        choices=faden.shared.media.models.document_kinds, max_length=4
                    ),
                ),
                (
                    "visibility",
                    models.CharField(
                        choices=faden.backbone.items.models.visibilities,
                        default="public",
                        max_length=10,
                        verbose_name="who sees it",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="items.item",
                    ),
                ),
                (
                    "milestone",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="processes.milestone",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["owner", "created_at"], name="media_documents_of_a_day"),
                    models.Index(
                        condition=models.Q(("attached_at", None)),
                        fields=["created_at"],
                        name="media_document_not_attached",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "position"), name="one_document_per_position"
                    ),
                    models.UniqueConstraint(
                        fields=("milestone", "position"),
                        name="one_document_per_position_of_milestone",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("item", None), ("milestone", None), _connector="OR"),
                        name="document_hangs_on_one_thing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("attached_at", None),
                                ("item", None),
                                ("milestone", None),
                                ("position", None),
                            ),
                            models.Q(
                                models.Q(
                                    ("item__isnull", False),
                                    ("milestone__isnull", False),
                                    _connector="OR",
                                ),
                                ("attached_at__isnull", False),
                                ("position__isnull", False),
                                models.Q(("title", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="attached_document_is_complete",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("visibility__in", ["public", "invited", "staff"])),
                        name="document_visibility",
                    ),
                ],
            },
        ),
    ]
