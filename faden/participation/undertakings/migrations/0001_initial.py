import django.db.models.deletion
import faden.backbone.processes.models.timetable
import faden.participation.undertakings.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ('items', '0003_contested'),
        ('places', '0001_initial'),
        ('processes', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Undertaking',
            fields=[
                ('item_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='items.item')),
                ('summary', models.CharField(max_length=600, verbose_name='short description')),
                ('text', models.TextField(blank=True, verbose_name='more about it')),
                ('next_step', models.CharField(blank=True, max_length=300, verbose_name='next step')),
                ('area', models.CharField(blank=True, max_length=200, verbose_name='place in words')),
                ('stage', models.CharField(choices=faden.participation.undertakings.models.stages, max_length=12, verbose_name='state')),
                ('starts_on', models.DateField(null=True)),
                ('ends_on', models.DateField(null=True)),
                ('precision', models.CharField(choices=faden.backbone.processes.models.timetable.precisions, default='year', max_length=10)),
                ('cost_eur', models.PositiveBigIntegerField(null=True, verbose_name='cost in euros')),
                ('cost_note', models.CharField(blank=True, max_length=200, verbose_name='about the cost')),
                ('participation', models.CharField(choices=faden.participation.undertakings.models.participations, max_length=10, verbose_name='participation')),
                ('participation_note', models.CharField(blank=True, max_length=600, verbose_name='how, or why not')),
                ('changed_at', models.DateTimeField()),
                ('districts', models.ManyToManyField(related_name='undertakings', to='places.district')),
                ('participation_in', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undertakings', to='processes.process')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='undertakings', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['-changed_at'], name='undertakings_changed')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('participation', 'none'), _negated=True), models.Q(('participation_note', ''), _negated=True), _connector='OR'), name='undertaking_says_why_nobody_takes_part'), models.CheckConstraint(condition=models.Q(('participation_in', None), ('participation', 'planned'), _connector='OR'), name='undertaking_with_process_has_participation'), models.CheckConstraint(condition=models.Q(('ends_on', None), models.Q(('ends_on__gte', models.F('starts_on')), ('starts_on__isnull', False)), _connector='OR'), name='undertaking_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('summary', ''), _negated=True), name='undertaking_has_a_summary')],
            },
            bases=('items.item',),
        ),
    ]
