"""Which filters can be saved. Pure."""

from django.utils.translation import gettext_lazy as _

from faden.lib.refused import Refusal

MOST_PER_TABLE = 20  # filters of one person

NOTHING_TO_SAVE = Refusal(
    "saved_filters.nothing", _("Choose a filter or an order first, then save it.")
)


def saving_refusal(query: str, *, n_saved: int) -> Refusal | None:
    """Return why this query is not saved beside `n_saved` others of the table, or None."""
    if not query:
        return NOTHING_TO_SAVE
    if n_saved >= MOST_PER_TABLE:
        return Refusal(
            "saved_filters.too_many",
            _("At most %(most)s filters can be saved for a table. Remove one first."),
            {"most": MOST_PER_TABLE},
        )
    return None
