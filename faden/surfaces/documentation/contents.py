"""The words of a documentation, chapter by chapter, in the language of the moment."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from itertools import groupby

from django.utils.formats import number_format
from django.utils.html import strip_tags
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from faden.backbone.places.rules import RATIOS, shades_of
from faden.backbone.processes.models import Process
from faden.backbone.processes.rules import shown_state, when_it_happens
from faden.lib.colors import color_of
from faden.lib.dates import day, day_time
from faden.lib.markdown import html_of
from faden.participation.ideas.models import Idea
from faden.shared.media.queries import logo, logo_for
from faden.shared.outcomes.models import Outcome
from faden.shared.outcomes.templatetags.outcomes import outcome_words
from faden.surfaces.documentation.blocks import (
    Block,
    Bullets,
    Document,
    Entry,
    Heading,
    Paragraph,
    Table,
)
from faden.surfaces.documentation.queries import Material

NOTHING = "\N{EN DASH}"
FOUR_LINES = ("can_influence", "is_fixed", "who_decides", "answer_by", "with_results")


def document(material: Material) -> Document:
    """Return the whole documentation."""
    process, place = material.process, material.place
    image = logo()
    path = logo_for(image.key) if image else None
    main = color_of(place.primary_color)
    shade = shades_of(main, ratio=RATIOS["primary_color"]).light if main else ""
    office = process.unit.display_name if process.unit else place.official_name
    return Document(
        title=_("Documentation of the participation"),
        subtitle=process.title,
        author=place.official_name,
        subject=process.summary,
        language=get_language() or process.language,
        lines=[
            place.official_name,
            _("As of %(day)s") % {"day": day(material.as_of)},
            _("Responsible: %(office)s") % {"office": office},
        ],
        contents_label=_("Contents"),
        blocks=list(_blocks(material)),
        logo=path.read_bytes() if path else b"",
        logo_alt=image.alt_text if image else "",
        **({"colors": [shade]} if shade else {}),
    )


def _blocks(material: Material) -> Iterator[Block]:
    yield from _at_a_glance(material)
    yield from _purpose(material.process)
    yield from _course(material)
    yield from _numbers(material)
    yield from _ideas(material)
    yield from _selection(material)
    yield from _open(material)
    yield from _about(material)


def _at_a_glance(material: Material) -> Iterator[Block]:
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
        [[label, _number(n)] for label, n in rows],
        widths=(4, 1),
        numbers=(1,),
    )
    yield Paragraph(
        _("The figures say who took part. They do not stand for everybody in the city."),
        is_note=True,
    )


def _purpose(process: Process) -> Iterator[Block]:
    yield Heading(_("What it was about"))
    yield Paragraph(process.summary)
    for paragraph in _of_markdown(process.description):
        yield Paragraph(paragraph)
    for name in FOUR_LINES:
        if text := getattr(process, name):
            field = Process._meta.get_field(name)
            yield Heading(_sentence(str(field.verbose_name)), level=2)
            yield from map(Paragraph, _paragraphs(text))


def _course(material: Material) -> Iterator[Block]:
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


def _numbers(material: Material) -> Iterator[Block]:
    yield Heading(_("In figures"))
    yield _counted(_("Ideas by the way they came in"), _("Way"), material.by_channel, material)
    fields = Counter(_topic(idea) for idea in material.ideas)
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
    rows = [[name, _number(n), _percent(n / total)] for name, n in counts.most_common()]
    return Table(caption, [header, _("Ideas"), _("Share")], rows, widths=(4, 1, 1), numbers=(1, 2))


def _ideas(material: Material) -> Iterator[Block]:
    yield Heading(_("Ideas and answers"))
    if not material.ideas:
        yield Paragraph(_("No idea was published by this day."))
    for name, group in groupby(material.ideas, key=_topic):
        ideas = list(group)
        n = ngettext("%(n)s idea", "%(n)s ideas", len(ideas)) % {"n": _number(len(ideas))}
        yield Heading(f"{name} ({n})", level=2)
        for idea in ideas:
            yield _entry(idea, material)


def _entry(idea: Idea, material: Material) -> Entry:
    outcome = material.outcomes.get(idea.pk)
    return Entry(
        title=idea.title,
        facts=" · ".join(_facts(idea, material)),
        text=idea.text,
        verdict=_verdict(outcome),
        reason=outcome.reason if outcome else "",
        by=f"{outcome.unit.display_name}, {day(outcome.decided_on)}" if outcome else "",
        language=idea.language,
    )


def _facts(idea: Idea, material: Material) -> Iterator[str]:
    yield _("No. %(number)s") % {"number": idea.pk}
    if idea.district:
        yield idea.district.name
    origin = idea.origin
    number = _("card %(number)s") % {"number": origin.card_number} if origin.card_number else ""
    yield ", ".join(filter(None, [str(origin.get_channel_display()), origin.place, number]))
    if material.has_ratings:
        words = ngettext("%(n)s in favour", "%(n)s in favour", idea.n_up)
        yield words % {"n": _number(idea.n_up)}
        if material.process.rating_mode == Process.RatingMode.UP_DOWN:
            yield _("%(n)s against") % {"n": _number(idea.n_down)}
    if n := material.n_comments.get(idea.pk, 0):
        yield ngettext("%(n)s comment", "%(n)s comments", n) % {"n": _number(n)}
    if n := material.n_merged_here.get(idea.pk, 0):
        text = ngettext("%(n)s idea merged into it", "%(n)s ideas merged into it", n)
        yield text % {"n": _number(n)}


def _verdict(outcome: Outcome | None) -> str:
    if outcome is None:
        return _("The answer is still to come.")
    words = outcome_words(outcome.code, outcome.until)
    return _("Answer: %(words)s") % {"words": f"{words}: {outcome.body}" if outcome.body else words}


def _selection(material: Material) -> Iterator[Block]:
    yield Heading(_("Selection"))
    if material.result is None:
        yield Paragraph(_("No selection was published by this day."))
        return
    yield Paragraph(_("Published on %(day)s.") % {"day": day(material.result.published_at)})
    yield from map(Paragraph, _of_markdown(material.result.note))
    selected = [entry for entry in material.entries if entry.is_selected]
    yield Table(
        _("Selected ideas"),
        [_("Idea"), _("Rank"), _("In favour"), _("Reason")],
        [
            [entry.shown_title, str(entry.place), _number(entry.n_up), entry.reason or NOTHING]
            for entry in selected
        ],
        widths=(4, 1, 1, 4),
        numbers=(1, 2),
    )
    if material.result.tie_reason:
        reason = material.result.tie_reason
        yield Paragraph(_("Choice among ideas on the same place: %(reason)s") % {"reason": reason})


def _open(material: Material) -> Iterator[Block]:
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
        "n": _number(n)
    }
    yield Paragraph(text)
    notices = [(idea, material.outcomes[idea.pk]) for idea in ideas if idea.pk in material.outcomes]
    if notices:
        yield Bullets([f"{idea.title} ({_verdict(outcome)})" for idea, outcome in notices])
    by_topic = Counter(_topic(idea) for idea in ideas)
    yield Table(
        _("Ideas without an answer by topic"),
        [_("Topic"), _("Ideas")],
        [[name, _number(count)] for name, count in by_topic.most_common()],
        widths=(4, 1),
        numbers=(1,),
    )


def _about(material: Material) -> Iterator[Block]:
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
            yield text % {"n": _number(left_out[name])}


def _topic(idea: Idea) -> str:
    return idea.action_field.name if idea.action_field else _("Without a topic")


def _paragraphs(text: str) -> Iterable[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _of_markdown(text: str) -> Iterable[str]:
    return _paragraphs(unescape(strip_tags(html_of(text))))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _number(value: int) -> str:
    return number_format(value, use_l10n=True, force_grouping=True)


def _percent(share: float) -> str:
    return f"{number_format(round(100 * share, 1), 1, use_l10n=True)}\N{NO-BREAK SPACE}%"
