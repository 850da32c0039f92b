"""What was selected, what is open, and how the document came about."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from faden.backbone.processes.rules import shown_state, when_it_happens
from faden.lib.dates import day, day_time
from faden.participation.ideas.models import Idea
from faden.surfaces.documentation.blocks import Block, Bullets, Heading, Paragraph, Table
from faden.surfaces.documentation.contents.ideas import verdict_of
from faden.surfaces.documentation.contents.words import (
    number,
    paragraphs_of_markdown,
    topic_of,
)
from faden.surfaces.documentation.queries import Material

NOTHING = "\N{EN DASH}"


def selection(material: Material) -> Iterator[Block]:
    yield Heading(_("Selection"))
    if material.result is None or material.result.published_at is None:
        yield Paragraph(_("No selection was published by this day."))
        return
    yield Paragraph(_("Published on %(day)s.") % {"day": day(material.result.published_at)})
    yield from map(Paragraph, paragraphs_of_markdown(material.result.note))
    selected = [entry for entry in material.entries if entry.is_selected]
    yield Table(
        _("Selected ideas"),
        [_("Idea"), _("Rank"), _("In favour"), _("Reason")],
        [
            [entry.shown_title, str(entry.place), number(entry.n_up), entry.reason or NOTHING]
            for entry in selected
        ],
        widths=(4, 1, 1, 4),
        numbers=(1, 2),
    )
    if material.result.tie_reason:
        reason = material.result.tie_reason
        yield Paragraph(_("Choice among ideas on the same place: %(reason)s") % {"reason": reason})


def still_open(material: Material) -> Iterator[Block]:
    yield Heading(_("What is still open"))
    waiting = [idea for idea in material.ideas if not material.is_answered(idea)]
    ahead = [
        milestone
        for milestone in material.milestones
        if shown_state(milestone, today=material.as_of).value in ("planned", "postponed")
    ]
    if not waiting and not ahead:
        yield Paragraph(_("Nothing: every idea has an answer and every step is done."))
    if ahead:
        yield Heading(_("Steps ahead"), level=2)
        yield Bullets([f"{step.title}: {when_it_happens(step)}" for step in ahead])
    if waiting:
        yield Heading(_("Ideas that wait for an answer"), level=2)
        yield from _waiting(waiting, material)


def _waiting(ideas: Sequence[Idea], material: Material) -> Iterator[Block]:
    n = len(ideas)
    text = ngettext("%(n)s idea has no answer yet.", "%(n)s ideas have no answer yet.", n) % {
        "n": number(n)
    }
    yield Paragraph(text)
    notices = [(idea, material.outcomes[idea.pk]) for idea in ideas if idea.pk in material.outcomes]
    if notices:
        yield Bullets([f"{idea.title} ({verdict_of(outcome)})" for idea, outcome in notices])
    by_topic = Counter(topic_of(idea) for idea in ideas)
    yield Table(
        _("Ideas without an answer by topic"),
        [_("Topic"), _("Ideas")],
        [[name, number(count)] for name, count in by_topic.most_common()],
        widths=(4, 1),
        numbers=(1,),
    )


def about(material: Material) -> Iterator[Block]:
    yield Heading(_("About this document"))
    yield Paragraph(
        _(
            "It names nobody who took part. It was made on %(moment)s and tells how the "
            "participation stood at the end of %(day)s; texts are in their present wording."
        )
        % {"moment": day_time(material.made_at), "day": day(material.as_of)}
    )
    yield from map(Paragraph, _left_out(material))
    if not material.has_ratings:
        yield Paragraph(_("How ideas were rated is hidden from everybody at present."))


def _left_out(material: Material) -> Iterator[str]:
    left_out = material.n_left_out
    texts = {
        "hidden": _("Ideas that are not shown to the public: %(n)s."),
        "withdrawn": _("Ideas that whoever handed them in has withdrawn: %(n)s."),
        "merged": _("Ideas that were merged into others: %(n)s."),
    }
    for name, text in texts.items():
        if left_out.get(name):
            yield text % {"n": number(left_out[name])}
