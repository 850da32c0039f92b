from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0003_text_blocks'),
    ]

    operations = [
        migrations.AddField(
            model_name='place',
            name='defect_url',
            field=models.URLField(blank=True, max_length=300, verbose_name='address of the defect reporter'),
        ),
        migrations.AddField(
            model_name='place',
            name='moderation_hours',
            field=models.CharField(blank=True, max_length=120, verbose_name='hours in which contributions are looked at'),
        ),
        migrations.AddField(
            model_name='place',
            name='sealed_days',
            field=models.PositiveSmallIntegerField(default=180, verbose_name='days for which the originals of redacted passages are kept'),
        ),
    ]
