"""What people said about a process, in numbers."""

from django.db.models import Sum

from faden.backbone.items.models import Item
from faden.shared.feedback.models import Tally
from faden.shared.feedback.rules import Result, results


def results_of(process: Item) -> list[Result]:
    """Return the three questions with their numbers; one query."""
    tallies = Tally.objects.filter(process=process.pk).values("question", "answer")
    summed = tallies.annotate(total=Sum("n")).values_list("question", "answer", "total")
    return results({(question, answer): n for question, answer, n in summed})


def public_results_of(process: Item) -> list[Result]:
    """Return those questions of which everybody sees the numbers; one query."""
    return [result for result in results_of(process) if result.is_shown]
