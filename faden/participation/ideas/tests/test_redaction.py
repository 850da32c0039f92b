"""Passages and parts of pictures that are made unreadable."""

from datetime import timedelta

import pytest

from faden.backbone.audit.models import LogEntry
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role, an_open_process
from faden.lib.refused import Refused
from faden.participation.ideas.actions import Draft, edit, merge, split
from faden.participation.ideas.models import Idea
from faden.participation.ideas.tests.factories import an_idea
from faden.participation.ideas.tests.moderated import a_report
from faden.shared.comments.actions import comment
from faden.shared.comments.models import Comment
from faden.shared.moderation.actions import open_sealed, redact, sweep_sealed
from faden.shared.moderation.actions.redaction import Ground
from faden.shared.moderation.models import Redaction, Report, Sealed, SealOpening
from faden.shared.notifications.actions import notify
from faden.shared.notifications.models import OutboxMail

pytestmark = pytest.mark.django_db
NAME = Ground("name", "Niemand wird ungefragt genannt.")
NOTE = "[unkenntlich gemacht: Name einer dritten Person]"


@pytest.fixture
def idea():
    author = a_person()
    idea = an_idea(
        an_open_process(), person=author, title="Bank vor Otto Kurz", text="Otto Kurz wohnt dort."
    )
    draft = Draft(title="Bank für Otto Kurz", text="Dort wohnt Otto  Kurz, sagt er.")
    return edit(idea, draft, actor=author, now=NOON)


@pytest.fixture
def moderator(idea):
    return a_role(Role.MODERATOR, idea.process.as_process)


@pytest.fixture
def manager(idea):
    return a_role(Role.PROCESS_MANAGER, idea.process.as_process)


def test_a_name_is_gone_from_the_idea_its_versions_its_address(idea, moderator):
    redact(idea, ["Otto Kurz"], ground=NAME, actor=moderator, now=NOON)

    now = Idea.objects.get(pk=idea.pk)
    assert (now.title, now.text) == (f"Bank für {NOTE}", f"Dort wohnt {NOTE}, sagt er.")
    assert "kurz" not in now.slug
    versions = now.revisions.order_by("number").values_list("title", "text")
    assert list(versions) == [
        (f"Bank vor {NOTE}", f"{NOTE} wohnt dort."),
        (now.title, now.text),
    ]


def test_the_note_stands_in_the_language_of_the_text(idea, moderator):
    english = an_idea(idea.process.as_process, text="Ask Otto Kurz about it.", language="en")

    redact(english, ["Otto Kurz"], ground=NAME, actor=moderator, now=NOON)

    text = Idea.objects.get(pk=english.pk).text
    assert text == "Ask [made unreadable: name of a third person] about it."


def test_a_comment_keeps_the_rest(idea, moderator):
    written = comment(idea, text="Otto Kurz lügt. Gern!", stance="for", person=a_person(), now=NOON)

    redact(written, ["Otto Kurz lügt."], ground=NAME, actor=moderator, now=NOON)

    assert Comment.objects.get(pk=written.pk).text == f"{NOTE} Gern!"
    assert written.revisions.get().text == f"{NOTE} Gern!"


def test_nothing_is_left_in_pages_feed_versions_search_and_tables(client, idea, moderator):
    redact(idea, ["Otto Kurz"], ground=NAME, actor=moderator, now=NOON)
    idea = Idea.objects.get(pk=idea.pk)
    base = f"/beteiligungen/{idea.process.slug}"
    client.force_login(moderator)
    addresses = [
        idea.get_absolute_url(),
        f"{idea.get_absolute_url()}fassungen/",
        f"{base}/ideen/",
        f"{base}/ideen/feed.atom",
        f"/team{base}/ideen/?export=csv",
    ]

    for address in addresses:
        answer = client.get(address, follow=True)
        content = b"".join(answer) if answer.streaming else answer.content
        assert (answer.status_code, b"Kurz" in content) == (200, False), address


def test_reports_are_decided_by_it(idea, moderator):
    a_report(idea, "private", reporter=a_person())

    redact(idea, ["Otto Kurz"], ground=NAME, actor=moderator, now=NOON)

    assert Report.objects.get().decision == "redacted"


@pytest.mark.parametrize(
    ("passages", "ground", "code"),
    [
        (["Otto Lang"], NAME, "moderation.passage_missing"),
        ([], NAME, "moderation.no_passage"),
        (["Otto Kurz"], Ground("name", " "), "moderation.reason"),
    ],
)
def test_what_is_not_redacted(idea, moderator, passages, ground, code):
    with pytest.raises(Refused) as refused:
        redact(idea, passages, ground=ground, actor=moderator, now=NOON)

    assert refused.value.refusal.code == code
    assert not Redaction.objects.exists()


def test_the_original_is_sealed_read_for_a_cause_and_that_is_kept(idea, moderator, manager):
    redaction = redact(idea, ["Otto Kurz"], ground=NAME, actor=moderator, now=NOON)
    assert b"Kurz" not in bytes(Sealed.objects.get().content)

    original = open_sealed(redaction.pk, cause="Polizei, Az. 12", actor=manager, now=NOON)

    assert original.text == "Dort wohnt Otto  Kurz, sagt er."
    assert original.versions["1"] == ["Bank vor Otto Kurz", "Otto Kurz wohnt dort."]
    opening = SealOpening.objects.get()
    assert (opening.person, opening.cause) == (manager, "Polizei, Az. 12")
    assert LogEntry.objects.filter(action="moderation.open_sealed", actor_id=manager.pk).exists()


@pytest.mark.parametrize("cause", ["", "  "])
def test_without_a_cause_nobody_reads_the_original(idea, moderator, manager, cause):
    redaction = redact(idea, ["Otto Kurz"], ground=NAME, actor=moderator, now=NOON)

    with pytest.raises(Refused):
        open_sealed(redaction.pk, cause=cause, actor=manager, now=NOON)

    assert not SealOpening.objects.exists()


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.EVALUATOR, Role.ON_SITE_TEAM])
def test_who_may_not_read_originals(idea, moderator, role):
    redaction = redact(idea, ["Otto Kurz"], ground=NAME, actor=moderator, now=NOON)

    with pytest.raises(Refused):
        open_sealed(redaction.pk, cause="x", actor=a_role(role, idea.process.as_process), now=NOON)


def test_the_original_goes_when_its_time_has_come(idea, moderator):
    redact(idea, ["Otto Kurz"], ground=NAME, actor=moderator, now=NOON)

    kept = sweep_sealed(now=NOON + timedelta(days=179))
    gone = sweep_sealed(now=NOON + timedelta(days=180))

    assert (kept, gone, Redaction.objects.count()) == (0, 1, 1)


def test_the_page_shows_the_result_before_anything_is_done(client, idea, moderator):
    client.force_login(moderator)
    typed = {"words": "Otto Kurz", "subject": "name", "reason": "Bitte nicht."}
    address = f"/team/beitraege/{idea.pk}/schwaerzen/"

    preview = client.post(address, typed | {"vorschau": "1"})
    assert (NOTE in preview.text, Redaction.objects.count()) == (True, 0)
    done = client.post(address, typed)

    assert (done.status_code, Redaction.objects.count()) == (303, 1)


def test_whole_sentences_are_chosen_by_number(client, idea, moderator):
    client.force_login(moderator)
    typed = {"sentences": "1", "subject": "private", "reason": "Bitte nicht."}

    client.post(f"/team/beitraege/{idea.pk}/schwaerzen/", typed)

    text = Idea.objects.get(pk=idea.pk).text
    assert text == "[unkenntlich gemacht: etwas Privates über eine dritte Person]"


def test_no_mail_leaves_with_what_was_redacted(idea, moderator):
    other = an_idea(idea.process.as_process, title="Noch eine Bank")
    merge(idea, other, reason="Otto Kurz will dasselbe.", actor=moderator, now=NOON)
    a_report(other)
    split(idea, actor=moderator, now=NOON)
    before = OutboxMail.objects.get(template="ideas/mail/merged_here")
    assert before.facts == {"other_title": "Bank für Otto Kurz"}

    redact(idea, ["Otto Kurz"], ground=NAME, actor=moderator, now=NOON)

    merged, here = (
        OutboxMail.objects.get(template=f"ideas/mail/{name}") for name in ("merged", "merged_here")
    )
    assert here.facts == {"other_title": f"Bank für {NOTE}"}
    assert merged.facts["own_title"] == f"Bank für {NOTE}"
    assert all("Kurz" not in str(mail.facts) for mail in OutboxMail.objects.all())


def test_mails_on_other_things_stay_as_they_are(idea, moderator):
    notify(moderator, "ideas/mail/merged_here", item=None, other_title="Otto Kurz lädt ein")

    redact(idea, ["Otto Kurz"], ground=NAME, actor=moderator, now=NOON)

    kept = OutboxMail.objects.get(template="ideas/mail/merged_here")
    assert kept.facts == {"other_title": "Otto Kurz lädt ein"}
