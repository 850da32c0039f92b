"""What an idea itself allows, whatever the phase says. Pure: callers pass what they know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from faden.backbone.items.models import Item
from faden.backbone.processes.models import Opening
from faden.lib.refused import Refusal, Remedy

NO_SLUG = "idee"  # in the address, where a title gives none
HIDDEN = Refusal("ideas.hidden", _("This idea is not shown to the public."))
WITHDRAWN = Refusal("ideas.withdrawn", _("This idea was withdrawn by whoever handed it in."))
MERGED = Refusal(
    "ideas.merged", _("This idea was merged into another one. Please rate and discuss that one.")
)
ANSWERED = Refusal(
    "ideas.answered",
    _("The city has answered this idea. It stays as it was when the answer was given."),
)
NEVER_EDITED = Refusal(
    "ideas.never_edited", _("In this process ideas stay as they were handed in.")
)
NOT_WITHDRAWN = Refusal("ideas.not_withdrawn", _("This idea was not withdrawn."))
NOT_MERGED = Refusal("ideas.not_merged", _("This idea was not merged into another one."))
NO_REASON = Refusal("ideas.no_reason", _("Please give a reason. Everybody can read it."))
MERGER_FIRST = Refusal(
    "ideas.merger_first", _("It was merged with another idea. Undo the merger first.")
)
SELECTED = Refusal(
    "ideas.selected", _("It is selected in the result of its process, and stays where it was.")
)
DRAFT_FIRST = Refusal(
    "ideas.draft_first", _("An answer to it is being drafted. Release or drop the draft first.")
)


@dataclass(frozen=True)
class State:
    """Where an idea stands."""

    is_public: bool
    is_withdrawn: bool = False
    is_merged: bool = False
    is_answered: bool = False
    is_on_behalf: bool = False  # entered by the team, from paper or by telephone
    is_waiting: bool = False  # for a look of the team, and seen by nobody else until then
    is_let_go: bool = False  # withdrawn while it waited

    @property
    def gets_an_answer(self) -> bool:
        """Whether the city's promise of an answer is for it."""
        return not (self.is_withdrawn or self.is_merged)


@dataclass(frozen=True)
class Asker:
    """What somebody is to an idea."""

    is_author: bool = False
    is_signed_in: bool = True  # with an account
    enters_on_behalf: bool = False  # a role of theirs in the process brings it

    def may_correct(self, state: State) -> bool:
        """Return whether they look after what came on paper."""
        return self.enters_on_behalf and state.is_on_behalf


def address_part(idea: Item) -> str:
    """Return what follows the number in the idea's address; not every title gives a slug."""
    return idea.slug or NO_SLUG


def closed_refusal(state: State) -> Refusal | None:
    """Return why the idea cannot be rated or commented on, or None."""
    if not state.is_public:
        return HIDDEN
    if state.is_withdrawn:
        return WITHDRAWN
    return MERGED if state.is_merged else None


def edit_until(
    published_at: datetime, openings: Iterable[Opening], *, minutes: int | None
) -> datetime | None:
    """Return the first moment at which the author cannot change the idea; None: it never comes.

    :param openings: of the process
    :param minutes: after handing in; None: until the phase ends in which it was handed in
    """
    if minutes is not None:
        return published_at + timedelta(minutes=minutes)
    phases = [
        opening.phase
        for opening in openings
        if (opening.kind, opening.verb) == ("idea", "submit")
        and opening.phase.starts_at <= published_at
        and (opening.phase.ends_at is None or published_at < opening.phase.ends_at)
    ]
    if any(phase.ends_at is None for phase in phases):
        return None
    return max((phase.ends_at for phase in phases if phase.ends_at), default=published_at)


def edit_refusal(
    state: State, asker: Asker, *, minutes: int | None, until: datetime | None, now: datetime
) -> Refusal | None:
    """Return why somebody cannot change the idea now, or None.

    Whoever entered it for others may correct it without a limit of time, and so may its author
    while it waits for release: nobody has read it yet.
    :param until: as `edit_until` says for these minutes
    """
    if refusal := _fixed_refusal(state, asker):
        return refusal
    if asker.may_correct(state) or state.is_waiting or until is None or now < until:
        return None
    if minutes == 0:
        return NEVER_EDITED
    return Refusal(
        "ideas.edit_time_over",
        _("The time in which this idea could be changed has ended."),
        {"ended_at": until},
    )


def withdraw_refusal(state: State, asker: Asker) -> Refusal | None:
    """Return why somebody cannot withdraw the idea, or None; the time does not matter."""
    return _fixed_refusal(state, asker)


def return_refusal(state: State, asker: Asker, *, submit_refusal: Refusal | None) -> Refusal | None:
    """Return why the withdrawal cannot be taken back, or None.

    :param submit_refusal: why the author could not hand in an idea now: after the end of the phase
        no idea comes back in behind those of others
    """
    if refusal := _stranger_refusal(state, asker):
        return refusal
    if not (state.is_public or state.is_let_go):
        return HIDDEN
    if not state.is_withdrawn:
        return NOT_WITHDRAWN
    return ANSWERED if state.is_answered else submit_refusal


def merge_refusal(
    source: State, target: State, *, is_same: bool, is_one_process: bool, n_merged_here: int
) -> Refusal | None:
    """Return why the first idea cannot be merged into the second, or None.

    :param n_merged_here: number of ideas that were merged into the first
    """
    if refusal := pair_refusal(is_same=is_same, is_one_process=is_one_process):
        return refusal
    if refusal := closed_refusal(source):
        return refusal
    if source.is_answered:
        return ANSWERED
    if n_merged_here:
        return Refusal(
            "ideas.merge_chain",
            _("Other ideas were merged into this one. Merge the other one into this instead."),
        )
    if closed_refusal(target):
        return Refusal(
            "ideas.merge_target",
            _("The chosen idea is hidden, withdrawn or merged itself. Please choose another one."),
        )
    return None


def moving_refusal(
    state: State, *, has_merged: bool, is_selected: bool, is_answer_drafted: bool
) -> Refusal | None:
    """Return why the idea cannot go into another process, or None.

    :param has_merged: others were merged into it
    :param is_selected: it is in the result of its process
    """
    if state.is_withdrawn:
        return WITHDRAWN
    if state.is_merged or has_merged:
        return MERGER_FIRST
    if is_selected:
        return SELECTED
    return DRAFT_FIRST if is_answer_drafted else None


def card_number_refusal(number: str, before: Item | None) -> Refusal | None:
    """Return why a card of this number is not entered, or None.

    :param before: what was entered from a card of this number and the same source
    """
    if not number or before is None:
        return None
    return Refusal(
        "ideas.card_entered",
        _("Card %(number)s of this source is entered already: “%(title)s”."),
        {"number": number, "title": before.title, "idea": before},
    )


def changed_card_refusal(before: Item) -> Refusal:
    """Return why a row that was stored is not stored once more with other words."""
    return Refusal(
        "ideas.card_stored",
        _("This row is stored already as “%(title)s”. Please change it there."),
        {"title": before.title, "idea": before},
    )


def pair_refusal(*, is_same: bool, is_one_process: bool) -> Refusal | None:
    """Return why two ideas cannot be linked, or None."""
    if is_same:
        return Refusal("ideas.same_idea", _("Please choose another idea."))
    if not is_one_process:
        return Refusal(
            "ideas.other_process", _("Only ideas of the same participation process can be linked.")
        )
    return None


def _fixed_refusal(state: State, asker: Asker) -> Refusal | None:
    """Return why the idea stays as it is for this person, whatever the time."""
    if refusal := _stranger_refusal(state, asker):
        return refusal
    closed = None if state.is_waiting else closed_refusal(state)
    return closed or (ANSWERED if state.is_answered else None)


def _stranger_refusal(state: State, asker: Asker) -> Refusal | None:
    if asker.is_author or asker.may_correct(state):
        return None
    return Refusal(
        "ideas.not_yours",
        _("Only whoever handed in this idea can change it."),
        remedy=Remedy.NONE if asker.is_signed_in else Remedy.SIGN_IN,
    )
