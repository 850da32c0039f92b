import django.db.models.deletion
import faden.shared.media.files
import faden.shared.media.models
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
            name="Image",
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
                (
                    "alt_text",
                    models.CharField(blank=True, max_length=300, verbose_name="description"),
                ),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("n_bytes", models.PositiveIntegerField()),
                ("format", models.CharField(max_length=4)),
                ("position", models.PositiveSmallIntegerField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=faden.shared.media.models.states, default="waiting", max_length=10
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("attached_at", models.DateTimeField(null=True)),
                (
                    "item",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="images",
                        to="items.item",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="images",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["owner", "created_at"], name="media_uploads_of_a_day"),
                    models.Index(
                        condition=models.Q(("item", None)),
                        fields=["created_at"],
                        name="media_not_attached",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("item", "position"), name="one_image_per_position"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("attached_at", None), ("item", None), ("position", None)),
                            models.Q(
                                ("attached_at__isnull", False),
                                ("item__isnull", False),
                                ("position__isnull", False),
                                models.Q(("alt_text", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="attached_image_is_complete",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "ready", "refused"])),
                        name="image_state",
                    ),
                ],
            },
        ),
    ]
