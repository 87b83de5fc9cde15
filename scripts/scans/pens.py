"""Marks in and about a box, drawn with pens, and the truth that each stands for."""
import math

from PIL import Image, ImageChops, ImageDraw, ImageFilter

# width in pt, darkness from 0 to 1, share of the paper that the ink takes
PENS = {
    "ballpoint black": (1.1, (0.75, 0.95), 0.97),
    "ballpoint blue": (1.1, (0.55, 0.75), 0.95),
    "fine liner": (0.8, (0.80, 0.95), 1.0),
    "felt": (2.4, (0.75, 0.95), 1.0),
    "pencil": (1.3, (0.35, 0.60), 0.85),
    "marker": (5.0, (0.80, 0.98), 1.0),
    "gel red": (1.5, (0.50, 0.65), 1.0),
    "dry ballpoint": (0.6, (0.40, 0.70), 0.90),
    "hard pencil": (0.8, (0.28, 0.45), 0.85),
}
# What a mark is made with, whatever pen is in the hand.
OWN_TOOL = {"highlighted": (8.0, (0.10, 0.28), 1.0), "stamp": (0.9, (0.45, 0.8), 0.75)}
# How often each is in the hand.
USE = {"ballpoint black": 4, "ballpoint blue": 3, "fine liner": 2, "pencil": 2}


def choose(random):
    return random.choices(list(PENS), [USE.get(pen, 1) for pen in PENS])[0]


MARKED = ("tick", "tick outside", "small tick", "cross", "scribble", "slash", "filled", "letter", "double tick")
BLANK = ("nothing", "nothing", "nothing", "specks", "line beside", "stroke above", "underlined label")
DOUBT = ("dot", "line through", "crossed out", "circled label", "stroke into")

# What nothing was tuned to.
HELD_MARKED = ("star", "plus", "spiral", "wide tick", "left-handed tick", "two strokes", "signed", "initials", "yes")
HELD_BLANK = ("nothing", "nothing", "smudge", "hair", "note below", "arrow to label")
HELD_DOUBT = ("hatched out", "struck tick", "large cross", "ringed box", "comma", "no", "whited out", "blot", "stamp",
              "highlighted")


def jitter(random, points, amount):
    return [(x + random.gauss(0, amount), y + random.gauss(0, amount)) for x, y in points]

# To read one of these as marked is wrong: who drew it took it back, or said no.
TAKEN_BACK = ("crossed out", "line through", "hatched out", "struck tick", "whited out", "no")

# Letters as strokes, in shares of their own square.
LETTERS = {
    "Y": [[(0, 0), (0.5, 0.5)], [(1, 0), (0.5, 0.5), (0.5, 1)]],
    "E": [[(1, 0), (0, 0), (0, 1), (1, 1)], [(0, 0.5), (0.8, 0.5)]],
    "S": [[(1, 0.1), (0.5, 0), (0, 0.2), (0.2, 0.45), (0.8, 0.55), (1, 0.8), (0.5, 1), (0, 0.9)]],
    "N": [[(0, 1), (0, 0), (1, 1), (1, 0)]],
    "O": [[(0.5 + 0.5 * math.cos(t / 3), 0.5 + 0.5 * math.sin(t / 3)) for t in range(20)]],
    "J": [[(0.8, 0), (0.8, 0.8), (0.5, 1), (0.1, 0.8)]],
    "M": [[(0, 1), (0.1, 0), (0.5, 0.7), (0.9, 0), (1, 1)]],
    "K": [[(0, 0), (0, 1)], [(1, 0), (0.1, 0.55), (1, 1)]],
}


def write_letters(random, word, left, width):
    """One beside the other, from left on, all so wide together, in shares of the box."""
    each = width / len(word)
    top, high = 0.18 + random.gauss(0, 0.05), 0.64
    return [[(left + each * (k + 0.82 * x), top + high * y) for x, y in path] for k, letter in enumerate(word) for path in LETTERS[letter]]


def bend(random, start, end, steps=10, bow=0.06):
    """A hand's line from one point to the other."""
    (x0, y0), (x1, y1) = start, end
    off = random.gauss(0, bow) * math.hypot(x1 - x0, y1 - y0)
    length = math.hypot(x1 - x0, y1 - y0) or 1
    nx, ny = -(y1 - y0) / length, (x1 - x0) / length
    return [(x0 + (x1 - x0) * t / steps + nx * off * math.sin(math.pi * t / steps),
             y0 + (y1 - y0) * t / steps + ny * off * math.sin(math.pi * t / steps)) for t in range(steps + 1)]


def zigzag(random, low, high, turns):
    """Back and forth over a square of the box, in shares of it."""
    path = []
    for k in range(turns + 1):
        t = low + (high - low) * k / turns
        a, b = (t, low), (low, t)
        if k % 2:
            a, b = b, a
        path += [(2 * a[0] if a[0] < 0.5 else a[0], a[1]), b]
    return jitter(random, path, 0.03)


def rows(random, low, high, n):
    path = []
    for k in range(n):
        y = low + (high - low) * k / (n - 1)
        path += [(low, y), (high, y)] if k % 2 == 0 else [(high, y), (low, y)]
    return jitter(random, path, 0.03)


def paths_of(random, kind):
    """Strokes in shares of the box: (0, 0) its upper left corner, (1, 1) its lower right."""
    g = random.gauss
    if kind == "tick":
        foot = (0.42 + g(0, 0.07), 0.80 + g(0, 0.07))
        return [bend(random, (0.12 + g(0, 0.06), 0.50 + g(0, 0.06)), foot) +
                bend(random, foot, (0.95 + abs(g(0, 0.25)), 0.10 - abs(g(0, 0.25))))]
    if kind == "tick outside":
        foot = (0.55 + g(0, 0.05), 0.72 + g(0, 0.05))
        return [bend(random, (0.25, 0.40), foot) + bend(random, foot, (1.7 + g(0, 0.2), -0.6 + g(0, 0.15)))]
    if kind == "small tick":
        x, y = 0.3 + g(0, 0.05), 0.45 + g(0, 0.05)
        foot = (x + 0.17, y + 0.25)
        return [bend(random, (x, y), foot) + bend(random, foot, (x + 0.50, y - 0.22))]
    if kind == "double tick":
        return paths_of(random, "tick") + paths_of(random, "tick")
    if kind == "cross":
        m = 0.12 + g(0, 0.08)
        return [bend(random, (m, m), (1 - m, 1 - m)), bend(random, (1 - m, m + g(0, 0.04)), (m, 1 - m))]
    if kind == "scribble":
        return [zigzag(random, 0.15, 0.85, random.randint(6, 10))]
    if kind == "slash":
        return [bend(random, (0.12 + g(0, 0.06), 0.88 + g(0, 0.06)), (0.88 + g(0, 0.06), 0.12 + g(0, 0.06)))]
    if kind == "filled":
        return [rows(random, 0.08, 0.92, 16), rows(random, 0.10, 0.90, 14)]
    if kind == "letter":
        ring = [(0.5 + 0.3 * math.cos(t / 3), 0.5 + 0.32 * math.sin(t / 3)) for t in range(20)]
        return [ring] if random.random() < 0.3 else [bend(random, (0.25, 0.15), (0.5, 0.5)),
                                                     bend(random, (0.8, 0.15), (0.35, 0.95))]
    if kind == "line beside":
        y = random.choice((-0.55, 1.55)) + g(0, 0.05)
        return [bend(random, (-0.8, y), (4, y + g(0, 0.1)), bow=0.01)]
    if kind == "stroke above":
        return [bend(random, (0.3, -1.5), (0.5, -0.75))]
    if kind == "underlined label":
        return [bend(random, (1.7, 1.15), (9, 1.1), bow=0.01)]
    if kind == "dot":
        return [[(0.5, 0.5), (0.53, 0.52), (0.5, 0.53)]]
    if kind == "line through":
        return [bend(random, (-1.5, 0.2 + g(0, 0.2)), (2.5, 0.8 + g(0, 0.2)), bow=0.01)]
    if kind == "stroke into":
        return [bend(random, (0.2 + g(0, 0.2), -1.4), (0.45 + g(0, 0.1), 0.55 + g(0, 0.1)), bow=0.02)]
    if kind == "crossed out":
        return paths_of(random, "tick") + [rows(random, -0.15, 1.15, 14), rows(random, -0.1, 1.1, 9)]
    if kind == "circled label":
        return [[(5 + 4.9 * math.cos(t / 6), 0.5 + 1.0 * math.sin(t / 6)) for t in range(40)]]
    return held_paths_of(random, kind)


def held_paths_of(random, kind):
    g = random.gauss
    if kind == "star":
        return [bend(random, (0.5 - 0.38 * math.cos(a), 0.5 - 0.38 * math.sin(a)), (0.5 + 0.38 * math.cos(a), 0.5 + 0.38 * math.sin(a)))
                for a in (0.2, 1.25, 2.3)]
    if kind == "plus":
        return [bend(random, (0.15, 0.5), (0.85, 0.5)), bend(random, (0.5, 0.15), (0.5, 0.85))]
    if kind == "spiral":
        return [[(0.5 + t / 90 * math.cos(t / 3), 0.5 + t / 90 * math.sin(t / 3)) for t in range(36)]]
    if kind == "wide tick":
        return [bend(random, (-0.25 + g(0, 0.05), 0.35), (0.4, 0.85)) + bend(random, (0.4, 0.85), (1.5 + g(0, 0.2), -0.1))]
    if kind == "left-handed tick":
        return [bend(random, (0.88, 0.45 + g(0, 0.05)), (0.58, 0.82)) + bend(random, (0.58, 0.82), (0.05 - abs(g(0, 0.2)), 0.05))]
    if kind == "two strokes":
        return [bend(random, (0.2, 0.35), (0.8, 0.33)), bend(random, (0.2, 0.68), (0.8, 0.66))]
    if kind == "signed":
        return [[(0.1 + 0.8 * t / 24, 0.5 + 0.28 * math.sin(t * 1.1) + g(0, 0.02)) for t in range(25)]]
    if kind == "hair":
        x, a = random.uniform(-1, 2), random.uniform(0, 6)
        return [[(x + 0.8 * math.cos(a + t / 8), 2.0 + 0.6 * math.sin(a + t / 5)) for t in range(16)]]
    if kind == "note below":
        return [[(0.2 + 4 * t / 60, 1.75 + 0.15 * math.sin(t * 1.3)) for t in range(60)]]
    if kind == "arrow to label":
        return [bend(random, (12, -0.6), (9.3, 0.4)), [(9.7, 0.0), (9.3, 0.4), (9.8, 0.45)]]
    if kind == "hatched out":
        return paths_of(random, "cross") + [bend(random, (-0.35 + k * 0.22, 1.35), (0.35 + k * 0.22, -0.35)) for k in range(5)]
    if kind == "struck tick":
        return paths_of(random, "tick") + [bend(random, (-0.6, 0.5 + g(0, 0.1)), (1.6, 0.45 + g(0, 0.1)), bow=0.02)]
    if kind == "large cross":
        return [bend(random, (-0.7, -0.6), (1.7, 1.6)), bend(random, (1.7, -0.6), (-0.7, 1.6))]
    if kind == "ringed box":
        return paths_of(random, "tick") + [[(0.5 + 1.1 * math.cos(t / 6), 0.5 + 1.0 * math.sin(t / 6)) for t in range(40)]]
    if kind == "initials":
        return write_letters(random, random.choice(("MK", "JS", "KM")), 0.12, 0.85)
    if kind == "yes":
        return write_letters(random, "YES", -0.1, random.uniform(1.1, 1.6))
    if kind == "no":
        return write_letters(random, "NO", 0.1, 0.85)
    if kind == "whited out":
        return paths_of(random, "tick")
    if kind == "highlighted":
        return [bend(random, (-0.3, y), (6, y), bow=0.01) for y in (0.3, 0.7)]
    if kind == "stamp":
        x, y = random.uniform(-1.5, 0.3), random.uniform(-0.4, 0.5)
        return [[(x, y), (x + 5, y), (x + 5, y + 1.6), (x, y + 1.6), (x, y)]] + [
            [(px + x + 0.3, y + 0.5 + 0.75 * py) for px, py in path] for path in write_letters(random, "YESNOJMK", 0, 4.4)]
    if kind == "comma":
        return [[(0.5, 0.4), (0.55, 0.5), (0.5, 0.62)]]
    return []


def hand(random, paths, shaky):
    """Moved, turned and sized as a hand does, about the middle of the box."""
    angle, size = random.gauss(0, 0.10), random.gauss(1, 0.07)
    dx, dy = random.gauss(0, 0.05), random.gauss(0, 0.05)
    c, s = math.cos(angle) * size, math.sin(angle) * size
    moved = []
    for path in paths:
        points = [(0.5 + dx + c * (x - 0.5) - s * (y - 0.5), 0.5 + dy + s * (x - 0.5) + c * (y - 0.5))
                  for x, y in path]
        moved.append(jitter(random, points, 0.035) if shaky else points)
    return moved


def smudge(random, layer, middle, side):
    x, y = middle
    r = side * random.uniform(0.3, 0.8)
    ImageDraw.Draw(layer).ellipse((x - r, y - r * 0.6, x + r, y + r * 0.6), fill=random.randint(8, 18))
    return layer.filter(ImageFilter.GaussianBlur(side / 6))


def blot(random, pencil, middle, side):
    """As a fountain pen leaves it: a round drop and its splashes."""
    x, y = middle
    r = side * random.uniform(0.12, 0.38)
    pencil.ellipse((x - r, y - r, x + r, y + r * random.uniform(0.8, 1.1)), fill=random.randint(190, 245))
    for _ in range(random.randint(0, 5)):
        a, far, s = random.uniform(0, 6.3), r * random.uniform(1.1, 1.8), r * random.uniform(0.05, 0.2)
        pencil.ellipse((x + far * math.cos(a) - s, y + far * math.sin(a) - s, x + far * math.cos(a) + s, y + far * math.sin(a) + s), fill=220)


def white_out(random, page, box):
    """Correction fluid over a mark: paper again, and some of the frame gone with it."""
    left, top, side = box
    pencil = ImageDraw.Draw(page)
    for _ in range(random.randint(3, 6)):
        x, y, r = left + side * random.uniform(0.2, 0.8), top + side * random.uniform(0.2, 0.8), side * random.uniform(0.25, 0.45)
        pencil.ellipse((x - r, y - r * 0.7, x + r, y + r * 0.7), fill=random.randint(243, 255))


def draw(random, page, box, dpi, kind, pen):
    """Draws on page (L, 255 is paper); box is (left, top, side) in its pixels."""
    width, (low, high), flow = OWN_TOOL.get(kind) or PENS[pen]
    left, top, side = box
    reach = int(side * (10 if "label" in kind or "beside" in kind or kind in OWN_TOOL else 2.5))
    x0, y0 = max(0, int(left - 2.5 * side)), max(0, int(top - 2.5 * side))
    x1, y1 = min(page.width, int(left + side + reach)), min(page.height, int(top + 3.5 * side))
    fine = 3
    layer = Image.new("L", ((x1 - x0) * fine, (y1 - y0) * fine), 0)
    pencil = ImageDraw.Draw(layer)
    if kind == "specks":
        for _ in range(random.randint(1, 4)):
            r = random.uniform(0.15, 0.45) * dpi / 72 * fine
            x, y = ((left + random.uniform(-0.5, 1.5) * side) - x0) * fine, ((top + random.uniform(-0.5, 1.5) * side) - y0) * fine
            pencil.ellipse((x - r, y - r, x + r, y + r), fill=random.randint(120, 230))
    thick = max(2, round(width * random.uniform(0.85, 1.25) * dpi / 72 * fine))
    if kind == "dot":
        thick = max(thick, round(1.5 * dpi / 72 * fine))
    dark = int(255 * random.uniform(low, high))
    for path in hand(random, paths_of(random, kind), random.random() < 0.2):
        points = [((left + x * side - x0) * fine, (top + y * side - y0) * fine) for x, y in path]
        if flow < 1:  # the ink skips in places
            for a, b in zip(points, points[1:]):
                tone = int(dark * random.uniform(flow - (1 - flow) * 2, 1))
                pencil.line((a, b), fill=tone, width=max(1, round(thick * random.uniform(0.85, 1.1))))
                r = thick / 2 - 0.5
                pencil.ellipse((b[0] - r, b[1] - r, b[0] + r, b[1] + r), fill=tone)
        else:
            pencil.line(points, fill=dark, width=thick, joint="curve")
            r = thick / 2 - 0.5
            for x, y in (points[0], points[-1]):
                pencil.ellipse((x - r, y - r, x + r, y + r), fill=dark)
    if pen in ("pencil", "hard pencil"):
        grain = Image.frombytes("L", (60, 60), random.randbytes(3600)).resize(layer.size, Image.BILINEAR)
        grain = grain.point(lambda v: min(255, int(170 + v * 0.4)))
        layer = ImageChops.multiply(layer, grain)
    layer = layer.resize((x1 - x0, y1 - y0), Image.BOX)
    if kind == "blot":
        blot(random, ImageDraw.Draw(layer), (left + side * random.uniform(0.2, 0.8) - x0, top + side * random.uniform(0.2, 0.8) - y0), side)
    if kind == "smudge":
        layer = smudge(random, layer, (left + side * random.uniform(0, 1) - x0, top + side * random.uniform(0, 1) - y0), side)
    elif random.random() < 0.3:
        layer = layer.filter(ImageFilter.GaussianBlur(0.4))
    spot = page.crop((x0, y0, x1, y1))
    page.paste(ImageChops.multiply(spot, ImageChops.invert(layer)), (x0, y0))
    if kind == "whited out":
        white_out(random, page, box)
