"""What occurs in several scenes: people, houses, trees, cards."""

from faden.surfaces.demo.pictures.canvas import (
    BLUE,
    BRICK,
    GOLD,
    GREEN,
    GREY,
    INK,
    PAPER,
    SKINS,
    SOFT_BLUE,
    SOFT_GREEN,
    Canvas,
    Point,
)

CLOTHES = (BLUE, GREEN, PAPER, BRICK, INK, "#8b5a8c")
HAIR = (INK, "#6b4630", GREY, "#3a2a24", GOLD)


def person(canvas: Canvas, at: Point, *, number: int, size: float = 1) -> None:
    """Draw somebody from behind or before, whoever looks; `at` is the middle of the shoulders."""
    x, y = at
    body = CLOTHES[number % len(CLOTHES)]
    canvas.box((x - 34 * size, y), (68 * size, 150 * size), fill=body, round_by=32 * size)
    canvas.disc((x, y - 22 * size), 26 * size, fill=SKINS[number % len(SKINS)])
    hair = HAIR[number % len(HAIR)]
    canvas.half_disc((x, y - 24 * size), 28 * size, fill=hair)
    if number % 2:
        canvas.box((x - 28 * size, y - 26 * size), (12 * size, 30 * size), fill=hair, round_by=6)
        canvas.box((x + 16 * size, y - 26 * size), (12 * size, 30 * size), fill=hair, round_by=6)


def card(canvas: Canvas, at: Point, *, fill: str, lines: int = 2, size: Point = (92, 66)) -> None:
    """Draw a card with something written on it."""
    (x, y), width = at, size[0]
    canvas.box((x + 3, y + 5), size, fill=GREY, round_by=4)
    canvas.box(at, size, fill=fill, round_by=4)
    for number in range(lines):
        end = x + width - (14 if number % 2 == 0 else 34)
        canvas.line([(x + 14, y + 20 + 16 * number), (end, y + 20 + 16 * number)], width=4)


def house(canvas: Canvas, at: Point, *, size: Point, walls: str, roof: str) -> None:
    """Draw a gabled house with windows; `at` is the lower left corner."""
    (x, ground), (width, height) = at, size
    top = ground - height
    canvas.box((x, top), size, fill=walls)
    peak = (x + width / 2, top - width * 0.45)
    canvas.shape([(x - 8, top), peak, (x + width + 8, top)], fill=roof)
    columns, rows = max(1, int(width // 44)), max(1, int(height // 64))
    for column in range(columns):
        for row in range(rows):
            left = x + (column + 0.5) * width / columns - 12
            canvas.box((left, top + 18 + row * 62), (24, 34), fill=SOFT_BLUE, round_by=2)


def tree(canvas: Canvas, at: Point, *, size: float = 1) -> None:
    """Draw a round tree; `at` is where it stands."""
    x, ground = at
    canvas.box((x - 5 * size, ground - 60 * size), (10 * size, 60 * size), fill=BRICK)
    canvas.disc((x, ground - 92 * size), 46 * size, fill=GREEN)
    canvas.disc((x - 16 * size, ground - 104 * size), 20 * size, fill=SOFT_GREEN)


def bubble(canvas: Canvas, at: Point, *, size: Point, fill: str, points_left: bool) -> None:
    """Draw a speech bubble with three lines in it."""
    (x, y), (width, height) = at, size
    foot = x + (50 if points_left else width - 50)
    canvas.shape(
        [(foot - 18, y + height - 4), (foot + 18, y + height - 4), (foot, y + height + 34)],
        fill=fill,
    )
    canvas.box(at, size, fill=fill, round_by=22)
    ink = PAPER if fill == BLUE else INK
    for number, short_by in enumerate((32, 32, width * 0.45)):
        end = x + width - short_by
        canvas.line([(x + 32, y + 36 + 28 * number), (end, y + 36 + 28 * number)], fill=ink)
