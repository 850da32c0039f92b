from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):

    dependencies = [
        ('processes', '0003_reasons_and_units'),
    ]

    operations = [
        migrations.RemoveField(model_name='process', name='contact'),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'postponed'), _negated=True), ('was_on__isnull', False), _connector='OR'), name='postponed_milestone_keeps_its_date'),
        ),
        migrations.AddConstraint(
            model_name='milestone',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['postponed', 'cancelled']), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='postponed_or_cancelled_for_a_reason'),
        ),
    ]
