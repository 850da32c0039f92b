"""QR codes (ISO/IEC 18004) as drawings without background, sharp at every size."""

import qrcode
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4  # modules around the code that stay white, as the standard asks


def svg_of(text: str) -> bytes:
    """Return the code of the text as SVG: one path of black squares on a white ground."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    side = len(rows)
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
