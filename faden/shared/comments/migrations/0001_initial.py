import django.db.models.deletion
import faden.shared.comments.models
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("items", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "item_ptr",
                    models.OneToOneField(
                        auto_created=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        parent_link=True,
                        primary_key=True,
                        serialize=False,
                        to="items.item",
                    ),
                ),
                ("text", models.TextField(verbose_name="text")),
                (
                    "stance",
                    models.CharField(
                        choices=faden.shared.comments.models.stances,
                        default="neutral",
                        max_length=10,
                        verbose_name="stance",
                    ),
                ),
                ("is_by_team", models.BooleanField(default=False)),
                (
                    "in_reply_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies",
                        to="comments.comment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("stance__in", ["for", "against", "neutral"])),
                        name="comment_stance",
                    )
                ],
            },
            bases=("items.item",),
        ),
    ]
