"""What the page of one idea shows, to whom."""

from datetime import datetime
from typing import Any

from django.http import Http404

from faden.backbone.people.http import PersonRequest
from faden.backbone.processes.queries import openings_of, standing
from faden.backbone.processes.rules import Permission, ratings_hidden_until, verb_refusal
from faden.participation.ideas import queries, rules
from faden.participation.ideas.http.own import events_of, own_of
from faden.participation.ideas.links import relatives_of
from faden.participation.ideas.models import Idea
from faden.shared.comments.http import Terms, discussion
from faden.shared.media.queries import documents_of, images_of
from faden.shared.moderation.queries import last_hold, open_hiding
from faden.shared.moderation.rules import must_wait
from faden.shared.outcomes.queries import outcomes_of, promised_to


def idea_or_404(request: PersonRequest, pk: int, *, now: datetime) -> Idea:
    """Return the idea if whoever asks may see it."""
    idea = queries.idea_seen_by(request.person, pk, now=now)
    if idea is None:
        raise Http404
    return idea


def idea_context(request: PersonRequest, idea: Idea, *, now: datetime) -> dict[str, Any]:
    """Return what the page of an idea shows, for whoever asks."""
    person = request.person
    process = queries.process_of(idea)
    asking = standing(person, idea.process_id, now=now)
    openings = openings_of(process)
    own = own_of(idea, asking, minutes=process.edit_minutes, openings=openings)
    answers, relatives = outcomes_of(idea), relatives_of(idea)
    refusals = {
        verb: rules.closed_refusal(own.state)
        or verb_refusal(openings, kind="idea", verb=verb, standing=asking)
        for verb in ("rate", "comment")
    }
    hidden_until = ratings_hidden_until(openings, now=now)
    return {
        "idea": idea,
        "process": process,
        "standing": asking,
        "may_moderate": asking.may(Permission.MODERATE),
        "refusals": refusals,
        "own": own,
        "events": events_of(idea, relatives, answers=answers),
        "answers": answers,
        "promised": promised_to(process, answers, now=now),
        "relatives": relatives if asking.may(Permission.SEE_DRAFTS) else relatives.of_public(),
        "hiding": None if idea.is_public else open_hiding(idea),
        "hold": None if idea.is_public else last_hold(idea),
        "images": images_of([idea]).get(idea.pk, []),
        "documents": documents_of([idea], sees=asking.sees).get(idea.pk, []),
        "hidden_until": hidden_until,
        "discussion": discussion(
            request,
            idea,
            asking=asking,
            refusals=refusals,
            terms=Terms(
                process.rating_mode,
                hidden_until,
                must_wait(openings, kind_name="idea", verb="comment", standing=asking),
            ),
        ),
    }
