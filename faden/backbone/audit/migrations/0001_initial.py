from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PageVersion",
            fields=[
                ("scope", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("version", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "db_table": "audit_page_version",
            },
        ),
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("action", models.CharField(max_length=60)),
                ("subject_type", models.CharField(max_length=60)),
                ("subject_id", models.BigIntegerField()),
                ("actor_id", models.BigIntegerField(null=True)),
                ("facts", models.JSONField(default=dict)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "db_table": "audit_log_entry",
                "indexes": [
                    models.Index(
                        fields=["subject_type", "subject_id", "id"], name="audit_log_subject"
                    )
                ],
            },
        ),
    ]
