"""The log of a whole story: who did what to which row, and not a word of what was said."""

import pytest

from faden.backbone.audit.models import LogEntry
from faden.backbone.people.tests.factories import NOON, a_guest, a_person, a_unit
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role, an_open_process
from faden.participation.ideas.tests.factories import an_idea
from faden.shared.comments.tests.factories import a_comment
from faden.shared.moderation.actions import hide, show_again
from faden.shared.outcomes.tests.factories import an_outcome
from faden.shared.ratings.actions import rate

pytestmark = pytest.mark.django_db
SAID = ["Title of it", "Text of it", "Comment on it", "Reason of it", "Body of it", "Unit of it"]
PEOPLE = ["Ada L.", "ada@example.org", "Guest G.", "Mod M.", "mod@example.org"]


def test_the_log_knows_all_that_happened_and_nothing_that_was_said():
    process = an_open_process()
    ada = a_person(display_name="Ada L.", email="ada@example.org")
    manager = a_person(display_name="Mod M.", email="mod@example.org")
    a_role(Role.PROCESS_MANAGER, process, manager)
    guest = a_guest(display_name="Guest G.")

    idea = an_idea(process, person=ada, title="Title of it", text="Text of it")
    rate(idea, 1, person=guest, now=NOON)
    comment = a_comment(idea, guest, text="Comment on it")
    an_outcome(idea, manager, reason="Reason of it", body="Body of it", unit=a_unit("Unit of it"))
    hide(comment, reason="Reason of it", actor=manager, now=NOON)
    show_again(comment, actor=manager, now=NOON)

    entries = LogEntry.objects.order_by("id")
    assert list(entries.values_list("action", "subject_type", "actor_id")) == [
        ("ideas.submit", "ideas.idea", ada.pk),
        ("comments.comment", "comments.comment", guest.pk),
        ("outcomes.answer", "outcomes.outcome", manager.pk),
        ("outcomes.release", "outcomes.answering", manager.pk),
        ("items.set_visibility", "items.item", manager.pk),
        ("moderation.hide", "moderation.hiding", manager.pk),
        ("items.set_visibility", "items.item", manager.pk),
        ("moderation.show_again", "moderation.hiding", manager.pk),
    ]
    logged = str(list(entries.values()))
    assert [word for word in SAID + PEOPLE if word in logged] == []
