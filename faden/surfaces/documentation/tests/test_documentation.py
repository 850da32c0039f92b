"""The documentation by one button: asked for, made in the background, read back."""

from datetime import date, timedelta
from io import BytesIO

import docx
import pytest
from django.utils.translation import override
from pypdf import PdfReader

from faden.backbone.audit.guard import arranging
from faden.backbone.items.models import Item
from faden.backbone.jobs.worker import run_due
from faden.backbone.people.tests.factories import NOON, a_person
from faden.backbone.processes.models import ActionField
from faden.backbone.processes.rules import Role
from faden.backbone.processes.tests.factories import a_role, an_open_process
from faden.lib.refused import Refused
from faden.participation.ideas.models import Idea
from faden.participation.ideas.tests.factories import an_idea
from faden.participation.results.tests.factories import a_result, close, ideas_rated
from faden.shared.moderation.actions import hide
from faden.shared.outcomes.tests.factories import an_outcome
from faden.surfaces.documentation.contents import document
from faden.surfaces.documentation.files import path_of
from faden.surfaces.documentation.models import Documentation
from faden.surfaces.documentation.queries import material
from faden.surfaces.documentation.tests.factories import asked
from faden.surfaces.documentation.tests.reading import headings_of, structure_of, tags_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 4)
LATER = NOON + timedelta(days=30)


@pytest.fixture
def process():
    return an_open_process(title="Fluss")


@pytest.fixture
def manager(process):
    return a_role(Role.PROCESS_MANAGER, process)


def path(process):
    return f"/team/beteiligungen/{process.slug}/dokumentation/"


def told(process, as_of=TODAY, *, now=NOON) -> str:
    """Everything the documentation says."""
    with override("de"):
        return str(document(material(process, as_of, now=now)).blocks)


def a_finished(process) -> Documentation:
    documentation = asked(process)
    run_due()
    documentation.refresh_from_db()
    return documentation


def test_one_button_makes_both_files_in_the_background(client, process, manager):
    an_idea(process, title="Bank am Wehr")
    client.force_login(manager)

    answer = client.post(path(process), {"as_of": "2026-05-04"})
    waiting = client.get(answer["Location"]).text
    run_due()
    ready = client.get(answer["Location"]).text

    assert "wird erstellt" in waiting
    for file_format, beginning in (("docx", b"PK"), ("pdf", b"%PDF")):
        address = f"{answer['Location']}dokumentation.{file_format}"
        assert address in ready
        assert b"".join(client.get(address)).startswith(beginning)


def test_the_word_file_has_headings_heads_of_tables_and_a_language(process):
    idea = an_idea(process, title="Bank am Wehr", text="Zum Sitzen.")
    an_outcome(idea, code="implemented", reason="Sie wird gebaut.")
    documentation = a_finished(process)

    word = docx.Document(path_of(documentation.stored_as, "docx"))

    styles = [style for style, _text in headings_of(word)]
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert styles[0] == "Title"
    assert ("Heading 3", "Bank am Wehr") in headings_of(word)
    assert {"Zum Sitzen.", "Sie wird gebaut."} <= set(texts)
    heads = word.element.body.xpath("//w:tbl/w:tr[1]/w:trPr/w:tblHeader")
    assert len(heads) == len(word.tables) > 2
    assert word.core_properties.language == "de"
    assert word.styles.element.xpath("//w:rPrDefault//w:lang/@w:val") == ["de-DE"]


def test_the_pdf_is_tagged_and_says_title_and_language(process):
    an_idea(process, title="Bank am Wehr", text="Zum Sitzen.")
    documentation = a_finished(process)

    reader = PdfReader(BytesIO(path_of(documentation.stored_as, "pdf").read_bytes()))

    root = reader.trailer["/Root"]
    tags = structure_of(reader)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert str(root["/Lang"]).startswith("de")
    assert "Fluss" in reader.metadata.title
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TOC"} <= set(tags)
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()
    assert all("/Alt" in tag for tag in tags_of(reader) if tag["/S"] == "/Figure")
    assert "Zum Sitzen." in " ".join(page.extract_text() for page in reader.pages)


def test_an_answer_given_later_is_not_told_of_an_earlier_day(process):
    idea = an_idea(process, title="Bank am Wehr")
    an_outcome(idea, code="declined", reason="Kein Platz.", decided_on=date(2026, 5, 4))

    assert "Kein Platz." in told(process)
    assert "Kein Platz." not in told(process, date(2026, 5, 3))


def test_an_idea_of_a_later_day_is_left_out(process):
    an_idea(process, title="Bank am Wehr")

    assert "Bank am Wehr" in told(process)
    assert "Bank am Wehr" not in told(process, TODAY - timedelta(days=1))


def test_what_is_hidden_now_is_not_told_of_earlier_days_either(process):
    idea = an_idea(process, title="Bank am Wehr")
    hide(idea, reason="Nennt Namen.", actor=a_role(Role.MODERATOR, process), now=LATER)

    text = told(process, now=LATER)

    assert "Bank am Wehr" not in text
    assert "nicht öffentlich gezeigt werden: 1" in text


def test_what_was_withdrawn_is_only_counted(process):
    idea = an_idea(process, title="Bank am Wehr")
    with arranging():
        Idea.objects.filter(pk=idea.pk).update(withdrawn_at=LATER, withdrawal_reason="So.")

    text = told(process, now=LATER)

    assert "Bank am Wehr" not in text
    assert "zurückgezogen wurden: 1" in text


def test_nobody_is_named(process):
    an_idea(process, person=a_person(display_name="Roswitha Sommer"))

    assert "Roswitha" not in told(process)


def test_ideas_stand_below_their_topic(process):
    with arranging():
        topic = ActionField.objects.create(process=process, name="Am Ufer", position=0)
        Idea.objects.filter(pk=an_idea(process).pk).update(action_field=topic)

    assert "Heading(text='Am Ufer (1 Idee)', level=2)" in told(process)


def test_the_selection_is_that_of_the_day(process):
    ideas_rated(process, 3, 8)
    close(process)
    a_result(process, now=NOON)

    assert "Gelesen und beraten." in told(process)
    assert "Gelesen und beraten." not in told(process, TODAY - timedelta(days=1))


def test_no_documentation_of_a_day_to_come(process):
    with pytest.raises(Refused) as refused:
        asked(process, as_of=TODAY + timedelta(days=1))

    assert refused.value.refusal.code == "documentation.future"


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.PROCESS_MANAGER, 200),
        (Role.EVALUATOR, 200),
        (Role.ON_SITE_TEAM, 404),
        (None, 404),
    ],
)
def test_who_may_take_the_contents_along(client, process, role, status):
    client.force_login(a_role(role, process) if role else a_person())

    assert client.get(path(process)).status_code == status


def test_a_documentation_of_another_process_is_not_found_here(client, process, manager):
    foreign = asked(an_open_process(title="Straße"))
    client.force_login(manager)

    assert client.get(f"{path(process)}{foreign.pk}/").status_code == 404


def test_the_files_go_with_their_documentation(client, process, manager):
    documentation = a_finished(process)
    client.force_login(manager)

    client.post(f"{path(process)}{documentation.pk}/entfernen/")

    assert not Documentation.objects.exists()
    assert not path_of(documentation.stored_as, "pdf").exists()


def test_a_documentation_that_was_removed_before_it_was_made_makes_nothing(process):
    documentation = asked(process)
    with arranging():
        documentation.delete()

    assert run_due() >= 1


@pytest.mark.parametrize("n", [1, 30])
def test_it_takes_as_many_queries_for_many_ideas_as_for_one(
    process, django_assert_max_num_queries, n
):
    for number in range(n):
        an_outcome(an_idea(process, title=f"Idee {number}"), code="noted")

    with django_assert_max_num_queries(16):
        told(process, now=LATER)


def test_an_internal_process_is_documented_for_its_team(process):
    an_idea(process, title="Bank am Wehr")
    with arranging():
        Item.objects.filter(pk=process.pk).update(visibility=Item.Visibility.INVITED)
    process.refresh_from_db()

    assert "Bank am Wehr" in told(process)
