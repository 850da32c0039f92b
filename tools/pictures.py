"""Takes the pictures of docs/images/ from a running, fresh demonstration.

Usage: python -m tools.pictures http://localhost:8000
"""

import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import FloatRect, Page, sync_playwright

from tools import programs

IMAGES = programs.ROOT / "docs/images"
WIDTH = 1120  # pixels
COLOURS = 128
PROCESS = "/beteiligungen/detmold-wird-digital/"
IDEA = "Bitte das Telefon nicht abschaffen"


def take(page: Page, address: str) -> None:
    """Take the page of the process and the page of an idea with its answer."""
    page.goto(address + PROCESS)
    snap(page, "process.png", height=905)
    page.goto(f"{address}{PROCESS}ideen/?q={IDEA}")
    page.get_by_role("link", name=IDEA).click()
    page.wait_for_load_state()
    snap(page, "idea.png", height=1300)


def snap(page: Page, name: str, *, height: int) -> None:
    """Keep the top of the page, in few colours."""
    page.evaluate("document.fonts.ready")
    width = page.evaluate("document.body.clientWidth")  # without the scroll bar
    clip: FloatRect = {"x": 0, "y": 0, "width": width, "height": height}
    page.screenshot(path=IMAGES / name, full_page=True, clip=clip)
    shrink(IMAGES / name)


def shrink(path: Path) -> None:
    """Make the file small; the colours that matter stay."""
    picture = Image.open(path).convert("RGB")
    picture.quantize(colors=COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    """Take all pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=programs.chromium(), args=["--no-sandbox"]
        )
        page = browser.new_page(
            viewport={"width": WIDTH, "height": 900}, locale="de-DE", color_scheme="light"
        )
        take(page, sys.argv[1].rstrip("/"))
        browser.close()


if __name__ == "__main__":
    main()
