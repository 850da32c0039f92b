"""The second pass: batches, all visible together, resumed, repeated, exact counters."""

import gc
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from faden.backbone.audit.guard import arranging
from faden.backbone.audit.models import LogEntry
from faden.backbone.audit.queries import versions
from faden.backbone.items.models import Item, Revision
from faden.backbone.jobs.actions import enqueue
from faden.backbone.jobs.worker import run_due
from faden.backbone.people.actions import erase
from faden.backbone.processes.models import ActionField
from faden.lib.refused import Refused
from faden.participation.ideas.models import Idea
from faden.shared.comments.models import Comment
from faden.shared.errands.actions import cancel
from faden.shared.errands.queries import errand_about
from faden.shared.search.queries import search
from faden.surfaces.importers import actions, files, passes, queries
from faden.surfaces.importers.models import ImportRun
from faden.surfaces.importers.tests.factories import (
    COMMENT,
    IDEA,
    NOON,
    a_csv,
    a_manager,
    a_process,
    a_town,
    an_order,
    comments,
    counts,
    ideas,
    imported,
)
from faden.surfaces.importers.tests.memory import peak_bytes

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """Stands for what ends a process in the middle."""


def ready(order: passes.Order) -> ImportRun:
    run = passes.begin(order, actor=None, now=NOON)
    actions.start(run, actor=None, now=NOON, in_job=False)
    run.refresh_from_db()
    return run


def killed_after(rows: int):
    def progress(done: int, _total: int) -> None:
        if done > rows:
            raise Killed

    return progress


def test_a_contribution_arrives_with_all_it_had(tmp_path):
    a_town()
    process = a_process()
    facts = {
        "category": "Wege",
        "lat": "51,9",
        "lon": "8,9",
        "votes": 7,
        "author": "Person 151",
        "url": "https://x.de/1",
    }

    imported(an_order(process, a_csv(tmp_path, [IDEA | facts]), create_fields=True))

    idea = Idea.objects.select_related("origin", "action_field").get()
    assert (idea.title, idea.text, idea.language) == ("Bank am Markt", "Zum Sitzen.", "de")
    assert (idea.latitude, idea.longitude, idea.action_field.name) == (51.9, 8.9, "Wege")
    assert (idea.part_of_id, idea.process_id, idea.author) == (process.pk, process.pk, None)
    assert (idea.kind, idea.slug, idea.visibility) == ("idea", "bank-am-markt", "public")
    assert idea.created_at == idea.published_at == datetime(2017, 9, 12, 22, tzinfo=UTC)
    assert (idea.n_up, idea.n_down, idea.n_comments) == (0, 0, 0)
    origin = idea.origin
    assert (origin.source, origin.source_id, origin.source_url) == ("x.de", "1", "https://x.de/1")
    assert (origin.author_name, origin.n_source_votes) == ("Person 151", 7)
    revision = Revision.objects.get(item=idea)
    assert (revision.number, revision.title, revision.text) == (1, idea.title, idea.text)
    assert list(search("Markt", language="de")) == [Item.objects.get(pk=idea.pk)]
    assert idea.get_absolute_url().endswith(f"{idea.pk}-bank-am-markt/")


def test_comments_arrive_as_threads(tmp_path):
    rows = [
        COMMENT | {"commentid": "C0", "ideaid": "I1", "parent": "", "author": "Redaktion"},
        COMMENT | {"commentid": "C1", "ideaid": "I1", "parent": "C0", "author": "Gast"},
    ]
    table, replies = a_csv(tmp_path, ideas(2)), a_csv(tmp_path, rows, "comments.csv")

    imported(an_order(a_process(), table, replies, editors=["Redaktion"]))

    notice, reply = Comment.objects.order_by("pk")
    assert (notice.is_by_team, reply.is_by_team) == (True, False)
    assert (notice.in_reply_to, reply.in_reply_to) == (None, notice)
    assert notice.part_of.origin.source_id == "I1"
    assert (notice.origin.source_id, notice.origin.author_name) == ("comment/C0", "Redaktion")
    counters = dict(Idea.objects.values_list("origin__source_id", "n_comments"))
    assert counters == {"I0": 0, "I1": 2}


def test_both_tables_may_have_the_same_keys(tmp_path):
    replies = a_csv(tmp_path, [COMMENT], "comments.csv")

    run = imported(an_order(a_process(), a_csv(tmp_path, [IDEA]), replies))

    assert counts(run) == {"ideas": (1, 0, 0), "comments": (1, 0, 0)}


def test_nothing_is_visible_until_the_run_ends(tmp_path):
    process = a_process()
    run = ready(an_order(process, a_csv(tmp_path, ideas(450))))
    seen = []

    passes.second_pass(
        run,
        progress=lambda done, total: seen.append((done, total, Idea.objects.public().count())),
        now=NOON,
        is_alone=True,
    )

    assert seen == [(200, 450, 0), (400, 450, 0), (450, 450, 0)]
    assert Idea.objects.public().count() == 450


def test_the_pages_of_the_process_change_at_the_end(tmp_path):
    process = a_process()
    scope = f"process:{process.pk}"
    before = versions([scope])[scope]

    run = imported(an_order(process, a_csv(tmp_path, ideas(3))))

    assert versions([scope])[scope] > before
    entry = LogEntry.objects.get(action="importers.publish")
    assert (entry.subject_id, entry.facts) == (run.pk, {"items": 3})


def test_a_killed_run_goes_on_with_the_next_batch(tmp_path):
    replies = a_csv(tmp_path, comments(250), "comments.csv")
    run = ready(an_order(a_process(), a_csv(tmp_path, ideas(450)), replies))
    with pytest.raises(Killed):
        passes.second_pass(run, progress=killed_after(650), now=NOON, is_alone=True)
    written = set(Item.objects.values_list("pk", flat=True))

    passes.second_pass(run, progress=lambda *_: None, now=NOON, is_alone=True)

    run.refresh_from_db()
    assert len(written) == 1 + 650
    assert written < set(Item.objects.values_list("pk", flat=True))
    assert counts(run) == {"ideas": (450, 0, 0), "comments": (250, 0, 0)}
    assert run.state == "done"
    assert Idea.objects.get(origin__source_id="I0").n_comments == 250
    assert Comment.objects.public().count() == 250


def test_a_repeated_run_changes_nothing(tmp_path):
    process = a_process()
    order = an_order(process, a_csv(tmp_path, ideas(3)), a_csv(tmp_path, comments(2), "c.csv"))
    imported(order)
    before = list(Item.objects.order_by("pk").values())

    run = imported(order)

    assert counts(run) == {"ideas": (0, 3, 0), "comments": (0, 2, 0)}
    assert list(Item.objects.order_by("pk").values()) == before
    assert Revision.objects.count() == 5


def test_what_was_changed_or_hidden_here_stays_and_is_reported(tmp_path):
    process = a_process()
    order = an_order(process, a_csv(tmp_path, ideas(3)))
    imported(order)
    with arranging():
        Idea.objects.filter(origin__source_id="I0").update(title="Hier geändert")
        Idea.objects.filter(origin__source_id="I1").update(visibility="staff")

    run = imported(order)

    assert counts(run) == {"ideas": (0, 2, 1)}
    here = {key: facts for key, *facts in _ideas_here()}
    assert here == {
        "I0": ["Hier geändert", "public"],
        "I1": ["Idee 1", "staff"],
        "I2": ["Idee 2", "public"],
    }


def _ideas_here():
    return Idea.objects.values_list("origin__source_id", "title", "visibility")


def test_a_longer_file_adds_what_is_new(tmp_path):
    process = a_process()
    imported(an_order(process, a_csv(tmp_path, ideas(2)), a_csv(tmp_path, comments(1), "c.csv")))

    more = an_order(process, a_csv(tmp_path, ideas(3)), a_csv(tmp_path, comments(4), "c.csv"))
    run = imported(more)

    assert counts(run) == {"ideas": (1, 2, 0), "comments": (3, 1, 0)}
    assert Idea.objects.get(origin__source_id="I0").n_comments == 4


def test_missing_topics_are_created_once(tmp_path):
    process = a_process()
    rows = [IDEA | {"id": n, "category": name} for n, name in enumerate(["Wege", "wege", "Räder"])]

    imported(an_order(process, a_csv(tmp_path, rows), create_fields=True))

    fields = ActionField.objects.order_by("position").values_list("name", "position")
    assert list(fields) == [("Wege", 0), ("Räder", 1)]


def test_what_changed_since_the_check_stops_the_run_with_the_reason(tmp_path):
    process = a_process()
    rows = a_csv(tmp_path, [IDEA | {"category": "Wege"}])
    with arranging():
        field = ActionField.objects.create(process=process, name="Wege")
    run = passes.begin(an_order(process, rows), actor=None, now=NOON)
    actions.start(run, actor=None, now=NOON)
    with arranging():
        field.delete()

    run_due()

    run.refresh_from_db()
    assert run.state == "failed"
    assert queries.problems_of(run)[0].code == "importers.unknown_field"
    assert not Idea.objects.exists()


def test_a_failed_run_can_be_started_again(tmp_path):
    process = a_process()
    run = passes.begin(an_order(process, a_csv(tmp_path, ideas(1))), actor=None, now=NOON)
    actions.start(run, actor=None, now=NOON)
    actions.fail(run)

    actions.start(run, actor=None, now=NOON)
    run_due()

    run.refresh_from_db()
    assert (run.state, run.problems) == ("done", [])


def test_two_imports_from_one_source_do_not_run_at_once(tmp_path):
    process = a_process()
    table = a_csv(tmp_path, ideas(1))
    ready(an_order(process, table))

    with pytest.raises(Refused) as caught:
        ready(an_order(process, table))

    assert caught.value.refusal.code == "importers.running"


@pytest.mark.parametrize("state", ["uploaded", "checking", "refused", "running", "done"])
def test_only_what_was_checked_can_be_started(tmp_path, state):
    run = passes.begin(an_order(a_process(), a_csv(tmp_path, ideas(1))), actor=None, now=NOON)
    with arranging():
        ImportRun.objects.update(state=state)
    if state in ("checking", "running"):
        enqueue("importers.write", unique_key=queries.job_key(run), run=run.pk)

    with pytest.raises(Refused) as caught:
        actions.start(run, actor=None, now=NOON)

    assert caught.value.refusal.code == "importers.not_ready"


def test_a_run_that_nobody_works_at_can_be_started_again(tmp_path):
    run = ready(an_order(a_process(), a_csv(tmp_path, ideas(1))))

    assert queries.is_interrupted(run)
    actions.start(run, actor=None, now=NOON)

    assert not queries.is_interrupted(run)


def test_a_batch_that_another_one_wrote_is_not_written_twice(tmp_path):
    run = ready(an_order(a_process(), a_csv(tmp_path, ideas(3))))
    stale = run.files.get()
    passes.second_pass(run, progress=lambda *_: None, now=NOON, is_alone=True)
    rows = passes.read(files.path_of(stale.stored_as), stale.name)
    around = queries.surroundings(run, now=NOON)
    batch = [passes.idea_of(row, around)[0] for row in rows]

    with pytest.raises(actions.rows.WrittenByAnother):
        actions.write_ideas(stale, batch, progress=lambda *_: None, now=NOON)

    assert Idea.objects.count() == 3


def test_the_files_go_a_week_after_the_end(tmp_path, settings):
    settings.DATA = tmp_path / "data"
    done = imported(an_order(a_process(), a_csv(tmp_path, ideas(1))))
    refused = passes.begin(
        an_order(a_process(), a_csv(tmp_path, ideas(1, date="x")), source="y.de"),
        actor=None,
        now=NOON + timedelta(days=3),
    )
    folder = tmp_path / "data" / "imports"
    kept = refused.files.get().stored_as

    after_6_days = actions.remove_old_files(now=NOON + timedelta(days=6, hours=23))
    after_8_days = actions.remove_old_files(now=NOON + timedelta(days=8))
    left = {path.name for path in folder.iterdir()}
    after_11_days = actions.remove_old_files(now=NOON + timedelta(days=11))

    assert (after_6_days, after_8_days, after_11_days) == (0, 1, 1)
    assert left == {kept}
    assert list(folder.iterdir()) == []
    assert done.files.get().stored_as == ""
    refused.refresh_from_db()
    assert refused.problems == []


def test_files_of_a_run_that_never_came_to_be_go_after_a_day(tmp_path, settings):
    settings.DATA = tmp_path / "data"
    stored = files.keep([b"a,b\n"], "ideas.csv")
    written_at = datetime.fromtimestamp(files.path_of(stored.stored_as).stat().st_mtime, tz=UTC)

    actions.remove_old_files(now=written_at + timedelta(hours=23))
    assert files.path_of(stored.stored_as).is_file()
    actions.remove_old_files(now=written_at + timedelta(hours=25))
    assert not files.path_of(stored.stored_as).exists()


def test_stored_files_are_private(tmp_path, settings):
    settings.DATA = tmp_path / "data"
    path = files.path_of(files.keep([b"a,b\n"], "../../ideas.csv").stored_as)

    assert path.parent == tmp_path / "data" / "imports"
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_whoever_started_an_import_is_forgotten_with_their_account(tmp_path):
    manager = a_manager()
    run = passes.import_now(
        an_order(a_process(), a_csv(tmp_path, ideas(1))), actor=manager, now=NOON
    )
    assert run.started_by == manager

    erase(manager, now=NOON)

    run.refresh_from_db()
    assert run.started_by is None


def test_writing_takes_constant_memory(tmp_path):
    def write_peak(rows: int, source: str) -> int:
        table = a_csv(tmp_path, ideas(rows, text="Ein Text über den Weg. " * 40))
        run = ready(an_order(a_process(), table, source=source))

        def write() -> None:  # what is garbage is not counted
            passes.second_pass(run, progress=lambda *_: gc.collect(), now=NOON, is_alone=True)

        return peak_bytes(write)

    write_peak(10, "warm.de")
    assert write_peak(600, "long.de") < write_peak(400, "short.de") * 1.25


def test_batches_are_transactions_of_their_own(tmp_path):
    run = ready(an_order(a_process(), a_csv(tmp_path, ideas(250))))
    depths = []

    passes.second_pass(
        run,
        progress=lambda *_: depths.append(len(connection.savepoint_ids)),
        now=NOON,
        is_alone=True,
    )

    assert depths == [1, 1]  # inside the test's own transaction


def test_a_cancelled_import_leaves_nothing_and_another_file_can_be_taken(tmp_path):
    process, manager = a_process(), a_manager()
    replies = a_csv(tmp_path, comments(250), "comments.csv")
    order = an_order(process, a_csv(tmp_path, ideas(200)), replies)
    run = passes.begin(order, actor=None, now=NOON)
    actions.start(run, actor=manager, now=NOON)
    with pytest.raises(Killed):
        passes.second_pass(run, progress=killed_after(400), now=NOON, is_alone=True)
    written = Idea.objects.count(), Comment.objects.count()

    cancel(errand_about("import", run.pk), actor=manager, now=NOON)
    other = passes.begin(an_order(process, a_csv(tmp_path, ideas(1))), actor=None, now=NOON)
    with pytest.raises(Refused, match="läuft gerade"):
        actions.start(other, actor=None, now=NOON)
    run_due()
    run.refresh_from_db()
    again = imported(an_order(process, a_csv(tmp_path, ideas(2, title="Anders"))))

    assert (written, run.state) == ((200, 200), "cancelled")
    assert not Comment.objects.exists()
    assert set(Idea.objects.values_list("title", flat=True)) == {"Anders"}
    assert counts(again) == {"ideas": (2, 0, 0)}
