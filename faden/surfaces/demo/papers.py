"""Papers of the demonstration: PDF files of one page, made when it is filled."""

from collections.abc import Iterator
from textwrap import wrap

PAGE = (595, 842)  # A4, in points
MARGIN, LEADING, SIZE, TITLE_SIZE = 72, 18, 12, 18  # points
COLUMNS = 78  # characters of a line
RESOURCES = "/Contents 5 0 R /Resources << /Font << /F 4 0 R >> >>"
OBJECTS = (
    "<< /Type /Catalog /Pages 2 0 R /Lang (de-DE) >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE[0]} {PAGE[1]}] {RESOURCES} >>",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
)


def pdf_of(text: str) -> bytes:
    """Return a page with the text, its first line as the heading."""
    drawn = "\n".join(_drawn(text.strip().splitlines())).encode("cp1252")
    stream = f"<< /Length {len(drawn)} >>\nstream\n".encode("ascii") + drawn + b"\nendstream"
    bodies = [*(body.encode("ascii") for body in OBJECTS), stream]
    written, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        starts.append(len(written))
        written += f"{number} 0 obj\n".encode("ascii") + body + b"\nendobj\n"
    return written + _ending(starts, len(written))


def _drawn(lines: list[str]) -> Iterator[str]:
    yield f"BT {MARGIN} {PAGE[1] - MARGIN} Td {LEADING} TL"
    yield f"/F {TITLE_SIZE} Tf {_shown(lines[0])} /F {SIZE} Tf T*"
    for line in lines[1:]:
        for part in wrap(line, COLUMNS) or [""]:
            yield f"T* {_shown(part)}"
    yield "ET"


def _shown(line: str) -> str:
    escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"({escaped}) Tj"


def _ending(starts: list[int], length: int) -> bytes:
    """Return where each object begins, and where this list does."""
    rows = "".join(f"{start:010} 00000 n \n" for start in starts)
    n_rows = len(starts) + 1
    listed = f"xref\n0 {n_rows}\n0000000000 65535 f \n{rows}"
    trailer = f"trailer\n<< /Size {n_rows} /Root 1 0 R >>\nstartxref\n{length}\n%%EOF\n"
    return (listed + trailer).encode("ascii")
