"""One vocabulary: what matters and texts can become, and that an interim notice is no answer."""

from datetime import date

import pytest

from faden.backbone.items.kinds import kind
from faden.backbone.items.tests.factories import an_item_in
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.tests.factories import a_process
from faden.lib.refused import Refused
from faden.shared.outcomes.models import Outcome
from faden.shared.outcomes.queries import (
    latest_outcomes,
    n_answered,
    promised_to,
)
from faden.shared.outcomes.rules import codes_for
from faden.shared.outcomes.templatetags.outcomes import outcome_words
from faden.shared.outcomes.tests.factories import UNTIL, an_outcome

pytestmark = pytest.mark.django_db
Code = Outcome.Code
TEXTS = [Code.ADOPTED, Code.PARTLY_ADOPTED, Code.CONTAINED, Code.NOT_ADOPTED, Code.CHECKED]


@pytest.fixture
def idea():
    return an_item_in(a_process(), author=a_person())


def test_ideas_are_implemented_or_not_and_never_adopted(idea):
    codes = codes_for([kind(idea.kind)])

    assert codes == [code for code in Code if code not in TEXTS[:-1]]
    with pytest.raises(Refused) as refused:
        an_outcome(idea, code="adopted")
    assert refused.value.refusal.code == "outcomes.other_words"


def test_an_interim_notice_never_counts_as_an_answer(idea):
    notice = an_outcome(idea, code="checked")

    assert (notice.until, notice.is_current, notice.is_answer) == (UNTIL, True, False)
    assert n_answered([idea.process]) == {}
    assert list(latest_outcomes(5)) == list(Outcome.objects.answers()) == []


def test_the_answer_replaces_the_interim_notice_visibly(idea):
    notice = an_outcome(idea, code="checked")

    given = an_outcome(idea, code="implemented", reason="")

    assert (given.replaces, given.until) == (notice, None)
    assert n_answered([idea.process]) == {idea.process_id: 1}


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"until": None}, "outcomes.until"),
        ({"until": date(2026, 5, 3)}, "outcomes.until"),
        ({"reason": ""}, "outcomes.reason"),
    ],
    ids=["no day", "a day that is over", "no reason"],
)
def test_what_an_interim_notice_must_say(idea, facts, code):
    with pytest.raises(Refused) as refused:
        an_outcome(idea, code="checked", **facts)

    assert refused.value.refusal.code == code


def test_words_of_an_interim_notice_name_the_day():
    assert outcome_words("checked", UNTIL) == outcome_words("checked", "2026-06-01")
    assert "2026" in outcome_words("checked", UNTIL)
    assert outcome_words("noted") == str(Code.NOTED.label)


def test_without_a_promise_nothing_is_promised(idea):
    assert promised_to(idea.process, [], now=NOON) is None
