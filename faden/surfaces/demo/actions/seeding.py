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
from faden.surfaces.demo.actions.city import BEGINNING, City, found_city
from faden.surfaces.demo.actions.contributions import contribute, give_answers
from faden.surfaces.demo.actions.legal import seed_legal
from faden.surfaces.demo.actions.processes import set_up
from faden.surfaces.demo.queries import PASSWORD, content, contents

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
    administrator = city.team["administrator"]
    processes.grant_role(
        administrator, RoleGrant.Role.ADMINISTRATOR, process=None, actor=None, now=BEGINNING
    )
    _detmold(city)
    for name in OTHER_PROCESSES:
        texts = content(name)
        course = set_up(city, texts, now=city.moment(-texts["days_ago"]))
        contribute(city, course, ideas=texts["ideas"], comments=texts["comments"])
    for mail in waiting_mails():  # nobody is told today what happened years ago
        skip(mail, OutboxMail.SkippedReason.EXPIRED)


def _detmold(city: City) -> None:
    texts = content("process") | content("phases") | content("milestones")
    texts["concept"] = content("concept")
    course = set_up(city, texts, now=BEGINNING)
    ideas = [*contents("ideas"), *content("hidden")["ideas"]]
    contribute(city, course, ideas=ideas, comments=contents("comments"))
    give_answers(city, course, answers=content("outcomes")["outcomes"])
