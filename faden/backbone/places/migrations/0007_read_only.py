from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('places', '0006_local_holidays'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReadOnly',
            fields=[
                ('number', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('notice', models.CharField(max_length=300)),
                ('since', models.DateTimeField()),
                ('refuses_writes', models.BooleanField(default=False)),
            ],
            options={
                'db_table': 'places_read_only',
                'constraints': [models.CheckConstraint(condition=models.Q(('number', 1)), name='one_read_only_switch')],
            },
        ),
    ]
