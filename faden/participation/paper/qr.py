"""QR codes (ISO/IEC 18004) as drawings without background, sharp at every size."""

from collections.abc import Iterable, Mapping

import qrcode
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4  # modules around the code that stay white, as the standard asks


def svg_of(text: str) -> bytes:
    """Return the code of the text as SVG: one path of black squares on a white ground."""
    return _drawing(_code(text))


def svgs_of(texts: Mapping[str, str]) -> dict[str, bytes]:
    """Return `{name: SVG}` of texts that are nearly alike.

    All have the mask that is best for the first: to find it takes eight times as long as the rest.
    """
    mask = next((_code(text).best_mask_pattern() for text in texts.values()), None)
    return {name: _drawing(_code(text, mask=mask)) for name, text in texts.items()}


def _code(text: str, *, mask: int | None = None) -> qrcode.QRCode:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET, mask_pattern=mask)
    code.add_data(text)
    code.make(fit=True)
    return code


def _drawing(code: qrcode.QRCode) -> bytes:
    rows: Iterable[Iterable[bool]] = code.get_matrix()
    side = code.modules_count + 2 * QUIET
    squares = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, is_black in enumerate(row)
        if is_black
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{squares}"/></svg>'
    ).encode()
