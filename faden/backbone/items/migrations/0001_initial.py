import django.db.models.deletion
import faden.backbone.items.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Item",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(editable=False, max_length=20)),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                ("language", models.CharField(default="de", max_length=10)),
                (
                    "visibility",
                    models.CharField(
                        choices=faden.backbone.items.models.visibilities,
                        default="staff",
                        max_length=10,
                    ),
                ),
                ("slug", models.SlugField(blank=True, db_index=False, max_length=60)),
                ("created_at", models.DateTimeField()),
                ("published_at", models.DateTimeField(null=True)),
                ("n_up", models.PositiveIntegerField(default=0)),
                ("n_down", models.PositiveIntegerField(default=0)),
                ("n_comments", models.PositiveIntegerField(default=0)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "part_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="items.item",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="items.item",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PublicCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("n", models.PositiveIntegerField(default=0)),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="public_counts",
                        to="items.item",
                    ),
                ),
            ],
            options={
                "db_table": "items_public_count",
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="items.item",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Origin",
            fields=[
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="origin",
                        serialize=False,
                        to="items.item",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=faden.backbone.items.models.channels,
                        default="online",
                        max_length=20,
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=120)),
                ("card_number", models.CharField(blank=True, max_length=20)),
                ("source", models.CharField(blank=True, max_length=60)),
                ("source_id", models.CharField(blank=True, max_length=80)),
                ("source_url", models.URLField(blank=True, max_length=500)),
                ("author_name", models.CharField(blank=True, max_length=60)),
                ("n_source_votes", models.PositiveIntegerField(null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        fields=("source", "source_id"),
                        name="one_item_per_source_id",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), ("source_id", "")),
                            models.Q(
                                models.Q(("source", ""), _negated=True),
                                models.Q(("source_id", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="source_and_its_id_go_together",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                fields=["part_of", "kind", "visibility", "-n_up", "-id"], name="items_most_positive"
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                fields=["part_of", "kind", "visibility", "-published_at", "-id"],
                name="items_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(
                fields=["part_of", "kind", "visibility", "-n_comments", "-id"],
                name="items_most_discussed",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(("visibility__in", ["public", "invited", "staff"])),
                name="item_visibility",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("visibility", "public"), _negated=True),
                    ("published_at__isnull", False),
                    _connector="OR",
                ),
                name="public_item_has_a_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", ""), _negated=True), name="item_has_a_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "process")),
                fields=("slug",),
                name="process_has_its_own_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="publiccount",
            constraint=models.UniqueConstraint(
                fields=("process", "kind"), name="one_count_per_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.UniqueConstraint(
                fields=("item", "number"), name="one_revision_per_number"
            ),
        ),
    ]
