"""Cards of ideas, as lists show them."""

from django import template
from django.template import Context
from django.template.loader import get_template
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from faden.participation.ideas.http.lists import Listing
from faden.participation.ideas.queries import Card
from faden.web.fragments import Fragments

MOST_CARDS = 2_000  # about 3 kB each

register = template.Library()
_cards = Fragments(MOST_CARDS)


@register.simple_tag(takes_context=True)
def idea_card(context: Context, card: Card) -> SafeString:
    """Show an idea as a card; the same for all readers."""
    listing: Listing = context["listing"]
    shows_ratings, is_up_only = listing.hidden_until is None, context["is_up_only"]

    def render() -> str:
        values = {
            "card": card,
            "idea": card.idea,
            "process": listing.process,
            "shows_ratings": shows_ratings,
            "is_up_only": is_up_only,
        }
        return get_template("ideas/card.html").render(values)

    frame = (get_script_prefix(), get_language(), listing.process.language)
    shown = (*frame, shows_ratings, is_up_only, *_shown(card))
    return _cards.get(shown, render=render)


def _shown(card: Card) -> tuple[object, ...]:
    idea, field, district = card.idea, card.idea.action_field, card.idea.district
    return (
        idea.pk,
        idea.title,
        idea.slug,
        idea.text,
        idea.language,
        idea.published_at,
        idea.n_up,
        idea.n_down,
        idea.n_comments,
        field and field.name,
        district and district.name,
        card.outcome_code,
        card.outcome_until,
        tuple(mark.name for mark in card.marks),
    )
