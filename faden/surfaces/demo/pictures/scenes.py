"""The pictures of the demonstration, drawn for it: a red thread runs through all of them."""

from collections.abc import Callable
from math import cos, pi, sin

from faden.surfaces.demo.pictures.canvas import (
    BLUE,
    BRICK,
    GOLD,
    GREEN,
    GREY,
    INK,
    PAPER,
    SAND,
    SKY,
    SOFT_BLUE,
    SOFT_GREEN,
    WIDTH,
    Canvas,
)
from faden.surfaces.demo.pictures.figures import bubble, card, house, person, tree

GROUND = 450
House = tuple[int, int, int, str, str]  # left edge, width, height, walls, roof
TOWN: list[House] = [
    (40, 130, 120, PAPER, BRICK),
    (180, 110, 160, SAND, BLUE),
    (300, 120, 110, PAPER, INK),
    (520, 130, 150, PAPER, BRICK),
    (660, 110, 110, SAND, INK),
    (780, 140, 140, PAPER, BLUE),
]
SHOPS: list[House] = [
    (0, 150, 210, PAPER, BRICK),
    (156, 130, 250, SAND, INK),
    (292, 150, 190, PAPER, BLUE),
    (520, 140, 240, SAND, BRICK),
    (666, 150, 200, PAPER, INK),
    (822, 150, 230, SAND, BLUE),
]
TOPICS = (0.92, 0.8, 0.71, 0.5, 0.38, 0.22)  # share of the votes, the first three are chosen
N_CHOSEN = 3


def city() -> Canvas:
    """A town of gabled houses and a tower, tied together by the thread."""
    canvas = Canvas(SKY)
    canvas.disc((790, 110), 54, fill=GOLD)
    canvas.shape([(0, 380), (260, 250), (520, 360), (760, 240), (960, 350), (960, 460), (0, 460)],
                 fill=SOFT_GREEN)  # fmt: skip
    canvas.box((0, GROUND), (WIDTH, 90), fill=GREEN)
    canvas.box((420, 170), (84, 280), fill=SAND)
    canvas.shape([(410, 170), (462, 70), (514, 170)], fill=BLUE)
    canvas.box((450, 210), (24, 44), fill=INK, round_by=12)
    _row_of_houses(canvas, GROUND, TOWN)
    for x in (20, 636, 930):
        tree(canvas, (x, GROUND + 8), size=0.8)
    knots = [(105, 265), (235, 228), (462, 60), (585, 232), (850, 240)]
    canvas.thread([(-10, 480), (40, 300), *knots, (940, 380), (980, 470)], knots=knots)
    return canvas


def _row_of_houses(canvas: Canvas, ground: float, row: list[House]) -> None:
    for x, width, height, walls, roof in row:
        house(canvas, (x, ground), size=(width, height), walls=walls, roof=roof)


def cards_on_a_wall() -> Canvas:
    """A wall full of cards, people before it, and the thread between the cards."""
    canvas = Canvas(SAND)
    canvas.box((60, 40), (840, 320), fill=PAPER, round_by=10)
    fills = (GOLD, SOFT_GREEN, SOFT_BLUE, "#f2c9c0")
    places = [(90 + 132 * column + 14 * (row % 2), 62 + 98 * row)
              for row in range(3) for column in range(6)]  # fmt: skip
    for number, place in enumerate(places):
        if number not in (4, 13):
            card(canvas, place, fill=fills[(number * 7 + number // 6) % 4])
    knots = [(136, 95), (282, 193), (400, 95), (546, 193), (664, 291), (796, 193)]
    canvas.thread(knots, knots=knots)
    for number, x in enumerate((110, 250, 420, 560, 730, 870)):
        person(canvas, (x, 410 + 16 * (number % 2)), number=number)
    return canvas


def dialogue() -> Canvas:
    """Speech bubbles with arrows up and down, strung on the thread."""
    canvas = Canvas(SKY)
    canvas.thread([(-10, 300), (150, 420), (330, 250), (520, 330), (700, 230), (980, 360)])
    bubble(canvas, (60, 70), size=(330, 150), fill=PAPER, points_left=True)
    bubble(canvas, (560, 50), size=(330, 150), fill=BLUE, points_left=False)
    bubble(canvas, (330, 270), size=(330, 150), fill=SOFT_GREEN, points_left=True)
    for x, y, is_up in ((455, 120, True), (500, 150, False), (720, 330, True), (245, 320, False)):
        canvas.disc((x, y), 30, fill=GREEN if is_up else BRICK)
        tip, foot = (y - 16, y + 14) if is_up else (y + 16, y - 14)
        canvas.shape([(x - 15, y), (x, tip), (x + 15, y)], fill=PAPER)
        canvas.line([(x, y), (x, foot)], width=8, fill=PAPER)
    for number, x in enumerate((90, 870)):
        person(canvas, (x, 420), number=number + 2)
    return canvas


def topics() -> Canvas:
    """A list of topics with bars of different length; three of them are chosen."""
    canvas = Canvas(SOFT_BLUE)
    canvas.box((150, 40), (660, 460), fill=PAPER, round_by=16)
    for number, share in enumerate(TOPICS):
        y = 76 + number * 70
        is_chosen = number < N_CHOSEN
        canvas.box((190, y), (44, 44), fill=GREEN if is_chosen else GREY, round_by=8)
        if is_chosen:
            canvas.line([(201, y + 23), (209, y + 31), (224, y + 13)], width=6, fill=PAPER)
        canvas.box((260, y + 4), (500, 36), fill=SKY, round_by=8)
        canvas.box((260, y + 4), (500 * share, 36), fill=BLUE if is_chosen else GREY, round_by=8)
    knots = [(740, 98), (680, 168), (634, 238)]
    canvas.thread([(980, 40), (860, 60), *knots, (700, 400), (980, 470)], knots=knots)
    return canvas


def conference() -> Canvas:
    """A screen with many people in three groups."""
    canvas = Canvas(SAND)
    canvas.box((120, 40), (720, 400), fill=INK, round_by=18)
    canvas.box((80, 440), (800, 34), fill=GREY, round_by=17)
    grounds = (SOFT_BLUE, SOFT_GREEN, GOLD)
    for column in range(6):
        for row in range(3):
            x, y = 144 + column * 113, 64 + row * 120
            canvas.box((x, y), (104, 108), fill=grounds[column // 2], round_by=8)
            number = column * 2 + row * 5
            person(canvas, (x + 52, y + 66), number=number, size=0.55)
            canvas.box((x - 4, y + 108), (112, 12), fill=INK)
    canvas.box((120, 424), (720, 50), fill=GREY, round_by=17)
    canvas.thread(
        [(-10, 500), (140, 500), (300, 470), (480, 505), (660, 470), (820, 505), (980, 480)]
    )
    return canvas


def table() -> Canvas:
    """People around a table full of papers."""
    canvas = Canvas(SKY)
    for number, x in enumerate((220, 390, 570, 740)):
        person(canvas, (x, 170), number=number)
    canvas.shape([(110, 250), (850, 250), (930, 420), (30, 420)], fill=BRICK)
    canvas.box((30, 420), (900, 26), fill="#a86d4f")
    for x, y in ((190, 280), (350, 320), (520, 276), (690, 322)):
        card(canvas, (x, y), fill=PAPER, lines=3, size=(110, 76))
    knots = [(245, 318), (405, 358), (575, 314), (745, 360)]
    canvas.thread([(-10, 470), (120, 380), *knots, (980, 300)], knots=knots)
    return canvas


def council() -> Canvas:
    """The seats of the council in a half circle; the thread ends at the desk."""
    canvas = Canvas(SAND)
    canvas.box((0, 440), (WIDTH, 100), fill=BRICK)
    colours = (BLUE, GREEN, GOLD, INK, SOFT_BLUE)
    for ring, (radius, seats) in enumerate(((200, 9), (280, 13), (360, 17))):
        for seat in range(seats):
            angle = pi * seat / (seats - 1)
            at = (480 - radius * cos(angle), 452 - radius * sin(angle))
            canvas.disc(at, 24 - ring, fill=colours[(seat * 3 + ring) % 5])
    canvas.box((390, 400), (180, 100), fill=INK, round_by=8)
    card(canvas, (426, 376), fill=PAPER, lines=3, size=(108, 76))
    way = [(-10, 60), (160, 40), (330, 150), (480, 120), (560, 260), (480, 330), (480, 384)]
    canvas.thread(way, knots=way[-1:])
    return canvas


def street() -> Canvas:
    """A shopping street with trees, a bench and a fountain."""
    canvas = Canvas(SKY)
    canvas.box((0, GROUND - 20), (WIDTH, 110), fill=SAND)
    _row_of_houses(canvas, 430, SHOPS)
    for number, (x, width, *_look) in enumerate(SHOPS):
        canvas.box((x + 10, 372), (width - 20, 58), fill=SOFT_BLUE)
        for stripe in range(0, width - 20, 20):
            canvas.box((x + 10 + stripe, 356), (10, 22), fill=BRICK if number % 2 else BLUE)
    _fountain(canvas, 480, 480)
    for x in (90, 300, 690, 880):
        tree(canvas, (x, 492), size=0.9)
    canvas.box((150, 462), (110, 12), fill=BRICK, round_by=4)
    for x in (162, 238):
        canvas.box((x, 470), (8, 26), fill=INK)
    person(canvas, (590, 420), number=1, size=0.6)
    person(canvas, (640, 426), number=3, size=0.5)
    canvas.thread([(-10, 520), (160, 524), (380, 506), (480, 528), (640, 510), (980, 520)])
    return canvas


def _fountain(canvas: Canvas, x: float, ground: float) -> None:
    """Draw a fountain of two basins, standing on the ground."""
    for side in (-1, 1):
        for reach in (34, 62):
            canvas.line([(x, ground - 150), (x + side * reach * 0.6, ground - 150 + reach * 0.4),
                         (x + side * reach, ground - 60)], width=4, fill=SOFT_BLUE)  # fmt: skip
    canvas.box((x - 10, ground - 140), (20, 120), fill=GREY)
    canvas.box((x - 50, ground - 82), (100, 18), fill=GREY, round_by=9)
    canvas.box((x - 110, ground - 34), (220, 38), fill=GREY, round_by=12)
    canvas.box((x - 98, ground - 34), (196, 12), fill=SOFT_BLUE, round_by=6)


def on_the_market() -> Canvas:
    """A table on the market where people stick dots beside two drawings of a fountain."""
    canvas = Canvas(SOFT_GREEN)
    for x in (90, 520):
        canvas.box((x, 50), (350, 300), fill=PAPER, round_by=10)
    _fountain(canvas, 265, 250)
    canvas.box((560, 230), (270, 14), fill=GREY)
    for jet, top in enumerate((130, 148, 130, 148, 130)):
        canvas.line([(595 + jet * 50, 230), (595 + jet * 50, top)], width=10, fill=SOFT_BLUE)
    for x, dots in ((120, 17), (550, 8)):
        for dot in range(dots):
            canvas.disc((x + 32 * (dot % 9), 280 + 32 * (dot // 9)), 11, fill=GOLD)
    for number, x in enumerate((150, 330, 500, 660, 830)):
        person(canvas, (x, 430 + 14 * (number % 2)), number=number + 1)
    knots = [(265, 210), (695, 190)]
    canvas.thread([(-10, 380), (120, 320), *knots, (900, 340), (980, 300)], knots=knots)
    return canvas


def kick_off() -> Canvas:
    """A small circle of people and a flip chart."""
    canvas = Canvas(SOFT_BLUE)
    canvas.box((0, 430), (WIDTH, 110), fill=SAND)
    canvas.line([(410, 470), (450, 90)], width=8, fill=INK)
    canvas.line([(560, 470), (520, 90)], width=8, fill=INK)
    canvas.box((380, 70), (210, 260), fill=PAPER, round_by=6)
    for number in range(4):
        canvas.disc((420, 120 + 52 * number), 12, fill=(BLUE, GREEN, GOLD, BRICK)[number])
        canvas.line([(448, 120 + 52 * number), (556 - 20 * number, 120 + 52 * number)])
    places = [(90, 330), (200, 380), (310, 420), (660, 420), (770, 380), (880, 330)]
    for number, place in enumerate(places):
        person(canvas, place, number=number)
    knots = [(420, 120), (420, 172), (420, 224), (420, 276)]
    canvas.thread([(-10, 250), (150, 230), (300, 160), *knots, (640, 300), (820, 230), (980, 260)],
                  knots=knots)  # fmt: skip
    return canvas


SCENES: dict[str, Callable[[], Canvas]] = {
    scene.__name__: scene
    for scene in (
        city, cards_on_a_wall, dialogue, topics, conference, table, council, street,
        on_the_market, kick_off,
    )
}  # fmt: skip
