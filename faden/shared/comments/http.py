"""From a request to a comment."""

from datetime import datetime

from faden.backbone.items.models import Item
from faden.backbone.people.http import PersonRequest, contributor
from faden.backbone.people.limits import take
from faden.shared.comments.actions import comment
from faden.shared.comments.forms import CommentForm
from faden.shared.comments.models import Comment
from faden.web.refusals import refusal_in


def take_in(
    request: PersonRequest, item: Item, *, form: CommentForm, now: datetime
) -> Comment | None:
    """Store the comment if the form is valid; None: the form says what is wrong."""
    if not form.is_valid():
        return None
    text, stance = form.cleaned_data["text"], form.cleaned_data["stance"]
    name = form.cleaned_data["name"]
    with refusal_in(form), contributor(request, name=name, now=now) as person:
        take("comments", person=person, address=request.address, now=now)
        return comment(item, text=text, stance=stance, person=person, now=now)
    return None
