"""Questions, terms, venues, bodies and organisations of the demonstration, for their addresses."""

from datetime import UTC, datetime
from typing import Any

from faden.backbone.audit.actions import action
from faden.backbone.items.actions import revise
from faden.backbone.items.models import Origin
from faden.backbone.people.models import Organisation, Person
from faden.backbone.places.models import Funder, Venue
from faden.lib.text import slug_of
from faden.participation.background.models import Question, Term
from faden.participation.groups.models import Body, Decision, Meeting, Member
from faden.shared.moderation.actions import hold
from faden.surfaces.demo.queries import ACCOUNTS


def background_facts() -> dict[str, Any]:
    """Return the numbers from which the addresses of these pages are made."""
    asked = Question.objects.filter(is_by_team=False, answered_at=None).first()
    answered = Question.objects.filter(is_by_team=False, answered_at__isnull=False).first()
    frequent = Question.objects.filter(is_by_team=True).first()
    term, venue = Term.objects.first(), Venue.objects.first()
    funder, organisation = Funder.objects.first(), Organisation.objects.get(state="applied")
    assert None not in (asked, answered, frequent, term, venue, funder)
    return {
        "open_question": _place(asked),
        "open_question_pk": {"pk": asked.pk},
        "answered_question": _place(answered),
        "frequent_question": {"process_slug": frequent.process.slug, "pk": frequent.pk},
        "waiting_question": _place(_waiting_question(asked)),
        "term": {"process_slug": term.process.slug, "pk": term.pk},
        "venue": {"pk": venue.pk},
        "funder": {"pk": funder.pk},
        "organisation": {"pk": organisation.pk},
        **_body_facts(),
    }


@action
def _waiting_question(like: Question) -> Question:
    """A question of a citizen at which the team has not looked yet."""
    now = datetime.now(UTC)
    question = Question.objects.create(
        part_of_id=like.part_of_id,
        process_id=like.process_id,
        author=Person.objects.get(email=ACCOUNTS["citizen"][0]),
        title="Wann werden die Antworten in einfacher Sprache veröffentlicht?",
        text="Viele verstehen die langen Texte nicht.",
        created_at=now,
    )
    Origin.objects.create(item=question)
    revise(question, text=question.text, author=question.author, now=now)
    hold(question, now=now)
    return question


def _body_facts() -> dict[str, Any]:
    body = Body.objects.public().get()
    closed = Body.objects.exclude(pk=body.pk).get()
    meeting, decision = Meeting.objects.filter(body=body), Decision.objects.filter(body=body)
    with_minutes = meeting.exclude(minutes="").first()
    voted = decision.filter(n_for__isnull=False).first()
    member = Member.objects.filter(body=body).first()
    assert None not in (with_minutes, voted, member)
    return {
        "body": _place(body),
        "closed_body": _place(closed),
        "body_pk": {"pk": body.pk},
        "meeting": _place(with_minutes),
        "meeting_pk": {"pk": body.pk, "meeting": with_minutes.pk},
        "decision": _place(voted),
        "decision_pk": {"pk": body.pk, "decision": voted.pk},
        "member": {"pk": body.pk, "member": member.pk},
    }


def _place(item: Any) -> dict[str, Any]:
    return {"pk": item.pk, "slug": item.slug or slug_of(item.title)}
