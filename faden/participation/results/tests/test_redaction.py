"""A frozen result names nobody whose name was made unreadable since then."""

import pytest

from faden.backbone.people.tests.factories import NOON
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role, an_open_process
from faden.participation.results.models import Entry
from faden.participation.results.tests.factories import a_result, close, ideas_rated
from faden.shared.moderation.actions import redact
from faden.shared.moderation.actions.redaction import Ground

pytestmark = pytest.mark.django_db


def test_a_redacted_title_is_redacted_in_the_frozen_result():
    process = an_open_process()
    [idea] = ideas_rated(process, 3)
    close(process)
    a_result(process)
    words = idea.title.split()[0]
    moderator = a_role(Role.MODERATOR, process)

    redact(idea, [words], ground=Ground("name", "x"), actor=moderator, now=NOON)

    title = Entry.objects.get().title
    assert (words in title, title.startswith("[unkenntlich gemacht:")) == (False, True)
