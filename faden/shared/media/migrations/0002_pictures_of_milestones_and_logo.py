import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("items", "0002_tags"),
        ("media", "0001_initial"),
        ("places", "0002_colours_boundaries_addresses_legal_pages"),
        ("processes", "0002_setting_up_and_access"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="image", name="attached_image_is_complete"),
        migrations.RemoveIndex(model_name="image", name="media_not_attached"),
        migrations.AlterField(
            model_name="image",
            name="item",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="items.item",
            ),
        ),
        migrations.AlterField(
            model_name="image",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="%(class)ss",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="milestone",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="processes.milestone",
            ),
        ),
        migrations.AddField(
            model_name="image",
            name="place",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="logo",
                to="places.place",
            ),
        ),
        migrations.AddIndex(
            model_name="image",
            index=models.Index(
                condition=models.Q(("attached_at", None)),
                fields=["created_at"],
                name="media_not_attached",
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.UniqueConstraint(
                fields=("milestone", "position"), name="one_image_per_position_of_milestone"
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("item", None), ("milestone", None)),
                    models.Q(("item", None), ("place", None)),
                    models.Q(("milestone", None), ("place", None)),
                    _connector="OR",
                ),
                name="image_hangs_on_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("attached_at", None),
                        ("item", None),
                        ("milestone", None),
                        ("place", None),
                        ("position", None),
                    ),
                    models.Q(
                        models.Q(
                            ("item__isnull", False),
                            ("milestone__isnull", False),
                            ("place__isnull", False),
                            _connector="OR",
                        ),
                        ("attached_at__isnull", False),
                        ("position__isnull", False),
                        models.Q(("alt_text", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="attached_image_is_complete",
            ),
        ),
    ]
