"""The result of a dialogue that has ended, drawn up and published as a team would."""

from collections.abc import Iterator

from faden.participation.results import actions as results
from faden.participation.results.queries import ranking_of
from faden.participation.results.rules import Choice, Plan, default_choices
from faden.surfaces.demo.actions.city import City
from faden.surfaces.demo.actions.processes import Course
from faden.surfaces.demo.queries import Entry


def publish_result(city: City, course: Course, *, texts: Entry) -> None:
    """Publish which ideas are selected, with the reasons of all choices beside the order."""
    now, actor = texts["published_at"], city.manager
    dots = {course.ideas[key].pk: n_dots for key, n_dots in texts["dots"].items()}
    results.count_dots(dots, process=course.process, actor=actor, now=now)
    draft = results.begin(course.process, title=texts["title"], actor=actor, now=now)
    results.change(draft, _plan(course, texts), actor=actor, now=now)
    results.freeze(draft, actor=actor, now=now)


def _plan(course: Course, texts: Entry) -> Plan:
    n_wanted: int = texts["n_wanted"]
    choices = default_choices(ranking_of(course.process), n_wanted)
    besides = dict(_besides(course, texts))
    return Plan(n_wanted, texts["note"].strip(), texts["tie_reason"], {**choices, **besides})


def _besides(course: Course, texts: Entry) -> Iterator[tuple[int, Choice]]:
    for key, reason in texts["left_out"].items():
        yield course.ideas[key].pk, Choice(reason=reason)
    for key, reason in texts["taken_in"].items():
        yield course.ideas[key].pk, Choice(is_selected=True, reason=reason)
    for key in texts["of_the_tied"]:
        yield course.ideas[key].pk, Choice(is_selected=True)
