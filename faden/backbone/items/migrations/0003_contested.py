import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('items', '0002_tags'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='item',
            index=models.Index(models.F('part_of'), models.F('kind'), models.F('visibility'), models.OrderBy(django.db.models.functions.comparison.Least('n_up', 'n_down'), descending=True), models.OrderBy(models.F('id'), descending=True), name='items_contested'),
        ),
    ]
