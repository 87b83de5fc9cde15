"""Handwriting: loops, arches and strokes of uneven size along a wavering line."""
import math

from PIL import ImageDraw


def letter(random, height):
    kind = random.choice("nuelobtgi")
    w = height * random.uniform(0.55, 0.95)
    if kind in "nu":
        sign = 1 if kind == "n" else -1
        return [(w * t / 12, (1 if kind == "n" else 0) * -height * 0 - sign * height * abs(math.sin(math.pi * t / 6)) + (0 if kind == "n" else -height * 0)) for t in range(13)], w
    if kind in "eo":
        return [(w / 2 - w / 2 * math.cos(t / 2), -height / 2 + height / 2 * math.sin(t / 2)) for t in range(14)], w
    if kind in "lbt":
        tall = height * random.uniform(1.7, 2.4)
        return [(w * 0.2 + w * 0.3 * math.sin(math.pi * t / 6), -tall * math.sin(math.pi * t / 12)) for t in range(13)], w * 0.8
    if kind == "g":
        return [(w / 2 + w / 2 * math.cos(t / 2), -height / 2 + height / 2 * math.sin(t / 2) + height * t / 14) for t in range(16)], w
    return [(w * 0.2, -height), (w * 0.3, 0)], w * 0.5


def write(random, page, rect, dpi, lines):
    """Fills rect (left, top, right, bottom, pixels) with some lines of a hand."""
    pen = ImageDraw.Draw(page)
    left, top, right, bottom = rect
    height = random.uniform(5.5, 9) * dpi / 72
    thick = max(1, round(random.uniform(0.9, 1.6) * dpi / 72))
    tone = random.randint(20, 110)
    y = top + height * 2.5
    for _ in range(lines):
        x = left + random.uniform(4, 20) * dpi / 72
        slope = random.gauss(0, 0.012)
        while x < right - random.uniform(15, 120) * dpi / 72 and y < bottom - height:
            for _ in range(random.randint(2, 9)):
                size = height * random.uniform(0.75, 1.25)
                path, width = letter(random, size)
                lean = random.uniform(0.1, 0.3)
                base = y + random.gauss(0, height * 0.10)
                pen.line([(x + px - py * lean, base + py) for px, py in path], fill=tone, width=thick, joint="curve")
                x += width * random.uniform(0.8, 1.1)
                if x > right - 12 * dpi / 72:
                    break
            x += height * random.uniform(0.6, 1.3)
            y += slope * height * 4
        y += height * random.uniform(2.6, 3.4)
