import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("items", "0003_contested"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="News",
            fields=[
                ("item_ptr", models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to="items.item")),
                ("lead", models.CharField(max_length=300, verbose_name="in one sentence")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("link_url", models.URLField(blank=True, max_length=500, verbose_name="address of a link")),
                ("link_label", models.CharField(blank=True, max_length=100, verbose_name="what the link says")),
                ("planned_for", models.DateTimeField(null=True)),
                ("changed_at", models.DateTimeField()),
                ("district", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="news", to="places.district")),
            ],
            options={
                "verbose_name_plural": "news",
                "indexes": [models.Index(condition=models.Q(("planned_for__isnull", False)), fields=["planned_for"], name="news_planned")],
                "constraints": [models.CheckConstraint(condition=models.Q(("link_url", ""), models.Q(("link_label", ""), _negated=True), _connector="OR"), name="news_link_says_where_to")],
            },
            bases=("items.item",),
        ),
    ]
