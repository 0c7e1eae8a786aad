"""Draws the pictures of the demo: shapes only, no words and no logos. Run it beside this file; it needs Pillow."""

import math
import random
from pathlib import Path

from PIL import Image, ImageDraw

HERE = Path(__file__).resolve().parent
SCALE, WIDTH, HEIGHT = 2, 1200, 630
NAVY, BLUE, SKY, MIST, PAPER = "#003375", "#0065b3", "#8fb9e3", "#dbe7f4", "#f3f6fa"
SUN, GREEN, WHITE, INK = "#ffdd00", "#10874c", "#ffffff", "#16202c"


class Canvas:
    """A picture drawn at twice its size, so that edges come out smooth; every length is in final pixels."""

    def __init__(self, ground: str) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), ground)
        self.pen = ImageDraw.Draw(self.image)

    def box(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> None:
        """Fill a rectangle."""
        corners = (x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE)
        self.pen.rounded_rectangle(corners, radius * SCALE, fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        """Fill a circle around (x, y)."""
        corners = ((x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE)
        self.pen.ellipse(corners, fill=colour)

    def half_disc(self, x: float, y: float, radius: float, colour: str, start: int = 180) -> None:
        """Fill half a circle around (x, y), from `start` degrees clockwise."""
        corners = ((x - radius) * SCALE, (y - radius) * SCALE, (x + radius) * SCALE, (y + radius) * SCALE)
        self.pen.pieslice(corners, start, start + 180, fill=colour)

    def line(self, *points: tuple[float, float], colour: str, width: float) -> None:
        """Draw a line through the points, with round joints."""
        self.pen.line(
            [(x * SCALE, y * SCALE) for x, y in points], fill=colour, width=round(width * SCALE), joint="curve"
        )

    def shape(self, *points: tuple[float, float], colour: str) -> None:
        """Fill the polygon of the points."""
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def save(self, name: str) -> None:
        """Write the picture at its final size."""
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        small.quantize(96, dither=Image.Dither.NONE).save(HERE / f"{name}.png", optimize=True)


def network() -> None:
    """Bodies as circles of several sizes, joined by lines; one of them shines."""
    canvas = Canvas(PAPER)
    dice = random.Random(11)  # noqa: S311 — places circles in a picture
    places: list[tuple[float, float, float]] = [(600, 315, 74)]
    while len(places) < 26:
        x, y, radius = dice.uniform(60, 1140), dice.uniform(55, 575), dice.choice((14.0, 18.0, 24.0, 32.0, 42.0))
        if all(math.dist((x, y), other[:2]) > radius + other[2] + 34 for other in places):
            places.append((x, y, radius))
    for place in places[1:]:
        for other in sorted(places, key=lambda there: math.dist(place[:2], there[:2]))[1:3]:
            canvas.line(place[:2], other[:2], colour=SKY, width=3)
    for place in places[1::3]:
        canvas.line(place[:2], places[0][:2], colour=BLUE, width=3)
    for number, (x, y, radius) in enumerate(places[1:]):
        canvas.disc(x, y, radius, (NAVY, BLUE, SKY, BLUE)[number % 4])
        if radius > 30:
            canvas.disc(x, y, radius * 0.45, PAPER)
    canvas.disc(600, 315, 74, NAVY)
    canvas.disc(600, 315, 34, SUN)
    canvas.save("network")


def workshop() -> None:
    """A round table seen from above, with seats around it and coloured notes on it."""
    canvas = Canvas(MIST)
    canvas.box(0, 0, 1200, 630, MIST)
    for centre, seats, turn in (((330, 330), 8, 0.2), ((860, 300), 10, 0.0)):
        radius = 150 if seats == 8 else 185
        for seat in range(seats):
            angle = turn + 2 * math.pi * seat / seats
            x, y = centre[0] + (radius + 52) * math.cos(angle), centre[1] + (radius + 52) * math.sin(angle)
            canvas.disc(x, y, 31, (NAVY, BLUE, GREEN, NAVY, BLUE)[seat % 5])
        canvas.disc(*centre, radius, WHITE)
        canvas.disc(*centre, radius - 12, PAPER)
        for note in range(7):
            angle, away = note * 2.4, 22 + note * (radius - 70) / 7
            x, y = centre[0] + away * math.cos(angle), centre[1] + away * math.sin(angle)
            canvas.box(x - 21, y - 21, 42, 42, (SUN, SKY, BLUE, SUN, NAVY, SKY, GREEN)[note], 3)
    canvas.save("workshop")


def city() -> None:
    """A row of plain buildings with lit windows under a low sun, and its reflection."""
    canvas = Canvas(PAPER)
    canvas.disc(880, 300, 150, SUN)
    dice = random.Random(4)  # noqa: S311 — sizes of buildings in a picture
    for colour, floor, lowest, highest in ((MIST, 470, 150, 300), (SKY, 470, 90, 220), (NAVY, 470, 60, 170)):
        x = -20.0
        while x < 1200:
            width, height = dice.uniform(70, 140), dice.uniform(lowest, highest)
            canvas.box(x, floor - height, width, height, colour)
            if colour == NAVY:
                for row in range(int(height // 34)):
                    for column in range(int(width // 30)):
                        light = SUN if dice.random() < 0.3 else BLUE
                        canvas.box(x + 12 + column * 28, floor - height + 14 + row * 34, 13, 18, light)
            x += width + dice.uniform(6, 40)
    canvas.box(0, 470, 1200, 160, BLUE)
    for row in range(5):
        canvas.box(780 - row * 26 + (row % 2) * 40, 490 + row * 26, 200 - row * 14, 7, SUN, 3)
        canvas.box(120 + row * 90, 498 + row * 24, 170, 6, SKY, 3)
    canvas.save("city")


def steps() -> None:
    """A stair of blocks that climbs from left to right, with a flag at the top."""
    canvas = Canvas(NAVY)
    for number in range(7):
        x, height = 90 + number * 145, 70 + number * 62
        canvas.box(x, 570 - height, 133, height, (BLUE, BLUE, SKY, BLUE, SKY, SKY, WHITE)[number])
        canvas.box(x, 570 - height, 133, 12, SUN)
    canvas.line((1026, 128), (1026, 40), colour=WHITE, width=6)
    canvas.shape((1029, 40), (1105, 64), (1029, 88), colour=SUN)
    canvas.box(0, 570, 1200, 60, INK)
    canvas.save("steps")


def dialogue() -> None:
    """Speech bubbles of several sizes that overlap, holding lines and circles instead of words."""
    canvas = Canvas(WHITE)
    canvas.half_disc(600, 630, 560, PAPER)
    bubbles = ((110, 90, 420, 190, NAVY, -1), (470, 200, 480, 210, BLUE, 1), (180, 350, 360, 150, SKY, -1))
    for x, y, width, height, colour, side in (*bubbles, (830, 70, 260, 130, GREEN, 1)):
        canvas.box(x, y, width, height, colour, 34)
        foot = x + 70 if side < 0 else x + width - 70
        top = y + height - 4
        canvas.shape((foot - 32, top), (foot + 32, top), (foot + 44 * side, top + 54), colour=colour)
        for row in range(max(2, int(height // 58))):
            length = (width - 90) * (0.95, 0.7, 0.82)[row % 3]
            canvas.box(x + 44, y + 42 + row * 42, length, 14, WHITE, 7)
    for number in range(3):
        canvas.disc(900 + number * 62, 500, 22, (SUN, NAVY, SUN)[number])
    canvas.save("dialogue")


def garden() -> None:
    """Seedlings in a row, each taller than the one before, under rounded hills."""
    canvas = Canvas(MIST)
    canvas.disc(1010, 130, 70, SUN)
    canvas.half_disc(280, 520, 330, SKY)
    canvas.half_disc(900, 520, 400, "#b7d1ea")
    canvas.box(0, 500, 1200, 130, NAVY)
    for number in range(5):
        x, height = 150 + number * 225, 70 + number * 62
        canvas.line((x, 505), (x, 505 - height), colour=GREEN, width=9)
        for leaf in range(1 + number):
            y, size = 505 - height + leaf * 62, 38 + leaf * 4
            canvas.half_disc(x - size, y + 10, size, GREEN, 0)
            canvas.half_disc(x + size, y - 4, size, "#0b5d34", 0)
        canvas.box(x - 40, 498, 80, 14, BLUE, 7)
    canvas.save("garden")


if __name__ == "__main__":
    for draw in (network, workshop, city, steps, dialogue, garden):
        draw()
