"""Documents in a form, and forms that change what hangs somewhere already."""

import pytest
from django import forms
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import translation

from faden.backbone.jobs.worker import run_due
from faden.backbone.people.limits import LIMITS, Limit
from faden.backbone.people.models import Person
from faden.backbone.people.tests.factories import NOON, a_guest, a_person
from faden.backbone.processes.models import RoleGrant
from faden.backbone.processes.tests.factories import a_milestone, a_process, a_role
from faden.shared.media import actions, queries, rules
from faden.shared.media.form_part import LogoField, WithDocuments, WithImages
from faden.shared.media.http import is_valid_with_files, keep_files
from faden.shared.media.models import Document, Image
from faden.shared.media.tests.factories import (
    ADDRESS,
    a_document,
    an_attached_document,
    an_attached_image,
    an_item,
)
from faden.shared.media.tests.papers import a_pdf, an_office_file, zipped
from faden.shared.media.tests.pictures import a_jpeg, a_png, a_png_that_claims

pytestmark = pytest.mark.django_db
COMMITS = pytest.mark.django_db(transaction=True)  # files go when the transaction has ended


class Letter(WithDocuments, WithImages):
    """A form with a field of its own, for people."""

    title = forms.CharField()


class Entry(WithDocuments, WithImages):
    """A form of the team."""

    title = forms.CharField()
    max_documents = rules.MAX_DOCUMENTS_OF_CITY
    offers_visibility = True


class Place(forms.Form):
    logo = LogoField()


def a_request(person: Person | None, files=None, **fields):
    uploads = {name: SimpleUploadedFile(*file) for name, file in (files or {}).items()}
    request = RequestFactory().post("/", fields | uploads)
    request.session, request.person, request.address = SessionStore(), person, ADDRESS
    return request


def pdf(name: str = "Bericht.pdf") -> tuple[str, bytes]:
    return name, a_pdf()


def sent(person: Person | None, files=None, form_class=Letter, **fields):
    """Return `(form, whether it is valid)` after somebody sent it."""
    attached = {name: fields.pop(name, []) for name in ("attached_images", "attached_documents")}
    request = a_request(person, files, **fields)
    form = form_class(request.POST, request.FILES, owner=person, now=NOON, **attached)
    is_valid = is_valid_with_files(request, form, now=NOON)
    form.sender = request.person
    return form, is_valid


def typed(form) -> dict[str, str]:
    """What the browser sends when the page with this form is sent as it is."""
    return {
        form.add_prefix(name): str(form[name].value() or "")
        for name, field in form.fields.items()
        if not isinstance(field, forms.FileField) and not isinstance(field, forms.BooleanField)
    }


def codes(form) -> dict[str, list[str]]:
    return {
        name: [error.code for error in errors.as_data()] for name, errors in form.errors.items()
    }


def test_documents_come_out_in_order_with_their_titles():
    form, is_valid = sent(
        a_person(),
        {"document_2": ("a.txt", b"words"), "document_1": pdf(), "image_1": ("a.jpg", a_jpeg())},
        title="B",
        document_1_title=" Report ",
        document_2_title="Notes",
        image_1_alt="A bench",
    )

    assert is_valid
    found = [(d.document.kind, d.title, d.visibility) for d in form.documents()]
    assert found == [("pdf", "Report", "public"), ("txt", "Notes", "public")]
    assert len(form.images()) == 1


def test_a_form_without_files_is_complete():
    form, is_valid = sent(None, title="B")

    assert is_valid
    assert (form.images(), form.documents()) == ([], [])
    assert form.sender is None  # nobody becomes a guest by this


@translation.override("en")
def test_a_document_survives_an_error_in_another_field():
    person = a_person()
    form, is_valid = sent(person, {"document_2": pdf()}, title="", document_2_title="Report")

    again, is_valid_now = sent(person, **(typed(form) | {"title": "B"}))

    assert (is_valid, is_valid_now) == (False, True)
    assert not form.files
    assert form["document_2"].help_text == "Bericht.pdf (PDF, 1\N{NO-BREAK SPACE}kB)"
    assert [d.document for d in again.documents()] == list(Document.objects.all())


def test_a_guest_keeps_picture_and_document():
    files = {"document_1": pdf(), "image_1": ("a.jpg", a_jpeg())}
    form, _ = sent(None, files, title="", document_1_title="Report", image_1_alt="A bench")

    again, is_valid = sent(form.sender, **(typed(form) | {"title": "B"}))

    assert form.sender.is_guest
    assert is_valid
    assert [len(again.images()), len(again.documents())] == [1, 1]


def test_a_document_without_title_is_kept_and_asked_about():
    form, is_valid = sent(a_person(), {"document_1": pdf()}, title="B", document_1_title=" ")

    assert not is_valid
    assert codes(form) == {"document_1_title": ["media.no_title"]}
    assert Document.objects.filter(key=form["document_1_key"].value()).exists()


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (("a.pdf", b""), "media.document_empty"),
        (("a.pdf", b"<html><script>alert(1)</script>"), "media.document_is_markup"),
        (("a.pdf", a_jpeg()), "media.document_is_picture"),
        (("a.docx", zipped({"setup.exe": b"MZ"})), "media.document_is_archive"),
        (("a.docm", an_office_file("docx", {"word/vbaProject.bin": b"x"})),
         "media.document_macros"),
        (("a.pdf", a_pdf() + b"\0" * 20_000_000), "media.document_too_large"),
    ],
)  # fmt: skip
def test_a_wrong_document_is_named_beside_its_field_and_the_rest_stays(file, code):
    form, is_valid = sent(
        a_person(), {"document_1": file, "document_2": pdf()}, title="B", document_2_title="Report"
    )

    assert not is_valid
    assert codes(form) == {"document_1": [code]}
    assert form["document_2_key"].value() == Document.objects.get().key
    assert "%(" not in form.errors["document_1"][0]


@COMMITS
def test_a_stored_document_can_be_taken_back(media_root):
    person = a_person()
    form, _ = sent(person, {"document_1": pdf()}, title="", document_1_title="Report")

    again, is_valid = sent(person, **(typed(form) | {"title": "B", "document_1_discard": "on"}))

    assert is_valid
    assert again.documents() == []
    assert again["document_1_title"].value() == ""
    assert not Document.objects.exists()
    assert list(media_root.glob("*/*")) == []


@pytest.mark.parametrize("whose", ["somebody else's", "used", "invented", "a picture's"])
def test_a_forged_key_brings_no_document(whose):
    person = a_person()
    document = a_document() if whose == "somebody else's" else a_document(person)
    if whose == "used":
        described = [actions.DescribedDocument(document, "A")]
        actions.attach_documents(an_item(), described, actor=person, now=NOON)
    key = {"invented": "0" * 32, "a picture's": an_attached_image(an_item()).key}.get(
        whose, document.key
    )

    form, is_valid = sent(person, title="B", document_1_key=key, document_1_title="A")

    assert not is_valid
    assert codes(form) == {"document_1": ["media.document_not_there"]}
    assert Document.objects.filter(pk=document.pk).exists()


def test_pictures_and_documents_together_are_too_much_for_today(media_root):
    guest = a_guest()
    for _ in range(5):
        a_document(guest)

    form, is_valid = sent(
        guest,
        {"document_1": pdf(), "image_1": ("a.jpg", a_jpeg())},
        title="B",
        document_1_title="Report",
        image_1_alt="A bench",
    )

    assert not is_valid
    assert codes(form) == {"document_1": ["media.quota"], "image_1": ["media.quota"]}
    assert Document.objects.count() == len(list(media_root.glob("*/*"))) == 5


def test_what_the_network_refuses_is_stored_neither_as_picture_nor_as_document(media_root):
    for _ in range(59):
        a_document(a_guest())
    files = {"document_1": pdf(), "image_1": ("a.jpg", a_jpeg())}

    form, is_valid = sent(None, files, title="B", document_1_title="Report", image_1_alt="A bench")

    assert not is_valid
    assert form.refusal.code == "people.limit.uploads"
    assert form.sender is None
    assert not Image.objects.exists()
    assert len(list(media_root.glob("*/*"))) == 59


def test_with_an_account_too_all_files_are_received_or_none(media_root, monkeypatch):
    monkeypatch.setitem(LIMITS, "uploads", Limit(network=1, account=1))
    files = {"document_1": pdf(), "image_1": ("a.jpg", a_jpeg())}

    form, is_valid = sent(
        a_person(), files, title="B", document_1_title="Report", image_1_alt="A bench"
    )

    assert not is_valid
    assert form.refusal.code == "people.limit.uploads"
    assert not Image.objects.exists()
    assert list(media_root.glob("*/*")) == []


def test_a_preview_keeps_documents_and_reproaches_nobody_but_a_wrong_file():
    files = {"document_1": pdf(), "document_2": ("a.exe", b"MZ\0")}
    request = a_request(a_person(), files, title="")
    form = Letter(request.POST, request.FILES, owner=request.person, now=NOON)

    keep_files(request, form, now=NOON)

    assert codes(form) == {"document_2": ["media.document_is_program"]}
    assert form["document_1_key"].value() == Document.objects.get().key


def editing(target, person=None, files=None, **changes):
    """Open the form of the team for what hangs on the target, change it and send it."""
    person = person or a_role(RoleGrant.Role.PROCESS_MANAGER)
    attached = {
        "attached_images": queries.images_of_milestones([target]).get(target.pk, []),
        "attached_documents": queries.documents_of_milestones([target], sees=lambda _: True).get(
            target.pk, []
        ),
    }
    fresh = Entry(owner=person, now=NOON, initial={"title": "B"}, **attached)
    fields = typed(fresh) | changes
    form, is_valid = sent(person, files, form_class=Entry, **fields, **attached)
    if is_valid:
        actions.arrange(target, form.images_arranged(), actor=person, now=NOON)
        actions.arrange_documents(target, form.documents_arranged(), actor=person, now=NOON)
    return form, is_valid


@pytest.fixture
def milestone():
    """A milestone with two pictures and two documents."""
    milestone = a_milestone(a_process())
    for text in ("A", "B"):
        an_attached_image(milestone, text)
        an_attached_document(milestone, text)
    return milestone


def texts_on(milestone):
    """(texts of the pictures, titles of the documents) in order."""
    return (
        list(milestone.images.order_by("position").values_list("alt_text", flat=True)),
        list(milestone.documents.order_by("position").values_list("title", flat=True)),
    )


def test_a_form_sent_as_it_was_changes_nothing(milestone):
    before = [list(model.objects.order_by("pk").values()) for model in (Image, Document)]

    _form, is_valid = editing(milestone)

    assert is_valid
    after = [list(model.objects.order_by("pk").values()) for model in (Image, Document)]
    assert after == before


@COMMITS
def test_in_the_form_files_are_described_moved_removed_and_added(media_root, milestone):
    _form, is_valid = editing(
        milestone,
        None,
        {"image_1": ("a.png", a_png()), "document_3": pdf("Neu.pdf")},
        image_1_alt="A anew",
        image_2_order="1",
        document_1_discard="on",
        document_2_title="B anew",
        document_2_visibility="staff",
        document_3_title="C",
        document_3_order="1",
    )

    assert is_valid
    assert texts_on(milestone) == (["B", "A anew"], ["C", "B anew"])
    assert Document.objects.get(title="B anew").visibility == "staff"
    assert Image.objects.get(alt_text="A anew").format == "PNG"
    assert len(list(media_root.glob("*/*"))) == 4


def test_nothing_is_removed_while_something_else_is_wrong(milestone):
    form, is_valid = editing(
        milestone, None, {"image_2": ("a.png", a_png())}, title="", image_1_discard="on"
    )
    before = texts_on(milestone)

    again, is_valid_now = editing(milestone, form.owner, None, **(typed(form) | {"title": "B"}))

    assert (is_valid, before) == (False, (["A", "B"], ["A", "B"]))
    assert is_valid_now
    assert texts_on(milestone) == (["B"], ["A", "B"])
    assert [d.image.format for d in again.images()] == ["PNG"]


def test_a_file_added_meanwhile_by_somebody_else_stays(milestone):
    person = a_role(RoleGrant.Role.PROCESS_MANAGER)
    attached = list(milestone.images.order_by("position"))
    fields = typed(Entry(owner=person, now=NOON, attached_images=attached))
    an_attached_image(milestone, "C")

    now_attached = list(milestone.images.order_by("position"))
    fields |= {"title": "B", "image_1_discard": "on"}
    form, _ = sent(person, form_class=Entry, attached_images=now_attached, **fields)
    actions.arrange(milestone, form.images_arranged(), actor=person, now=NOON)

    assert texts_on(milestone)[0] == ["B", "C"]


def test_a_description_can_be_changed_but_not_left_out(milestone):
    form, is_valid = editing(milestone, image_1_alt=" ", document_2_title="")

    assert not is_valid
    assert codes(form) == {
        "image_1_alt": ["media.no_description"],
        "document_2_title": ["media.no_title"],
    }


def test_a_picture_that_turned_out_unreadable_makes_room_for_another(milestone):
    person = a_role(RoleGrant.Role.PROCESS_MANAGER)
    broken = a_milestone(a_process())
    an_attached_image(broken, "A", content=a_png_that_claims(300, 200))
    run_due()

    form, is_valid = editing(broken, person)
    _form, is_valid_now = editing(broken, person, **(typed(form)))

    assert codes(form) == {"image_1": ["media.damaged"]}
    assert (is_valid, is_valid_now) == (False, True)
    assert not Image.objects.filter(milestone=broken).exists()


def test_somebody_without_the_team_cannot_set_who_sees_a_document():
    form, is_valid = sent(
        a_person(),
        {"document_1": pdf()},
        title="B",
        document_1_title="Report",
        document_1_visibility="staff",
    )

    assert is_valid
    assert [d.visibility for d in form.documents()] == ["public"]


def test_who_sees_a_document_stays_where_the_form_does_not_ask():
    item, person = an_item(), a_person()
    document = an_attached_document(item, visibility="staff")
    attached = {"attached_documents": [document]}

    fields = typed(Letter(owner=person, now=NOON, **attached)) | {"title": "B"}
    form, _ = sent(person, **fields, **attached)

    assert [d.visibility for d in form.documents()] == ["staff"]


def test_several_forms_on_a_page_have_fields_of_their_own():
    person = a_person()
    request = a_request(person, {"b-document_1": pdf()}, **{"b-title": "B", "a-title": "A"})

    forms_of_page = {
        prefix: Letter(request.POST, request.FILES, owner=person, now=NOON, prefix=prefix)
        for prefix in ("a", "b")
    }
    are_valid = [is_valid_with_files(request, form, now=NOON) for form in forms_of_page.values()]

    assert are_valid == [True, False]
    assert forms_of_page["b"]["document_1_key"].value() == Document.objects.get().key


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (a_png(300, 100), None),
        (b"<svg/>", "media.svg"),
        (a_png(300, 100) + b"\0" * 2_000_000, "media.too_large"),
        (b"", "media.empty"),
    ],
)
def test_a_logo_is_checked_in_the_form(content, code):
    form = Place({}, {"logo": SimpleUploadedFile("logo.png", content)})

    assert [error.code for error in form.errors.as_data().get("logo", [])] == (
        [code] if code else []
    )


def test_a_place_may_do_without_a_logo():
    form = Place({}, {})

    assert form.is_valid()
    assert form.cleaned_data["logo"] is None
