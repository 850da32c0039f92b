"""What one should know of the process: its background, questions, explained terms."""

from datetime import timedelta

from faden.backbone.people.models import Person
from faden.backbone.people.voices import voices_of
from faden.participation.background import actions as background
from faden.participation.background.actions import Answer, Asked, Explanation
from faden.surfaces.demo.actions.city import BEGINNING, City
from faden.surfaces.demo.actions.processes import Course
from faden.surfaces.demo.queries import Entry

LATER = timedelta(hours=3)  # an hour at which offices answer


def explain(city: City, course: Course, *, texts: Entry) -> None:
    """Write the page on the background as the team would, and let people ask."""
    process, actor = course.process, city.manager
    background.set_background(
        process, texts["text"].strip(), answer_days=texts["answer_days"], actor=actor, now=BEGINNING
    )
    for entry in texts["terms"]:
        background.add_term(process, Explanation(**entry), actor=actor, now=BEGINNING)
    for entry in texts["frequent"]:
        background.add_frequent(
            process, entry["title"], given=_answer(city, entry), actor=actor, now=BEGINNING
        )
    for entry in texts["questions"]:
        _ask(city, course, entry)


def _ask(city: City, course: Course, entry: Entry) -> None:
    person: Person = city.people[entry["author"]]
    asked = Asked(entry["title"], entry.get("text", ""))
    asked_at = city.moment(-entry["days_ago"]) + LATER
    voices = {voice.author.display_name: voice.key for voice in voices_of(person)}
    voice_key = voices[entry["voice"]] if "voice" in entry else ""
    question = background.ask(
        course.process, asked, voice_key=voice_key, person=person, now=asked_at
    )
    if "answer" in entry:
        answered_at = city.moment(-entry["answered_days_ago"]) + LATER
        evaluator = city.team["evaluator"]
        background.answer(question, _answer(city, entry), actor=evaluator, now=answered_at)


def _answer(city: City, entry: Entry) -> Answer:
    return Answer(entry["answer"].strip(), city.units[entry["unit"]])
