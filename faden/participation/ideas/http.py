"""From a request to an action and its rows: who hands in, within which limits, with which form."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils.translation import get_language

from faden.backbone.people.http import PersonRequest, contributor
from faden.backbone.people.limits import take
from faden.backbone.processes.models import ActionField, Process
from faden.backbone.processes.queries import refusals_in, refusals_on, standing
from faden.backbone.processes.rules import Permission
from faden.lib.refused import Refusal
from faden.participation.ideas import actions, queries
from faden.participation.ideas.forms import IdeaForm
from faden.participation.ideas.models import TEXT_MAX, TITLE_MAX, Idea
from faden.participation.ideas.queries import Selection
from faden.shared.comments.queries import comments_page
from faden.shared.media.http import is_valid_with_images, keep_images
from faden.shared.media.queries import images_of
from faden.shared.moderation.queries import open_hiding
from faden.shared.outcomes.queries import outcomes_of
from faden.shared.ratings.queries import own_ratings
from faden.shared.search.queries import similar
from faden.web.refusals import refusal_in

LONGEST_SEARCH = 200  # characters


def idea_or_404(request: PersonRequest, pk: int, *, now: datetime) -> Idea:
    """Return the idea if whoever asks may see it."""
    idea = queries.idea_seen_by(request.person, pk, now=now)
    if idea is None:
        raise Http404
    return idea


def submit_refusal(request: PersonRequest, process: Process, *, now: datetime) -> Refusal | None:
    """Return why whoever asks cannot hand in an idea now, or None."""
    person = request.person
    return refusals_in(process, "idea", verbs=["submit"], person=person, now=now)["submit"]


def selection(request: PersonRequest, fields: Iterable[ActionField]) -> Selection:
    """Return what the address asks for; values that do not exist count as not given."""
    field, order = request.GET.get("thema", ""), request.GET.get("sortierung", "")
    return Selection(
        field=field if any(field == known.slug for known in fields) else "",
        text=request.GET.get("q", "").strip()[:LONGEST_SEARCH],
        order=order if order in dict(queries.ORDERS) else "neu",
        language=language_of_page(),
    )


def is_account(request: PersonRequest) -> bool:
    """Return whether somebody with an account asks."""
    return request.person is not None and not request.person.is_guest


def language_of_page() -> str:
    """Return the language in which the form was shown: that of what is written in it."""
    return get_language() or "de"


def idea_form(request: PersonRequest, process: Process, *, now: datetime) -> IdeaForm:
    """Return the form for a new idea, with what was sent if something was.

    People without an account are asked for a name.
    """
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    asks_name = not is_account(request)
    return IdeaForm(*sent, owner=request.person, process=process, asks_name=asks_name, now=now)


def idea_form_again(request: PersonRequest, process: Process, *, now: datetime) -> IdeaForm:
    """Return the form with what was typed; nothing is missing yet, and pictures are kept.

    Where ideas are not taken, or not any more, the form says why and nothing is kept.
    """
    form = idea_form(request, process, now=now)
    if refusal := submit_refusal(request, process, now=now):
        form.add_refusal(refusal)
        form.forgive()
    else:
        keep_images(request, form, now=now)
    return form


def new_idea_context(request: PersonRequest, process: Process, *, form: IdeaForm) -> dict[str, Any]:
    """Return what the page of the form shows: what was typed, ideas like it, the preview.

    No more is compared and previewed than an idea may hold: 2 MB of words would take half a minute.
    """
    title = (form["title"].value() or "")[:TITLE_MAX]
    text = (form["text"].value() or "")[:TEXT_MAX]
    return {
        "process": process,
        "form": form,
        "similar": similar(title, text, part_of=process, language=language_of_page()),
        "has_typed": bool(title),
        "preview": {"title": title, "text": text} if "vorschau" in request.POST else None,
    }


def idea_context(request: PersonRequest, idea: Idea, *, now: datetime) -> dict[str, Any]:
    """Return what the page of an idea shows, for whoever asks."""
    person = request.person
    asking = standing(person, idea.process_id, now=now)
    return {
        "idea": idea,
        "process": queries.process_of(idea),
        "standing": asking,
        "may_moderate": asking.may(Permission.MODERATE),
        "refusals": refusals_on(idea, ("rate", "comment"), person=person, now=now),
        "own_rating": own_ratings(person, [idea]).get(idea.pk, 0),
        "answers": outcomes_of(idea),
        "hiding": None if idea.is_public else open_hiding(idea),
        "images": images_of([idea]).get(idea.pk, []),
        "comments": comments_page(idea, request.GET.get("seite")),
    }


def take_in(
    request: PersonRequest, process: Process, *, form: IdeaForm, now: datetime
) -> Idea | None:
    """Store the idea with its pictures; None: the form says what is wrong."""
    if refusal := submit_refusal(request, process, now=now):  # it ended while somebody was typing
        form.add_refusal(refusal)
        return None
    if not is_valid_with_images(request, form, now=now):
        return None
    name = form.cleaned_data.get("name")
    with refusal_in(form), contributor(request, name=name, now=now) as author:
        take("ideas", person=author, address=request.address, now=now)
        draft = form.draft(language=language_of_page())
        return actions.submit(process, draft, person=author, images=form.images(), now=now)
    return None
