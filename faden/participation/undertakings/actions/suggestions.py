"""People suggest that one can take part in an undertaking; the city says what comes of it."""

from datetime import datetime, timedelta

from faden.backbone.audit.actions import action, record
from faden.backbone.items.actions import lock
from faden.backbone.people.actions import present
from faden.backbone.people.models import Person
from faden.backbone.processes.queries import require
from faden.backbone.processes.rules import Permission
from faden.lib.dates import city_day
from faden.lib.refused import Refused
from faden.participation.undertakings import queries, rules
from faden.participation.undertakings.models import Reply, Suggestion, Undertaking
from faden.shared.assignments.actions import Order, close_for, pass_on
from faden.shared.assignments.models import Assignment
from faden.shared.notifications.actions import notify

ANSWERED_IN = timedelta(days=28)  # as the office sees it in its list


@action
def suggest(undertaking: Undertaking, text: str, *, person: Person, now: datetime) -> Suggestion:
    """Take in that somebody wants to take part, and let the responsible office know.

    A form that is sent again stores nothing more.

    :raises Refused: where people can take part already, or nothing can be decided any more
    """
    present(person)
    lock(undertaking)
    undertaking = queries.fresh(undertaking)
    if refusal := queries.suggestion_refusal_on(undertaking, now=now):
        raise Refused(refusal)
    same = Suggestion.objects.filter(undertaking=undertaking, author=person, text=text)
    if before := same.first():
        return before
    suggestion = Suggestion.objects.create(
        undertaking=undertaking, author=person, text=text, created_at=now
    )
    record("undertakings.suggest", suggestion, actor=person, undertaking=undertaking.pk)
    order = Order(undertaking.unit, city_day(now) + ANSWERED_IN, topic=Assignment.Topic.SUGGESTION)
    pass_on(undertaking, order, actor=person, now=now)
    return suggestion


@action
def reply(undertaking: Undertaking, text: str, *, actor: Person, now: datetime) -> Reply:
    """Answer all suggestions that have no answer yet; everybody reads it, each author is told.

    :raises Refused: without the permission, a text, or a suggestion
    """
    require(actor, Permission.CONFIGURE, process_id=None, now=now)
    lock(undertaking)
    undertaking = queries.fresh(undertaking)
    waiting = list(queries.open_suggestions(undertaking).select_related("author"))
    if refusal := rules.reply_refusal(text, n_open=len(waiting)):
        raise Refused(refusal)
    made = Reply.objects.create(
        undertaking=undertaking, unit=undertaking.unit, text=text, created_at=now
    )
    Suggestion.objects.filter(pk__in=[one.pk for one in waiting]).update(reply=made)
    record("undertakings.reply", made, actor=actor, n=len(waiting))
    close_for([undertaking.pk], Assignment.Topic.SUGGESTION, now=now)
    for author in {one.author for one in waiting if one.author is not None}:
        notify(author, "undertakings/mail/replied", item=undertaking)
    return made
