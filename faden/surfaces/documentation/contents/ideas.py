"""All ideas by topic, each with the answer that held on the day."""

from collections.abc import Iterator
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from faden.backbone.processes.models import Process
from faden.lib.dates import day
from faden.participation.ideas.models import Idea
from faden.shared.outcomes.models import Outcome
from faden.shared.outcomes.templatetags.outcomes import outcome_words
from faden.surfaces.documentation.blocks import Block, Entry, Heading, Paragraph
from faden.surfaces.documentation.contents.words import number, topic_of
from faden.surfaces.documentation.queries import Material


def ideas_and_answers(material: Material) -> Iterator[Block]:
    yield Heading(_("Ideas and answers"))
    if not material.ideas:
        yield Paragraph(_("No idea was published by this day."))
    for name, group in groupby(material.ideas, key=topic_of):
        ideas = list(group)
        n = ngettext("%(n)s idea", "%(n)s ideas", len(ideas)) % {"n": number(len(ideas))}
        yield Heading(f"{name} ({n})", level=2)
        for idea in ideas:
            yield _entry(idea, material)


def _entry(idea: Idea, material: Material) -> Entry:
    outcome = material.outcomes.get(idea.pk)
    return Entry(
        title=idea.title,
        facts=" · ".join(_facts(idea, material)),
        text=idea.text,
        verdict=verdict_of(outcome),
        reason=outcome.reason if outcome else "",
        by=f"{outcome.unit.display_name}, {day(outcome.decided_on)}" if outcome else "",
        language=idea.language,
    )


def _facts(idea: Idea, material: Material) -> Iterator[str]:
    yield _("No. %(number)s") % {"number": idea.pk}
    if idea.district:
        yield idea.district.name
    origin = idea.origin
    card = _("card %(number)s") % {"number": origin.card_number} if origin.card_number else ""
    yield ", ".join(filter(None, [str(origin.get_channel_display()), origin.place, card]))
    if material.has_ratings:
        words = ngettext("%(n)s in favour", "%(n)s in favour", idea.n_up)
        yield words % {"n": number(idea.n_up)}
        if material.process.rating_mode == Process.RatingMode.UP_DOWN:
            against = ngettext("%(n)s against", "%(n)s against", idea.n_down)
            yield against % {"n": number(idea.n_down)}
    if n := material.n_comments.get(idea.pk, 0):
        yield ngettext("%(n)s comment", "%(n)s comments", n) % {"n": number(n)}
    if n := material.n_merged_here.get(idea.pk, 0):
        text = ngettext("%(n)s idea merged into it", "%(n)s ideas merged into it", n)
        yield text % {"n": number(n)}


def verdict_of(outcome: Outcome | None) -> str:
    if outcome is None:
        return _("The answer is still to come.")
    words = outcome_words(outcome.code, outcome.until)
    return _("Answer: %(words)s") % {"words": f"{words}: {outcome.body}" if outcome.body else words}
