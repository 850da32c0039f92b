"""What it was about, how it went, and the figures."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from faden.backbone.processes.models import Process
from faden.backbone.processes.rules import shown_state, when_it_happens
from faden.surfaces.documentation.blocks import Block, Heading, Paragraph, Table
from faden.surfaces.documentation.contents.words import (
    number,
    paragraphs,
    paragraphs_of_markdown,
    percent,
    topic_of,
)
from faden.surfaces.documentation.queries import Material

FOUR_LINES = {  # fields of the process
    "can_influence": gettext_lazy("What people could influence"),
    "is_fixed": gettext_lazy("What was already fixed"),
    "who_decides": gettext_lazy("Who decides"),
    "answer_by": gettext_lazy("By when there is an answer"),
    "with_results": gettext_lazy("What happens with the results"),
}


def at_a_glance(material: Material) -> Iterator[Block]:
    n_ideas, n_answered = len(material.ideas), len(material.answered)
    n_comments = sum(material.n_comments.values())
    rows = [
        (_("Ideas"), n_ideas),
        (_("of them answered"), n_answered),
        (_("Comments"), n_comments),
        (
            _("People who handed in ideas or wrote comments with an account or as guests"),
            material.n_people,
        ),
    ]
    if material.has_ratings:
        n_ratings = sum(idea.n_up + idea.n_down for idea in material.ideas)
        rows.append((_("Ratings of ideas"), n_ratings))
    yield Heading(_("At a glance"))
    yield Table(
        _("The most important figures"),
        [_("What"), _("How many")],
        [[label, number(n)] for label, n in rows],
        widths=(4, 1),
        numbers=(1,),
    )
    yield Paragraph(
        _("The figures say who took part. They do not stand for everybody in the city."),
        is_note=True,
    )


def purpose(process: Process) -> Iterator[Block]:
    yield Heading(_("What it was about"))
    yield Paragraph(process.summary)
    for paragraph in paragraphs_of_markdown(process.description):
        yield Paragraph(paragraph)
    for name, label in FOUR_LINES.items():
        if text := getattr(process, name):
            yield Heading(str(label), level=2)
            yield from map(Paragraph, paragraphs(text))


def course(material: Material) -> Iterator[Block]:
    yield Heading(_("Course"))
    if material.phases:
        yield Table(
            _("Phases"),
            [_("Phase"), _("When"), _("Kind")],
            [[phase.name, phase.days, phase.get_kind_display()] for phase in material.phases],
            widths=(3, 3, 2),
        )
    if material.milestones:
        yield Table(
            _("Timetable"),
            [_("Step"), _("When"), _("State")],
            [
                [
                    milestone.title,
                    str(when_it_happens(milestone)),
                    str(shown_state(milestone, today=material.as_of).label),
                ]
                for milestone in material.milestones
            ],
            widths=(4, 3, 2),
        )


def figures(material: Material) -> Iterator[Block]:
    yield Heading(_("In figures"))
    yield _counted(_("Ideas by the way they came in"), _("Way"), material.by_channel, material)
    fields = Counter(topic_of(idea) for idea in material.ideas)
    yield _counted(_("Ideas by topic"), _("Topic"), fields, material)
    districts = Counter(
        idea.district.name if idea.district else _("without a district") for idea in material.ideas
    )
    if set(districts) != {_("without a district")}:
        term = material.place.district_term
        yield _counted(_("Ideas by district"), term, districts, material)


def _counted(caption: str, header: str, counts: Counter[str], material: Material) -> Table:
    """Return a table of numbers with their shares, the most first."""
    total = len(material.ideas) or 1
    rows = [[name, number(n), percent(n / total)] for name, n in counts.most_common()]
    return Table(caption, [header, _("Ideas"), _("Share")], rows, widths=(4, 1, 1), numbers=(1, 2))
