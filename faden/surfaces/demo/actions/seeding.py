"""The whole demonstration, made by the same actions as everybody uses."""

from datetime import datetime

from django.contrib.auth.hashers import make_password

from faden.backbone.audit.actions import action
from faden.backbone.places.models import Place
from faden.backbone.processes import actions as processes
from faden.backbone.processes.models import RoleGrant
from faden.shared.notifications.actions import skip
from faden.shared.notifications.models import OutboxMail
from faden.shared.notifications.queries import waiting_mails
from faden.surfaces.demo.actions.answering import promise_and_draft, tell_authors, work_daily
from faden.surfaces.demo.actions.background import explain
from faden.surfaces.demo.actions.city import BEGINNING, City, found_city
from faden.surfaces.demo.actions.contributions import contribute, give_answers
from faden.surfaces.demo.actions.feedback import give_feedback
from faden.surfaces.demo.actions.groups import gather
from faden.surfaces.demo.actions.legal import seed_legal
from faden.surfaces.demo.actions.moderation import moderate, move_over, publish_hours
from faden.surfaces.demo.actions.news import tell_news
from faden.surfaces.demo.actions.operations import leave_work
from faden.surfaces.demo.actions.paper import collect_cards
from faden.surfaces.demo.actions.places import frame
from faden.surfaces.demo.actions.processes import Course, add_phase, days, set_up
from faden.surfaces.demo.actions.results import publish_result
from faden.surfaces.demo.actions.thread import knot
from faden.surfaces.demo.actions.undertakings import enter_undertakings
from faden.surfaces.demo.queries import PASSWORD, Entry, content, contents

OTHER_PROCESSES = ("lange-strasse", "auftakt")


def seed(*, now: datetime) -> bool:
    """Fill the database if it is empty; return whether it was.

    One transaction: a start that is broken off leaves nothing half done.
    """
    if Place.objects.exists():
        return False
    password_hash = make_password(PASSWORD)
    _seed(password_hash, now=now)
    return True


@action
def _seed(password_hash: str, *, now: datetime) -> None:
    city = found_city(password_hash, now=now)
    seed_legal(now=now)
    publish_hours()
    administrator = city.team["administrator"]
    processes.grant_role(
        administrator, RoleGrant.Role.ADMINISTRATOR, process=None, actor=None, now=BEGINNING
    )
    detmold = _detmold(city)
    for name in OTHER_PROCESSES:
        texts = content(name)
        course = set_up(city, texts, now=city.moment(-texts["days_ago"]))
        contribute(city, course, ideas=texts["ideas"], comments=texts["comments"])
        if name == "lange-strasse":
            collect_cards(city, course, texts=content("paper"))
            promise_and_draft(city, course)
            moderate(city, course)
            move_over(city, detmold, target=course.process)
    tell_news(city)
    enter_undertakings(city)
    knot(city)
    give_feedback(city)
    leave_work(city, detmold)
    tell_authors(city)
    for mail in waiting_mails():  # nobody is told today what happened years ago
        skip(mail, OutboxMail.SkippedReason.EXPIRED)


def _detmold(city: City) -> Course:
    """Carry Detmold's process through its first round and the result into the second round."""
    first_round, second_round = content("phases")["phases"]
    texts = content("process") | content("milestones")
    texts |= {"phases": [first_round], "concept": content("concept")}
    course = set_up(city, texts, now=BEGINNING)
    ideas = [*contents("ideas"), *content("hidden")["ideas"]]
    _contribute(city, course, [idea for idea in ideas if "submitted_at" in idea])
    publish_result(city, course, texts=content("result"))
    begins_at, _ends_at = days(second_round, now=city.now)
    add_phase(city, course.process, entry=second_round, now=begins_at)
    _contribute(city, course, [idea for idea in ideas if "days_ago" in idea])
    give_answers(city, course, answers=content("outcomes")["outcomes"])
    work_daily(city, course)
    gather(city, course, texts=content("groups"))
    explain(city, course, texts=content("background"))
    frame(city, course, texts=content("places"))
    return course


def _contribute(city: City, course: Course, ideas: list[Entry]) -> None:
    """Hand these ideas in, with the comments on them."""
    keys = {idea["key"] for idea in ideas}
    comments = [entry for entry in contents("comments") if entry["idea"] in keys]
    contribute(city, course, ideas=ideas, comments=comments)
