"""A sheet to draw on with few words: flat shapes, one thread."""

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 960, 540  # pixels; scenes are drawn in these, twice as large, then made smaller
SCALE = 2

SKY, PAPER, INK, THREAD = "#e8eefb", "#ffffff", "#1b2140", "#c2180f"
BLUE, SOFT_BLUE, GREEN, SOFT_GREEN = "#2244a8", "#a9bdec", "#3c7a57", "#a8cfb6"
SAND, BRICK, GOLD, GREY = "#f0dfc0", "#c98a6a", "#e6b64c", "#c6cbdb"
SKINS = ("#f0cba6", "#c98f62", "#8d5a3a", "#e8b894")

Point = tuple[float, float]


class Canvas:
    """Draws in the coordinates of the finished picture."""

    def __init__(self, ground: str) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), ground)
        self.pen = ImageDraw.Draw(self.image)

    def box(self, at: Point, size: Point, *, fill: str, round_by: float = 0) -> None:
        """Draw a rectangle from its upper left corner on."""
        (x, y), (width, height) = at, size
        corners = _scaled([(x, y), (x + width, y + height)])
        self.pen.rounded_rectangle(corners, radius=round_by * SCALE, fill=fill)

    def disc(self, at: Point, radius: float, *, fill: str) -> None:
        """Draw a circle around its centre."""
        x, y = at
        self.pen.ellipse(_scaled([(x - radius, y - radius), (x + radius, y + radius)]), fill=fill)

    def half_disc(self, at: Point, radius: float, *, fill: str) -> None:
        """Draw the upper half of a circle around its centre."""
        x, y = at
        box = _scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self.pen.pieslice([*box[0], *box[1]], 180, 360, fill=fill)

    def shape(self, points: Sequence[Point], *, fill: str) -> None:
        """Draw a polygon."""
        self.pen.polygon(_scaled(points), fill=fill)

    def line(self, points: Sequence[Point], *, width: float = 5, fill: str = INK) -> None:
        """Draw straight lines from point to point, with round ends."""
        self.pen.line(_scaled(points), fill=fill, width=round(width * SCALE), joint="curve")
        for point in (points[0], points[-1]):
            self.disc(point, width / 2, fill=fill)

    def thread(self, points: Sequence[Point], *, knots: Sequence[Point] = ()) -> None:
        """Draw the red thread as a curve through the points, with knots on it."""
        self.line(curve(points), width=6, fill=THREAD)
        for knot in knots:
            self.disc(knot, 10, fill=PAPER)
            self.disc(knot, 6, fill=THREAD)

    def png(self) -> bytes:
        """Return the finished picture."""
        buffer = BytesIO()
        self.image.reduce(SCALE).save(buffer, "PNG", compress_level=3)
        return buffer.getvalue()


def curve(points: Sequence[Point], steps: int = 24) -> list[Point]:
    """Return a smooth way through the points (a uniform Catmull-Rom spline)."""
    padded = [points[0], *points, points[-1]]
    way = [
        _between(padded[start : start + 4], step / steps)
        for start in range(len(points) - 1)
        for step in range(steps)
    ]
    return [*way, points[-1]]


def _between(four: Sequence[Point], share: float) -> Point:
    """Return the point at this share of the way from the second to the third of four points."""
    first, second, third, fourth = four
    return (
        _blend((first[0], second[0], third[0], fourth[0]), share),
        _blend((first[1], second[1], third[1], fourth[1]), share),
    )


def _blend(four: tuple[float, float, float, float], share: float) -> float:
    before, start, end, after = four
    square, cube = share**2, share**3
    return 0.5 * (
        2 * start
        + (end - before) * share
        + (2 * before - 5 * start + 4 * end - after) * square
        + (3 * start - before - 3 * end + after) * cube
    )


def _scaled(points: Sequence[Point]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]
