"""The documentation as DOCX that is read aloud rightly: real headings, styles, table heads."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from faden.lib.text import xml_text
from faden.surfaces.documentation.blocks import (
    Bullets,
    Document,
    Entry,
    Heading,
    Logo,
    Paragraph,
    Table,
)

FONT = "Arial"  # on every office computer, without feet
WIDTH_MM = 170  # of the text
REPORT_EVERY = 50  # blocks
LISTED_LEVEL = 2  # chapters in the table of contents, and what stands right below them
_SPACE = qn("xml:space")
NOTE, FACTS, VERDICT = "Note", "Facts", "Verdict"


def docx_of(document: Document, *, progress: Callable[[int], None]) -> bytes:
    """Return the file.

    :param progress: is told now and then how many blocks are written
    """
    file = docx.Document()
    _set_up(file, document)
    _front(file, document)
    _contents(file, document)
    write: Mapping[type[Any], Callable[[_Word, Any], None]] = {
        Heading: _heading,
        Paragraph: _paragraph,
        Bullets: _bullets,
        Table: _table,
        Entry: _entry,
    }
    style_ids = {style.name: style.style_id for style in file.styles}
    word = _Word(file, document.language, style_ids)
    for number, block in enumerate(document.blocks):
        if number % REPORT_EVERY == 0:
            progress(number)
        write[type(block)](word, block)
    target = BytesIO()
    file.save(target)
    return target.getvalue()


def _set_up(file: Any, document: Document) -> None:
    properties = file.core_properties
    properties.title = f"{document.title}: {document.subtitle}"[:255]
    properties.author, properties.subject = document.author, document.subject[:255]
    properties.language, properties.comments = document.language, ""
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin = Mm(22), Mm(22)
    _page_number(section.footer.paragraphs[0])
    _styles(file.styles, document)


def _styles(styles: Any, document: Document) -> None:
    main = RGBColor.from_string(document.color.removeprefix("#").upper())
    defaults = styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    language = defaults.find(qn("w:lang"))
    for name in ("w:val", "w:eastAsia", "w:bidi"):
        language.set(qn(name), _tag(document.language))
    _look(styles["Normal"], size=10.5, after=4)
    _look(styles["Title"], size=26, after=4, color=main)
    _look(styles["Subtitle"], size=16, after=8)
    for level, size in ((1, 18), (2, 14), (3, 11.5)):
        _look(styles[f"Heading {level}"], size=size, before=6 + 12 // level, after=3, color=main)
    for name, size in ((NOTE, 9), (FACTS, 9), (VERDICT, 10.5)):
        style = styles.add_style(name, 1)
        style.base_style = styles["Normal"]
        _look(style, size=size, after=3)
    styles[VERDICT].font.bold = True
    styles[FACTS].paragraph_format.keep_with_next = True
    _look(styles["Caption"], size=10.5, before=6, after=3, color=main)
    styles["Caption"].paragraph_format.keep_with_next = True


def _look(
    style: Any, *, size: float, before: float = 0, after: float = 0, color: Any = None
) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().find(qn("w:rFonts"))
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    if color is not None:
        style.font.color.rgb, style.font.italic = color, False
    spacing = style.paragraph_format
    spacing.space_before, spacing.space_after = Pt(before), Pt(after)


def _front(file: Any, document: Document) -> None:
    if document.logo:
        _picture(file.add_paragraph(), document.logo)
    file.add_paragraph(document.title, style="Title")
    file.add_paragraph(document.subtitle, style="Subtitle")
    for line in document.lines:
        file.add_paragraph(line)
    if document.funding:
        file.add_paragraph(document.funding)
    if document.funders:
        paragraph = file.add_paragraph()
        for logo in document.funders:
            _picture(paragraph, logo)


def _picture(paragraph: Any, logo: Logo) -> None:
    """Show the logo with its description, or the name where there is no picture."""
    if not logo.content:
        paragraph.add_run(f"{logo.name}  ")
        return
    picture = paragraph.add_run().add_picture(BytesIO(logo.content), height=Mm(16))
    picture._inline.docPr.set("descr", logo.alt)  # noqa: SLF001 - it has no other way
    paragraph.add_run("  ")


def _contents(file: Any, document: Document) -> None:
    """Write the table of contents as a field that Word fills with pages when it is asked to."""
    file.add_paragraph(document.contents_label, style="Caption")
    chapters = [
        block
        for block in document.blocks
        if isinstance(block, Heading) and block.level <= LISTED_LEVEL
    ]
    first = file.add_paragraph(style="Normal")
    _field(first, "begin")
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = 'TOC \\o "1-2" \\h \\z \\u'
    first.add_run()._r.append(instruction)  # noqa: SLF001 - as above
    _field(first, "separate")
    last = first
    for position, chapter in enumerate(chapters):
        last = first if position == 0 else file.add_paragraph(style="Normal")
        last.add_run(chapter.text)
        last.paragraph_format.left_indent = Mm(6 * (chapter.level - 1))
        last.paragraph_format.space_after = Pt(1)
    _field(last, "end")


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - as above
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)


def _field(paragraph: Any, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)  # noqa: SLF001 - as above


@dataclass(frozen=True)
class _Word:
    """The file with what paragraphs ask again and again: looking it up takes longer than writing.

    `add_paragraph` needs ten times as long, for thousands of paragraphs.
    """

    file: Any
    language: str
    style_ids: Mapping[str, str]  # {name: id}

    def write(self, text: str, *, style: str = "Normal", language: str = "") -> None:
        """Add a paragraph at the end.

        :param language: of the text, where that is not the document's
        """
        paragraph = OxmlElement("w:p")
        _child(_child(paragraph, "w:pPr"), "w:pStyle", self.style_ids[style])
        run = _child(paragraph, "w:r")
        if language not in ("", self.language):
            _child(_child(run, "w:rPr"), "w:lang", _tag(language))
        words = _child(run, "w:t")
        words.text = xml_text(text)
        words.set(_SPACE, "preserve")
        self.file.element.body[-1].addprevious(paragraph)  # the last one is the section


def _child(parent: Any, name: str, value: str = "") -> Any:
    child = parent.makeelement(qn(name))
    if value:
        child.set(qn("w:val"), value)
    parent.append(child)
    return child


def _heading(word: _Word, block: Heading) -> None:
    word.write(block.text, style=f"Heading {block.level}")


def _paragraph(word: _Word, block: Paragraph) -> None:
    word.write(block.text, style=NOTE if block.is_note else "Normal")


def _bullets(word: _Word, block: Bullets) -> None:
    for line in block.lines:
        word.write(line, style="List Bullet")


def _entry(word: _Word, block: Entry) -> None:
    word.write(block.title, style=f"Heading {block.level}", language=block.language)
    word.write(block.facts, style=FACTS)
    for line in _lines(block.text):
        word.write(line, language=block.language)
    word.write(block.verdict, style=VERDICT)
    for line in _lines(block.reason):
        word.write(line)
    if block.by:
        word.write(block.by, style=NOTE)


def _lines(text: str) -> Iterable[str]:
    return [line for line in text.splitlines() if line.strip()]


def _tag(language: str) -> str:
    """Return the language as Word names it."""
    return {"de": "de-DE", "en": "en-GB"}.get(language, language)


def _table(word: _Word, block: Table) -> None:
    word.write(block.caption, style="Caption")
    table = word.file.add_table(rows=1, cols=len(block.headers), style="Table Grid")
    table.autofit = False
    _describe(table, block.caption)
    _repeat(table.rows[0])
    _fill(table.rows[0], block.headers, block)
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    for row in block.rows:
        _fill(table.add_row(), row, block)
    word.write("", style=NOTE)


def _fill(row: Any, texts: Iterable[str], block: Table) -> None:
    total = sum(block.widths)
    for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
        cell.width = Mm(WIDTH_MM * block.widths[column] / total)
        paragraph = cell.paragraphs[0]
        paragraph.text = text
        if column in block.numbers:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    unsplit = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(unsplit)  # noqa: SLF001 - as above


def _repeat(row: Any) -> None:
    """Make the row the head of the table: read with each cell, repeated on each page."""
    head = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(head)  # noqa: SLF001 - as above


def _describe(table: Any, caption: str) -> None:
    description = OxmlElement("w:tblCaption")
    description.set(qn("w:val"), caption)
    table._tbl.tblPr.append(description)  # noqa: SLF001 - as above
