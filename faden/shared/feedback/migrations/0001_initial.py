import django.db.models.deletion
import faden.shared.feedback.models
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('processes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('question', models.CharField(choices=faden.shared.feedback.models.questions, max_length=16)),
                ('answer', models.CharField(choices=faden.shared.feedback.models.answers, max_length=8)),
                ('n', models.PositiveIntegerField(default=0)),
                ('process', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feedback', to='processes.process')),
            ],
            options={
                'verbose_name_plural': 'tallies',
                'constraints': [models.UniqueConstraint(fields=('process', 'month', 'question', 'answer'), name='one_tally_per_answer'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='tally_knows_the_month_only')],
            },
        ),
    ]
