"""The daily work with answers: assigned, drafted, promised, answered together."""

from datetime import timedelta

from faden.backbone.places.models import TextBlock
from faden.backbone.processes.actions import change_process
from faden.shared.assignments.actions import Order, add_absence, assign, choose_offices
from faden.shared.outcomes import actions as outcomes
from faden.shared.outcomes.models import Answering, Outcome
from faden.shared.outcomes.rules import TAKE_BACK
from faden.surfaces.city.actions import BlockFacts, add_text_block
from faden.surfaces.demo.actions.city import City
from faden.surfaces.demo.actions.processes import Course
from faden.surfaces.demo.queries import Entry, content


def work_daily(city: City, course: Course) -> None:
    """Assign ideas of the running round, give an interim notice and one answer to several."""
    texts = content("answering")
    for entry in texts["text_blocks"]:
        facts = BlockFacts(TextBlock.Purpose.ANSWER, entry["title"], entry["text"])
        add_text_block(facts, actor=None, now=city.now)
    _assign(city, course, texts)
    interim, many = texts["interim"], texts["many"]
    outcomes.answer(
        course.ideas[interim["idea"]],
        _said(city, interim | {"outcome": Outcome.INTERIM}),
        actor=city.manager,
        now=city.moment(-interim["days_ago"]),
    )
    outcomes.answer_all(
        [course.ideas[key] for key in many["ideas"]],
        _said(city, many),
        actor=city.manager,
        now=city.now - timedelta(minutes=many["minutes_ago"]),
    )


def _assign(city: City, course: Course, texts: Entry) -> None:
    for entry in texts["assignments"]:
        order = Order(city.units[entry["unit"]], city.day(entry["due"]), note=entry.get("note", ""))
        at = city.moment(-entry["assigned_days_ago"])
        assign([course.ideas[entry["idea"]]], order, actor=city.manager, now=at)
    absence = texts["absence"]
    add_absence(
        city.units[absence["unit"]],
        starts_on=city.day(0),
        ends_on=city.day(absence["days"]),
        actor=city.manager,
        now=city.now,
    )
    offices = [city.units[name] for name in texts["offices"]["units"]]
    choose_offices(city.team["evaluator"], offices, now=city.now)


def promise_and_draft(city: City, course: Course) -> None:
    """Promise answers by a day; a colleague without account hands in the draft of one."""
    texts = content("answering")
    entry, at = texts["draft"], city.moment(-texts["draft"]["days_ago"])
    change_process(course.process, is_released_by_two=True, actor=city.manager, now=at)
    day = city.day(texts["promise"]["days"])
    outcomes.promise(course.process, day, actor=city.manager, now=at)
    asked = outcomes.Asked(
        entry["email"], city.units[entry["unit"]], entry["question"], city.day(entry["due"])
    )
    ideas = [course.ideas[key] for key in entry["ideas"]]
    draft = outcomes.ask(ideas, asked, actor=city.manager, now=at)
    outcomes.hand_in_by_link(draft, _said(city, entry), now=city.moment(-1))


def tell_authors(city: City) -> None:
    """Note that the authors of what was answered earlier were told."""
    for answering in Answering.objects.filter(released_at__lte=city.now - TAKE_BACK):
        outcomes.tell(answering.pk, now=answering.released_at + TAKE_BACK)


def _said(city: City, entry: Entry) -> outcomes.Answer:
    return {
        "code": entry["outcome"],
        "reason": entry["reason"],
        "unit": city.units[entry["unit"]],
        "body": "",
        "until": city.day(entry["until"]) if "until" in entry else None,
        "decided_on": city.day(-entry.get("days_ago", 0)),
    }
