from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0005_venues_and_funders'),
    ]

    operations = [
        migrations.AddField(
            model_name='place',
            name='local_holidays',
            field=models.JSONField(default=list),
        ),
    ]
