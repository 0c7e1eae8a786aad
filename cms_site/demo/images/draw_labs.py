"""Draws the pictures of the labs: people at tables, notes on a wall, a call of nine. Run it beside this file.

It needs Pillow, and for the notes a font with Greek letters: its file is the one argument.
"""

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).resolve().parent
SCALE, WIDTH, HEIGHT = 2, 1200, 800
NAVY, BLUE, SKY, MIST, PAPER = "#003375", "#0065b3", "#8fb9e3", "#dbe7f4", "#f3f6fa"
SUN, GREEN, WHITE, INK, SKIN = "#ffdd00", "#10874c", "#ffffff", "#16202c", "#c9a487"

NOTES = (
    ("Κοινό ημερολόγιο\nκαταρτίσεων", SUN),
    ("Ποιος το χρειάζεται\nπιο πολύ;", MIST),
    ("Μαθήματα\nστα νησιά, όχι μόνο\nστις πόλεις", SKY),
    ("Εκπαιδευτές από\nεπιχειρήσεις\nσε δήμους", SUN),
    ("Ένας κατάλογος,\nμία αναζήτηση", MIST),
    ("Υλικό που το\nξαναχρησιμοποιούμε\nόλοι", SKY),
)


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
        self.pen.ellipse([v * SCALE for v in (x - radius, y - radius, x + radius, y + radius)], fill=colour)

    def person(self, x: float, y: float, size: float, colour: str) -> None:
        """A head above shoulders, without a face: nobody is meant."""
        self.pen.pieslice([v * SCALE for v in (x - size, y, x + size, y + 2 * size)], 180, 360, fill=colour)
        self.disc(x, y - size * 0.35, size * 0.52, SKIN)

    def words(self, x: float, y: float, text: str, font: ImageFont.FreeTypeFont, colour: str = INK) -> None:
        """Write lines of text, their middle at x."""
        self.pen.multiline_text(
            (x * SCALE, y * SCALE), text, font=font, fill=colour, anchor="ma", align="center", spacing=10 * SCALE
        )

    def save(self, name: str) -> None:
        """Write the picture at its final size."""
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        small.quantize(96, dither=Image.Dither.NONE).save(HERE / f"{name}.png", optimize=True)


def tables() -> None:
    """Two tables with people around them, seen from the front, with notes on the tables and on boards behind."""
    canvas = Canvas(PAPER)
    canvas.box(0, 600, WIDTH, 200, MIST)
    for x, first in ((150, 0), (750, 2)):
        canvas.box(x, 80, 300, 190, WHITE, 8)
        for number in range(6):
            colour = (SUN, SKY, BLUE, SKY, SUN, GREEN)[(number * 2 + first) % 6 - number % 2]
            canvas.box(x + 27 + number % 3 * 88, 104 + number // 3 * 76, 68, 60, colour, 4)
    for table, (x, y) in enumerate(((300, 500), (900, 500))):
        colours = (NAVY, BLUE, GREEN, NAVY, BLUE)
        for seat in range(4):
            canvas.person(x - 180 + seat * 120, y - 62, 62, colours[(seat + table) % 5])
        canvas.box(x - 14, y + 24, 28, 190, INK)
        canvas.box(x - 110, y + 200, 220, 16, INK, 8)
        for note in range(5):
            canvas.box(x - 190 + note * 85, y - 12, 50, 14, (SUN, SKY, WHITE, GREEN, SUN)[note], 3)
        canvas.box(x - 255, y, 510, 28, INK, 12)
    canvas.save("lab-tables")


def notes(font_file: str) -> None:
    """Six sheets on a wall, each with a thought that can be read."""
    canvas = Canvas("#e9e4da")
    font = ImageFont.truetype(font_file, 28 * SCALE)
    for number, (text, colour) in enumerate(NOTES):
        x, y = 45 + number % 3 * 380, 60 + number // 3 * 365
        canvas.box(x + 7, y + 9, 350, 310, "#cfc8ba", 4)
        canvas.box(x, y, 350, 310, colour, 4)
        canvas.disc(x + 175, y + 30, 13, (NAVY, GREEN, BLUE)[number % 3])
        canvas.words(x + 175, y + 110, text, font)
    canvas.save("lab-notes")


def call() -> None:
    """A screen with nine windows, a person in each."""
    canvas = Canvas(NAVY)
    canvas.box(60, 50, 1080, 700, INK, 26)
    for number in range(9):
        x, y = 90 + number % 3 * 345, 80 + number // 3 * 217
        canvas.box(x, y, 330, 205, (MIST, SKY, PAPER)[(number + number // 3) % 3], 12)
        canvas.person(x + 165, y + 118, 82, (BLUE, GREEN, NAVY)[(number * 2 + number // 3) % 3])
        canvas.box(x, y + 192, 330, 13, (SUN, BLUE, GREEN)[number % 3], 6)
    canvas.save("lab-call")


if __name__ == "__main__":
    tables()
    call()
    if len(sys.argv) > 1:
        notes(sys.argv[1])
