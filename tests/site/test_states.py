"""Pages in the states that forms, refusals and errors bring about."""

import pytest

from tests.site.inspection import inspect
from tests.site.states import STATES, State

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("state", STATES, ids=str)
def test_a_state_of_a_page_is_accessible_and_well_made(state: State, visitors, collected):
    faults = inspect(
        visitors[state.who], state.show, collected=collected, name=str(state), status=state.status
    )

    assert not faults, "\n".join(faults)
