from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("processes", "0005_moderation_and_pauses")]

    operations = [
        migrations.AddField(
            model_name="process",
            name="is_released_by_two",
            field=models.BooleanField(
                default=False, verbose_name="a second person releases answers"
            ),
        ),
    ]
