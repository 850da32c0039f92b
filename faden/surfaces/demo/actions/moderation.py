"""What waits for the team of a process: a guest's idea and comment, a report; a redacted name."""

from datetime import timedelta

from faden.backbone.people import actions as people
from faden.backbone.places.models import Place
from faden.backbone.processes import actions as processes
from faden.backbone.processes.models import Phase, Process
from faden.participation.ideas.actions import Draft, submit
from faden.participation.ideas.models import Idea
from faden.shared.comments.actions import comment
from faden.shared.moderation import actions as moderation
from faden.shared.moderation.actions.redaction import Ground
from faden.surfaces.city.actions import BlockFacts, add_text_block
from faden.surfaces.demo.actions.city import BEGINNING, City
from faden.surfaces.demo.actions.processes import Course
from faden.surfaces.demo.queries import Entry, content

HOURS = "Mo-Fr 8-16 Uhr"
DEFECT_URL = "https://www.detmold.de/"


def publish_hours() -> None:
    """Say when contributions are released, where defects are reported, and write text blocks."""
    Place.objects.update(moderation_hours=HOURS, defect_url=DEFECT_URL)
    for entry in content("moderation")["text_blocks"]:
        add_text_block(BlockFacts(**entry), actor=None, now=BEGINNING)


def moderate(city: City, course: Course) -> None:
    """Let guests wait from now on, report one idea, make a name in another unreadable."""
    texts = content("moderation")
    idea = _submit(city, course, texts["redacted"])
    entry = texts["redacted"]
    ground = Ground("name", entry["reason"])
    moderation.redact(idea, [entry["passage"]], ground=ground, actor=city.manager, now=city.now)
    reported = _submit(city, course, texts["reported"])
    said = moderation.Complaint(texts["report"]["reason"], texts["report"]["text"])
    at = city.now - timedelta(hours=texts["report"]["hours_ago"])
    moderation.report(reported, said, reporter=city.people["oezlem-d"], now=at)
    for phase in course.process.phases.all():
        chosen = Phase.Moderation.GUESTS
        processes.change_phase(phase, moderation=chosen, actor=city.manager, now=city.now)
    _wait(city, course, texts)


def move_over(city: City, course: Course, *, target: Process) -> None:
    """Move an idea into the process to which it belongs, with the comment on it."""
    entry = content("moderation")["moved"]
    idea = _submit(city, course, entry)
    at = city.now - timedelta(hours=entry["hours_ago"] - 4)
    said = entry["comment"]
    comment(idea, text=said["text"], stance="for", person=city.people[said["author"]], now=at)
    fields = {field.name: field for field in target.action_fields.all()}
    to = moderation.Destination(target, fields[entry["topic"]])
    moderation.move(idea, to, reason=entry["reason"], actor=city.manager, now=city.now)


def _submit(city: City, course: Course, entry: Entry) -> Idea:
    at = city.now - timedelta(hours=entry["hours_ago"])
    draft = Draft(title=entry["title"], text=entry["text"])
    return submit(course.process, draft, person=city.people[entry["author"]], now=at)


def _wait(city: City, course: Course, texts: Entry) -> None:
    guest = people.create_guest(
        display_name=texts["waiting_idea"]["author"], language="de", now=city.now
    )
    people.declare_age(guest, course.process.minimum_age)
    city.people[guest.display_name] = guest
    idea = _submit(city, course, texts["waiting_idea"])
    assert not idea.is_public  # noqa: S101 - the demonstration shows that it waits
    about = next(iter(course.ideas.values()))
    said = texts["waiting_comment"]
    at = city.now - timedelta(hours=said["hours_ago"])
    comment(about, text=said["text"], stance="for", person=guest, now=at)
