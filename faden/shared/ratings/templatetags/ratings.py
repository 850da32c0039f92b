"""The boxes in which people rate."""

from datetime import datetime
from typing import Any

from django import template
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from faden.backbone.items.models import Item
from faden.backbone.people.models import Person
from faden.backbone.processes.form_part import WithAge
from faden.backbone.processes.rules import age_to_declare, beyond_age
from faden.lib.refused import Refusal, Remedy
from faden.shared.ratings.models import GuestTally
from faden.shared.ratings.rules import DOWN, Terms, is_offered, own_refusal

register = template.Library()


@register.inclusion_tag("ratings/rating.html", takes_context=True)
def rating(
    context: template.Context,
    item: Item,
    *,
    own: int,
    refusal: Refusal | None,
    mode: str = "up_down",
    hidden_until: datetime | None = None,
) -> dict[str, Any]:
    """Show both counts and the two buttons, or why there are none.

    :param item: with `origin` and `guest_tally`
    :param own: the visitor's rating: 1, -1 or 0
    :param mode: how people rate in the process, `Process.rating_mode`
    :param hidden_until: until when nobody sees the counts; None: they are shown
    """
    shown = _shown_refusal(item, refusal, person=context["request"].person)
    years = 0 if shown else age_to_declare(refusal)
    frame = {name: context.get(name) for name in ("request", "site")}
    return frame | {
        "item": item,
        "own": own,
        "refusal": shown,
        "age": WithAge(age_to_declare=years) if years else None,
        "has_down": is_offered(DOWN, mode=mode, own=own),
        "counts_down": is_offered(DOWN, mode=mode),
        "hidden_until": hidden_until,
        "tally": None if hidden_until else _tally(item),
    }


@register.inclusion_tag("ratings/small.html")
def small_rating(
    item: Item,
    *,
    own: int,
    terms: Terms,
    of: str,
    query: str = "",
) -> dict[str, Any]:
    """Show the counts in one line, as two buttons where they can be pressed.

    :param item: with `guest_tally`
    :param of: what is rated, for those who do not see what stands around the buttons
    :param query: of the page, so that pressing a button comes back to it
    """
    hides, counts_down = terms.hidden_until is not None, is_offered(DOWN, mode=terms.mode)
    n_down = item.n_down if counts_down else 0
    return {
        "item": item,
        "own": own,
        "url": f"{reverse('ratings:rate', args=[item.pk])}{query}",
        "target": f"bewertung-{item.pk}",
        "may_rate": terms.may_rate and own_refusal(item, person=terms.person) is None,
        "up": _labelled(_("Agree"), item.n_up, is_hidden=hides),
        "down": _labelled(_("Disagree"), n_down, is_hidden=hides or not counts_down),
        "has_down": is_offered(DOWN, mode=terms.mode, own=own),
        "counts_down": counts_down,
        "shows_counts": not hides and item.n_up + n_down > 0,
        "tally": None if hides else _tally(item),
        "of": of,
    }


def _shown_refusal(item: Item, refusal: Refusal | None, *, person: Person | None) -> Refusal | None:
    """Return what stands where the buttons would be; what would help does not help authors."""
    others = beyond_age(refusal)
    if others is not None and others.remedy == Remedy.NONE:
        return others
    return own_refusal(item, person=person) or others


def _tally(item: Item) -> GuestTally | None:
    """Return the ratings without an account, if there are any."""
    tally: GuestTally | None = getattr(item, "guest_tally", None)
    return tally if tally and (tally.n_up or tally.n_down) else None


def _labelled(word: str, n: int, *, is_hidden: bool) -> str:
    return word if is_hidden else f"{word} {number_format(n, use_l10n=True, force_grouping=True)}"
