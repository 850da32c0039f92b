from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("ideas", "0002_tags_address_withdrawal"),
    ]

    operations = [
        migrations.AddField(
            model_name="idea",
            name="edited_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="idea",
            name="edited_after_ratings_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name="idea",
            constraint=models.CheckConstraint(
                condition=Q(("edited_after_ratings_at", None), ("edited_at__isnull", False), _connector="OR"),
                name="idea_edited_after_ratings_is_edited",
            ),
        ),
        migrations.AddIndex(
            model_name="idea",
            index=models.Index(
                condition=Q(("withdrawn_at__isnull", False)),
                fields=["withdrawn_at"],
                name="ideas_withdrawn",
            ),
        ),
    ]
