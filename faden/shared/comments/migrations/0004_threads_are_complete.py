import django.db.models.deletion
from django.db import migrations, models

SHOWN_ROOTS = models.Q(("is_shown", True), ("root", None))


class Migration(migrations.Migration):
    dependencies = [("comments", "0003_fill_threads")]

    operations = [
        migrations.AlterField(
            model_name="comment",
            name="about",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="discussion",
                to="items.item",
            ),
        ),
        migrations.AlterField(
            model_name="comment",
            name="written_at",
            field=models.DateTimeField(),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("in_reply_to", None), ("root", None)),
                    models.Q(
                        ("in_reply_to__isnull", False),
                        ("root__isnull", False),
                        ("stance", "neutral"),
                    ),
                    _connector="OR",
                ),
                name="reply_is_in_a_thread_and_takes_no_stance",
            ),
        ),
        migrations.AddConstraint(
            model_name="comment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deleted_at", None),
                    models.Q(("is_readable", False), ("text", "")),
                    _connector="OR",
                ),
                name="deleted_comment_has_no_text",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=SHOWN_ROOTS,
                fields=["about", "-score", "-written_at", "-item_ptr"],
                name="comments_best",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=SHOWN_ROOTS,
                fields=["about", "-written_at", "-item_ptr"],
                name="comments_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=SHOWN_ROOTS,
                fields=["about", "stance", "-score", "-written_at", "-item_ptr"],
                name="comments_best_of_stance",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=SHOWN_ROOTS,
                fields=["about", "stance", "-written_at", "-item_ptr"],
                name="comments_newest_of_stance",
            ),
        ),
        migrations.AddIndex(
            model_name="comment",
            index=models.Index(
                condition=models.Q(("root__isnull", False)),
                fields=["root", "written_at", "item_ptr"],
                name="comments_in_thread",
            ),
        ),
    ]
