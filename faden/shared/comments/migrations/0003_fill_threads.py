from collections import Counter, defaultdict

from django.db import migrations
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When

AT_ONCE = 1_000  # rows in a statement


def fill(apps, schema_editor):
    Comment = apps.get_model("comments", "Comment")
    Item = apps.get_model("items", "Item")
    own = Item.objects.filter(pk=OuterRef("pk"))
    score = own.annotate(score=F("n_up") - F("n_down")).values("score")
    Comment.objects.update(
        about=Subquery(own.values("part_of")),
        written_at=Subquery(own.values("created_at")),
        score=Subquery(score, output_field=IntegerField()),
        is_readable=Exists(own.filter(visibility="public")),
    )
    answered = dict(
        Comment.objects.exclude(in_reply_to=None).values_list("pk", "in_reply_to_id")
    )
    roots = {pk: root_of(pk, answered) for pk in answered}
    members = defaultdict(list)
    for pk, root in roots.items():
        members[root].append(pk)
    for root, replies in members.items():
        for start in range(0, len(replies), AT_ONCE):
            found = Comment.objects.filter(pk__in=replies[start : start + AT_ONCE])
            found.update(root=root, stance="neutral")
    readable = set(Comment.objects.filter(is_readable=True).values_list("pk", flat=True))
    count(Comment, "n_answers", Counter(above for pk, above in answered.items() if pk in readable))
    count(Comment, "n_replies", Counter(root for pk, root in roots.items() if pk in readable))
    is_shown = Q(is_readable=True) | Q(n_answers__gt=0) | Q(n_replies__gt=0)
    Comment.objects.update(is_shown=Case(When(is_shown, then=Value(True)), default=Value(False)))


def root_of(pk, answered):
    seen = set()
    while pk in answered and pk not in seen:
        seen.add(pk)
        pk = answered[pk]
    return pk


def count(Comment, column, numbers):
    by_number = defaultdict(list)
    for pk, number in numbers.items():
        by_number[number].append(pk)
    for number, keys in by_number.items():
        for start in range(0, len(keys), AT_ONCE):
            found = Comment.objects.filter(pk__in=keys[start : start + AT_ONCE])
            found.update(**{column: number})


class Migration(migrations.Migration):
    dependencies = [("comments", "0002_threads")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
