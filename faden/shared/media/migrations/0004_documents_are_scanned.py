import faden.shared.media.models
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('media', '0003_documents'),
    ]

    operations = [
        migrations.AddField(
            model_name='document',
            name='state',
            field=models.CharField(choices=faden.shared.media.models.document_states, default='ready', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'ready', 'refused'])), name='document_state'),
        ),
    ]
