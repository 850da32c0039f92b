"""What is taken for a document, what is not, and by which name it is saved."""

import os

import pytest

from faden.lib.refused import Refusal
from faden.shared.media.papers import Paper, inspect_paper, packed, pdf, safe_filename
from faden.shared.media.tests.papers import (
    MAIN_PARTS,
    ODF_TYPES,
    OFFICE,
    OPEN_DOCUMENT,
    a_list_of_objects,
    a_pdf,
    a_relation,
    an_office_file,
    an_open_document,
    encrypted,
    that_lies_about_its_size,
    with_parts_that_share_their_bytes,
    zipped,
)
from faden.shared.media.tests.pictures import a_jpeg, a_png, with_an_archive

SCRIPT = b"4 0 obj\n<< /S /JavaScript /JS (app.alert\\(1\\)) >>\nendobj\n"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def code_of(content: bytes, name: str = "Bericht") -> str:
    found = inspect_paper(content, name)
    return found.code if isinstance(found, Refusal) else found.kind


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (a_pdf(), "Bericht.pdf", "pdf"),
        (a_pdf(), "Bericht.docx", "pdf"),  # the content decides
        (a_pdf(a_list_of_objects(b"4 0 << /Type /Font >>")), "", "pdf"),
        (a_pdf(a_list_of_objects(b"", packed=b"4 0 << /Type /Font >>")), "", "pdf"),
        *((an_office_file(kind), "Bericht.zip", kind) for kind in MAIN_PARTS),
        *((an_open_document(kind), "Bericht", kind) for kind in ODF_TYPES),
        ("Straße;Länge\nAm Fluss;3,5\n".encode(), "Wege.csv", "csv"),
        ("Straße;Länge\n".encode("cp1252"), "Wege.CSV", "csv"),
        ("Straße".encode("utf-16"), "Wege.txt", "txt"),
        ("\ufeffStraße".encode(), "Wege", "txt"),
        (b"MZ is how the word begins; no program does so with ;\n", "Wege.csv", "csv"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_nine_kinds_are_known_by_their_content(content, name, kind):
    found = inspect_paper(content, name)

    assert isinstance(found, Paper)
    assert found.kind == kind
    assert found.filename.endswith(f".{kind}")


@pytest.mark.parametrize(
    "parts",
    [
        {"word/media/image1.png": a_png(), "word/printerSettings.xml": b"<x/>"},
        {"word/embeddings/Microsoft_Excel_Sheet.xlsx": an_office_file("xlsx")},
        {"customXml/item1.xml": b"<x/>", "docMetadata/LabelInfo.xml": b"<x/>"},
        {"word/_rels/document.xml.rels": a_relation("hyperlink", "https://detmold.de/")},
        {"word/_rels/settings.xml.rels": a_relation("attachedTemplate", "file:///C:/Normal.dotm")},
    ],
)
def test_what_office_programs_put_into_their_files_is_no_surprise(parts):
    assert code_of(an_office_file("docx", parts)) == "docx"


def test_settings_of_a_printer_are_no_surprise():
    parts = {"xl/printerSettings/printerSettings1.bin": b"\0" * 20}

    assert code_of(an_office_file("xlsx", parts)) == "xlsx"


@pytest.mark.parametrize(
    "name",
    [
        "Pictures/10000001.png",
        "Object 1/content.xml",
        "ObjectReplacements/Object 1",
        "layout-cache",
    ],
)
def test_what_open_documents_hold_is_no_surprise(name):
    assert code_of(an_open_document("odt", {name: b"<x/>"})) == "odt"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.pdf", "media.document_empty"),
        (b"\0\0\n ", "a.pdf", "media.document_empty"),
        (a_jpeg(), "a.pdf", "media.document_is_picture"),
        (a_png(), "a.docx", "media.document_is_picture"),
        (b"MZ\x90\x00\x03" + b"\0" * 90, "a.pdf", "media.document_is_program"),
        (b"\x7fELF\x02\x01", "a.txt", "media.document_is_program"),
        (b"#!/bin/sh\nrm -rf ~\n", "a.txt", "media.document_is_program"),
        (b"@echo off\r\ndel *.*\r\n", "a", "media.document_is_program"),
        (b"WScript.Echo(1)", "a.js", "media.document_is_program"),
        (b"<!DOCTYPE html><p>x", "a.txt", "media.document_is_markup"),
        (b"\n\n <html><script>alert(1)</script>", "a.csv", "media.document_is_markup"),
        ("<html>".encode("utf-16"), "a.txt", "media.document_is_markup"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.txt", "media.document_is_markup"),
        (b"<?xml version='1.0'?><x/>", "a.txt", "media.document_is_markup"),
        (b"# Notes", "a.md", "media.no_document"),
        (bytes(range(256)), "a.txt", "media.no_document"),
        (b"\xff\xfe\x00", "a.txt", "media.no_document"),
        (OLD_WORD, "a.doc", "media.document_old_format"),
        (OLD_WORD, "a.docx", "media.document_old_format"),  # also what a password made of it
        (b"{\\rtf1 x}", "a.txt", "media.document_old_format"),
        (b"Rar!\x1a\x07", "a.pdf", "media.document_is_archive"),
        (b"\x1f\x8b\x08", "a.pdf", "media.document_is_archive"),
        (b"PK\x05\x06" + b"\0" * 18, "a.docx", "media.document_is_archive"),
        (zipped({"setup.exe": b"MZ"}), "a.docx", "media.document_is_archive"),
        (zipped({"a.pdf": a_pdf()}), "a.pdf", "media.document_is_archive"),
        (an_office_file()[:-30], "a.docx", "media.document_damaged"),
        (b"PK\x03\x04" + b"x" * 100, "a.docx", "media.document_damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[:12].hex() or "empty",
)
def test_what_is_no_document_is_refused(content, name, code):
    refusal = inspect_paper(content, name)

    assert isinstance(refusal, Refusal)
    assert refusal.code == code
    assert str(refusal).endswith(".")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (a_pdf()[:-10], "media.document_damaged"),
        (a_pdf(SCRIPT), "media.document_active"),
        (a_pdf(b"<< /S /J#61vaScr#69pt >>"), "media.document_active"),
        (a_pdf(b"<< /S/Launch/F (cmd.exe) >>"), "media.document_active"),
        (a_pdf(b"<< /Names << /EmbeddedFiles 5 0 R >> >>"), "media.document_active"),
        (a_pdf(b"<< /OpenAction << /S /GoToE /T 5 0 R >> >>"), "media.document_active"),
        (a_pdf(b"<< /Type /Annot /Subtype /FileAttachment >>"), "media.document_active"),
        (a_pdf(b"<< /Type /Filespec /EF << /F 5 0 R >> >>"), "media.document_active"),
        (a_pdf(b"<< /AcroForm << /XFA 5 0 R >> >>"), "media.document_active"),
        (a_pdf(a_list_of_objects(SCRIPT)), "media.document_active"),
        (a_pdf(a_list_of_objects(b"") + a_list_of_objects(SCRIPT)), "media.document_active"),
        (a_pdf(a_list_of_objects(b"", packed=b"\x80LZW")), "media.document_damaged"),
        (a_pdf(b"trailer << /Encrypt 7 0 R >>\n"), "media.document_password"),
        (a_pdf(b"trailer <</Encrypt<</Filter/Standard>>>>\n"), "media.document_password"),
        (with_an_archive(a_pdf()), "media.document_disguised"),
        (a_pdf(b"<script>alert(1)</script>"), "media.document_disguised"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_pdf_holds_pages_and_nothing_else(content, code):
    assert code_of(content) == code


@pytest.mark.parametrize(
    "objects",
    [
        b"<< /Title (Over /JavaScripting) >>",
        b"<< /JavaScripture 1 >>",
        b"<< /F (Encrypt 1) >>",
        b"<< /EF 3 >>",
    ],
)
def test_words_that_only_look_like_programs_do_no_harm(objects):
    assert code_of(a_pdf(objects)) == "pdf"


def test_a_pdf_is_unpacked_only_so_far(monkeypatch):
    lists = a_list_of_objects(b"0" * 90_000) * 3

    monkeypatch.setattr(pdf, "UNPACKED_BYTES", 200_000)
    too_large = code_of(a_pdf(lists))
    monkeypatch.setattr(pdf, "UNPACKED_BYTES", 300_000)
    monkeypatch.setattr(pdf, "LISTS", 2)
    too_many = code_of(a_pdf(lists))
    monkeypatch.setattr(pdf, "LISTS", 3)

    assert (too_large, too_many) == ("media.document_bomb", "media.document_bomb")
    assert code_of(a_pdf(lists)) == "pdf"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"word/vbaProject.bin": b"x"}, "media.document_macros"),
        ({"word/vbaData.xml": b"<x/>"}, "media.document_macros"),
        ({"word/activeX/activeX1.xml": b"<x/>"}, "media.document_macros"),
        ({"customUI/customUI.xml": b"<x/>"}, "media.document_macros"),
        ({"word/footer.xml": b"<instrText>DDEAUTO c:\\\\cmd.exe</instrText>"},
         "media.document_macros"),
        ({"word/embeddings/oleObject1.bin": b"x"}, "media.document_surprises"),
        ({"word/media/setup.exe": b"MZ"}, "media.document_surprises"),
        ({"word/media/page.html": b"<script>"}, "media.document_surprises"),
        ({"setup.xml": b"<x/>"}, "media.document_surprises"),
        ({"../../etc/cron.d/x.xml": b"<x/>"}, "media.document_surprises"),
        ({"/word/x.xml": b"<x/>"}, "media.document_surprises"),
        ({"word\\x.xml": b"<x/>"}, "media.document_surprises"),
        ({"WORD/document.xml": b"<x/>"}, "media.document_surprises"),
        ({"word/" + "x" * 300 + ".xml": b"<x/>"}, "media.document_surprises"),
        ({"word/_rels/settings.xml.rels": a_relation("attachedTemplate", "https://x.org/t.dotm")},
         "media.document_surprises"),
        ({"word/_rels/document.xml.rels": a_relation("oleObject", "mhtml:https://x.org/!x")},
         "media.document_surprises"),
        ({"word/embeddings/a.docx": an_office_file("docx", {"word/vbaProject.bin": b"x"})},
         "media.document_macros"),
        ({"word/embeddings/a.xlsx": b"MZ"}, "media.document_damaged"),
        ({"word/embeddings/a.xlsx": an_office_file("xlsx", {"xl/embeddings/b.xlsx": b""})},
         "media.document_surprises"),
    ],
)  # fmt: skip
def test_a_word_file_with_surprises_is_refused(parts, code):
    assert code_of(an_office_file("docx", parts), "a.docx") == code


@pytest.mark.parametrize(
    ("main_type", "code"),
    [
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "media.document_macros"),
        ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", "media.document_macros"),
        (f"{OFFICE}.wordprocessingml.template.main+xml", "media.document_template"),
        (f"{OFFICE}.presentationml.slideshow.main+xml", "media.document_template"),
        (f"{OFFICE}.drawingml.drawing.main+xml", "media.no_document"),
        ("text/html", "media.no_document"),
    ],
)
def test_the_list_of_contents_says_what_an_office_file_is(main_type, code):
    assert code_of(an_office_file("docx", main_type=main_type)) == code


@pytest.mark.parametrize(
    ("parts", "mime_type", "code"),
    [
        ({"Basic/Standard/Module1.xml": b"<x/>"}, "", "media.document_macros"),
        ({"Scripts/python/x.py": b"x"}, "", "media.document_macros"),
        ({"content.xml": b'<a href="vnd.sun.star.script:x"/>'}, "", "media.document_macros"),
        ({"META-INF/manifest.xml": b"<encryption-data/>"}, "", "media.document_password"),
        ({"Object 1": b"\xd0\xcf\x11\xe0"}, "", "media.document_surprises"),
        ({"Pictures/setup.exe": b"MZ"}, "", "media.document_surprises"),
        ({"page.html": b"<script>"}, "", "media.document_surprises"),
        ({}, f"{OPEN_DOCUMENT}.text-template", "media.document_template"),
        ({}, f"{OPEN_DOCUMENT}.graphics", "media.no_document"),
        ({}, "application/epub+zip", "media.no_document"),
    ],
)
def test_an_open_document_with_surprises_is_refused(parts, mime_type, code):
    assert code_of(an_open_document("odt", parts, mime_type=mime_type)) == code


def test_a_password_on_a_part_is_seen():
    assert code_of(encrypted(an_office_file())) == "media.document_password"


def test_a_file_around_a_document_is_seen():
    comment = zipped({"mimetype": f"{OPEN_DOCUMENT}.text".encode()}, comment=b"<script>")

    assert code_of(comment) == "media.document_disguised"
    assert code_of(b"PK\x03\x04<html>" + an_office_file()) == "media.document_disguised"


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = an_office_file("xlsx", {"xl/worksheets/sheet1.xml": b" " * 101_000_000})

    assert len(bomb) < 200_000
    assert code_of(bomb) == "media.document_bomb"


def test_a_bomb_that_lies_about_its_size_goes_off_nowhere():
    name = "xl/worksheets/sheet1.xml"
    bomb = an_office_file("xlsx", {name: b" " * 3_000_000})

    assert code_of(that_lies_about_its_size(bomb, name, 10)) == "media.document_damaged"


def test_a_bomb_of_parts_that_share_their_bytes_is_refused():
    bomb = with_parts_that_share_their_bytes("word/a.png", os.urandom(20_000), copies=9)

    assert code_of(bomb) == "media.document_bomb"


def test_a_bomb_of_many_parts_is_refused(monkeypatch):
    many = an_office_file("docx", {f"word/{number}.xml": b"x" for number in range(20)})
    assert code_of(many) == "docx"

    monkeypatch.setattr(packed, "PARTS", 20)

    assert code_of(many) == "media.document_bomb"


@pytest.mark.parametrize(
    ("name", "saved_as"),
    [
        ("Bericht.pdf", "Bericht.pdf"),
        ("Straße der Jugend (Entwurf).PDF", "Straße der Jugend (Entwurf).pdf"),
        ("Bericht.pdf.exe", "Bericht.pdf"),
        ("Stand 4.5.2026.docx", "Stand 4.5.2026.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\Ada\\Bericht.pdf", "Bericht.pdf"),
        ("Bericht\u202efdp.exe", "Berichtfdp.pdf"),
        ('a"; filename="b.html', "a filename b.pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie x_1.pdf"),
        ("<script>.pdf", "script.pdf"),
        ("u\u0308ber.pdf", "über.pdf"),
        (".pdf", "dokument.pdf"),
        ("", "dokument.pdf"),
        ("...", "dokument.pdf"),
        ("CON.pdf", "dokument.pdf"),
        ("nul", "dokument.pdf"),
        ("報告.pdf", "報告.pdf"),
        ("x" * 500 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_document_is_saved_under_a_harmless_name(name, saved_as):
    found = safe_filename(name, "pdf")

    assert found == saved_as
    assert len(found) <= 120
