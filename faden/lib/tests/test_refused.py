"""How a rule's "no" reads, and what the error carries."""

from dataclasses import FrozenInstanceError

import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from faden.lib.refused import Refusal, Refused, Remedy


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (Refusal("ideas.closed", "It is closed."), "It is closed."),
        (Refusal("ideas.many", "At most %(limit)s.", {"limit": 3}), "At most 3."),
        (Refusal("ideas.half", "50 % are missing."), "50 % are missing."),
        (Refusal("ideas.half", "%(n)s %% are missing.", {"n": 50}), "50 % are missing."),
        (Refusal("ideas.later", "Not yet.", {"until": None}), "Not yet."),
    ],
)
def test_a_refusal_reads_as_its_text_with_the_facts_filled_in(refusal, words):
    assert str(refusal) == words
    assert str(Refused(refusal)) == words


def test_a_refusal_is_worded_in_the_language_of_the_moment():
    refusal = Refusal("test.no", gettext_lazy("Monday"))

    with translation.override("de"):
        german = str(refusal)
    with translation.override("en"):
        english = str(refusal)

    assert (german, english) == ("Montag", "Monday")


def test_without_a_remedy_nothing_helps():
    assert Refusal("test.no", "No").remedy is Remedy.NONE


def test_a_refusal_does_not_change_any_more():
    with pytest.raises(FrozenInstanceError):
        Refusal("test.no", "No").code = "test.yes"


def test_the_error_carries_the_refusal():
    refusal = Refusal("test.no", "No", remedy=Remedy.SIGN_IN)

    with pytest.raises(Refused) as refused:
        raise Refused(refusal)

    assert refused.value.refusal is refusal
    assert refused.value.args == ("test.no",)
