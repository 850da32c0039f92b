"""From a request to a change of one's own comment."""

from datetime import datetime

from faden.backbone.people.http import PersonRequest
from faden.lib.refused import Refusal
from faden.shared.comments import actions, queries
from faden.shared.comments.forms import ChangeForm
from faden.shared.comments.models import Comment
from faden.shared.comments.rules import OTHERS
from faden.shared.ratings.queries import is_rated
from faden.web.refusals import refusal_in


def change_form(request: PersonRequest, comment: Comment) -> ChangeForm:
    """Return the form, with what was sent or with the words that are there."""
    sent = request.POST if request.method == "POST" else None
    initial = {"text": comment.text, "stance": comment.stance}
    return ChangeForm(sent, comment=comment, initial=initial)


def change_refusal(request: PersonRequest, comment: Comment, *, now: datetime) -> Refusal | None:
    """Return why whoever asks cannot change the comment now, or None."""
    person, rated = request.person, is_rated(comment, now=now)
    return queries.change_refusal(comment, person, is_rated=rated, now=now)


def take_change_in(
    request: PersonRequest, comment: Comment, *, form: ChangeForm, now: datetime
) -> bool:
    """Store the new words and return True; False: the form says what is wrong."""
    if request.person is None:
        form.add_refusal(OTHERS)
        return False
    if not form.is_valid():
        return False
    text, stance = form.cleaned_data["text"], form.cleaned_data.get("stance", comment.stance)
    with refusal_in(form):
        actions.change(comment, text=text, stance=stance, actor=request.person, now=now)
        return True
    return False
