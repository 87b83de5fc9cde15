"""What happens to a page between the pen and the file. A picture is L, 255 is paper."""
import io
import math

import numpy
from PIL import Image, ImageChops, ImageDraw, ImageFilter


NOISE = numpy.random.default_rng(7).standard_normal((1024, 1024), dtype=numpy.float32)


def noise(random, shape, sigma):
    """One piece of noise over and over, from another place each time: making it anew takes too long."""
    tile = numpy.roll(NOISE, (random.randrange(1024), random.randrange(1024)), (0, 1)) * numpy.float32(sigma)
    return numpy.tile(tile, (shape[0] // 1024 + 1, shape[1] // 1024 + 1))[:shape[0], :shape[1]]


def to_array(page):
    return numpy.asarray(page, dtype=numpy.float32)


def to_page(array):
    return Image.fromarray(numpy.clip(array, 0, 255).astype(numpy.uint8), "L")


def smooth_field(random, size, low, high, cells=4):
    """A field that varies slowly between low and high."""
    small = Image.new("L", (cells, cells))
    small.putdata([random.randint(0, 255) for _ in range(cells * cells)])
    field = to_array(small.resize(size, Image.BICUBIC))
    return low + (high - low) * field / 255


def none(random, page, dpi):
    return page


def grain(random, page, dpi):
    return to_page(to_array(page) + noise(random, (page.height, page.width), random.uniform(3, 12)))


def uneven_light(random, page, dpi):
    return to_page(to_array(page) * smooth_field(random, page.size, random.uniform(0.65, 0.85), 1.0))


def copier(random, page, dpi):
    """A dark copy of a copy: contrast up, paper grey, dirt."""
    array = to_array(page.filter(ImageFilter.GaussianBlur(random.uniform(0.3, 0.7))))
    array = 128 + (array - 128) * random.uniform(1.05, 1.4) - random.uniform(5, 45)
    array = numpy.clip(array, 0, 255) + noise(random, array.shape, 5)
    page = to_page(array)
    return dirt(random, page, dpi)


def dirt(random, page, dpi):
    pen = ImageDraw.Draw(page)
    for _ in range(random.randint(20, 150)):
        x, y, r = random.uniform(0, page.width), random.uniform(0, page.height), random.uniform(0.1, 0.5) * dpi / 72
        pen.ellipse((x - r, y - r, x + r, y + r), fill=random.randint(30, 160))
    return page


def holes(random, page, dpi):
    mm = dpi / 25.4
    pen = ImageDraw.Draw(page)
    tone = random.choice((0, 20, 60, 200))
    for dy in (-40, 40):
        x, y, r = (11.5 + random.gauss(0, 0.5)) * mm, page.height / 2 + (dy + random.gauss(0, 1.5)) * mm, 2.9 * mm
        pen.ellipse((x - r, y - r, x + r, y + r), fill=tone)
    return page


def staple(random, page, dpi):
    mm = dpi / 25.4
    pen = ImageDraw.Draw(page)
    x, y, a = random.uniform(6, 15) * mm, random.uniform(6, 15) * mm, random.uniform(0.3, 1.2)
    end = (x + 12 * mm * math.cos(a), y - 12 * mm * math.sin(a))
    pen.line(((x, y), end), fill=90, width=max(2, round(0.6 * mm)))
    pen.line(((x + mm, y + mm), (end[0] + mm, end[1] + mm)), fill=180, width=max(2, round(1.2 * mm)))
    return page


def fold(random, page, dpi):
    array = to_array(page).copy()
    for _ in range(random.randint(1, 2)):
        y = int(page.height * (random.choice((1 / 3, 0.5, 2 / 3)) + random.gauss(0, 0.006)))
        wide = max(1, int(random.uniform(0.2, 0.6) * dpi / 25.4))
        lean = random.gauss(0, 0.004)
        for x0 in range(0, page.width, 64):
            top = int(y + lean * x0)
            array[top:top + wide, x0:x0 + 64] *= random.uniform(0.75, 0.92)
    return to_page(array)


def streak(random, page, dpi):
    """Dust on the scanner's glass."""
    array = to_array(page).copy()
    for _ in range(random.randint(1, 3)):
        x = random.randint(0, page.width - 2)
        array[:, x:x + random.randint(1, 2)] *= random.uniform(0.5, 0.9)
    return to_page(array)


def bleed_through(random, page, dpi):
    back = page.transpose(Image.FLIP_LEFT_RIGHT).filter(ImageFilter.GaussianBlur(1.5))
    back = back.transform(page.size, Image.AFFINE, (1, 0, random.randint(-90, 90), 0, 1, random.randint(-90, 90)), fillcolor=255)
    share = random.uniform(0.04, 0.11)
    return ImageChops.multiply(page, back.point(lambda v: int(255 - (255 - v) * share)))


def grey_paper(random, page, dpi):
    tone = random.uniform(0.72, 0.92)
    array = to_array(page) * tone + noise(random, (page.height, page.width), 3)
    return to_page(array)


def faint_print(random, page, dpi):
    lift = random.uniform(0.15, 0.4)
    return page.point(lambda v: int(v + (255 - v) * lift))


def soft(random, page, dpi):
    return page.filter(ImageFilter.GaussianBlur(random.uniform(0.5, 1.0) * dpi / 200))


DAMAGES = (none, grain, uneven_light, copier, dirt, holes, staple, fold, streak, bleed_through, grey_paper, faint_print, soft)

# What nothing was tuned to.

def stain(random, page, dpi):
    layer = Image.new("L", page.size, 255)
    pen = ImageDraw.Draw(layer)
    r = random.uniform(25, 45) * dpi / 25.4
    x, y = random.uniform(0, page.width), random.uniform(0, page.height)
    pen.ellipse((x - r, y - r, x + r, y + r), fill=random.randint(215, 240), outline=random.randint(150, 200),
                width=max(2, int(0.8 * dpi / 25.4)))
    return ImageChops.multiply(page, layer.filter(ImageFilter.GaussianBlur(dpi / 60)))


def sharpened(random, page, dpi):
    return page.filter(ImageFilter.UnsharpMask(radius=2, percent=random.randint(80, 200), threshold=1))


def drum_bands(random, page, dpi):
    array = to_array(page).copy()
    period = random.uniform(60, 200)
    wave = 1 - random.uniform(0.03, 0.12) * (1 + numpy.sin(numpy.arange(page.height) * 2 * math.pi / period)) / 2
    return to_page(array * wave[:, None])


def worn_toner(random, page, dpi):
    """Print and ink flake off in places."""
    speckle = noise(random, (page.height, page.width), 1)
    array = to_array(page).copy()
    array[speckle > random.uniform(1.3, 2.2)] = 255
    return to_page(array)


def motion(random, page, dpi):
    array = to_array(page)
    n = random.randint(2, 3)
    return to_page(sum(numpy.roll(array, k, axis=1) for k in range(n)) / n)


def halftone(random, page, dpi):
    """A grey copy put on paper as dots: order of thresholds four by four."""
    matrix = numpy.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], dtype=numpy.float32)
    array = to_array(page) - random.uniform(0, 12)
    tiles = numpy.tile(matrix, (page.height // 4 + 1, page.width // 4 + 1))[:page.height, :page.width]
    return to_page(numpy.where(array > tiles * 12 + 20, 250, 15).astype(numpy.float32)).filter(ImageFilter.GaussianBlur(0.6))


HELD = (none, stain, sharpened, drum_bands, worn_toner, motion, halftone)


def solve(source, target):
    """The eight numbers that PIL wants to take target points from source points."""
    rows, right = [], []
    for (x, y), (u, v) in zip(target, source):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return numpy.linalg.solve(numpy.array(rows, float), numpy.array(right, float))


def place(random, page, from_dpi, dpi, photo):
    """The page as the machine sees it: turned a little, scaled, shifted, in perspective; and what is trimmed."""
    w, h = round(210 / 25.4 * dpi), round(297 / 25.4 * dpi)
    mm = dpi / 25.4
    scale = random.choice((1, 1, 1, random.uniform(0.94, 0.97)))
    angle = math.radians(random.choice((0, random.gauss(0, 0.7), random.uniform(-5, 5)))) if not photo else math.radians(random.uniform(-6, 6))
    dx, dy = random.gauss(0, 1.5) * mm, random.gauss(0, 1.5) * mm
    c, s = math.cos(angle) * scale, math.sin(angle) * scale
    corners = []
    for x, y in ((-w / 2, -h / 2), (w / 2, -h / 2), (w / 2, h / 2), (-w / 2, h / 2)):
        corners.append([w / 2 + dx + c * x - s * y, h / 2 + dy + s * x + c * y])
    paper = 255
    if photo:
        room = random.uniform(0.03, 0.12)
        for corner in corners:
            corner[0] += random.uniform(-0.03, 0.03) * w
            corner[1] += random.uniform(-0.03, 0.03) * h
            corner[0] = w * room + corner[0] * (1 - 2 * room)
            corner[1] = h * room + corner[1] * (1 - 2 * room)
        paper = random.choice((40, 90, 140))
    source = [(0, 0), (page.width, 0), (page.width, page.height), (0, page.height)]
    out = page.transform((w, h), Image.PERSPECTIVE, tuple(solve(source, corners)), Image.BILINEAR, fillcolor=paper)
    if not photo and random.random() < 0.12:  # a strip at one side is gone
        side, cut = random.randrange(4), round(random.uniform(8, 14) * mm)
        box = ((cut, 0, w, h), (0, cut, w, h), (0, 0, w - cut, h), (0, 0, w, h - cut))[side]
        out = out.crop(box)
    return out


def camera(random, page, dpi):
    """Shadow, blur, noise of a phone's picture."""
    array = to_array(page.filter(ImageFilter.GaussianBlur(random.uniform(0.4, 1.1) * dpi / 200)))
    array = array * smooth_field(random, page.size, random.uniform(0.5, 0.75), random.uniform(0.85, 1.0), 3)
    if random.random() < 0.5:  # the shadow of a hand or head
        layer = Image.new("L", page.size, 255)
        pen = ImageDraw.Draw(layer)
        x, y, r = random.uniform(0, page.width), random.uniform(0, page.height), random.uniform(0.2, 0.5) * page.width
        pen.ellipse((x - r, y - r, x + r, y + r * 1.5), fill=random.randint(140, 200))
        array = array * to_array(layer.filter(ImageFilter.GaussianBlur(dpi / 6))) / 255
    return to_page(array + noise(random, array.shape, random.uniform(2, 6)))


def to_bilevel(page, limit):
    """As a scanner does that looks for the paper around: darker than that share of its lightness is black."""
    small = page.resize((max(1, page.width // 16), max(1, page.height // 16)), Image.BOX).filter(ImageFilter.MaxFilter(5))
    paper = to_array(small.filter(ImageFilter.GaussianBlur(2)).resize(page.size, Image.BILINEAR))
    return to_page(numpy.where(to_array(page) > limit * paper, 255, 0).astype(numpy.float32))


def save(random, page, kind, limit):
    if kind == "bilevel":
        return to_bilevel(page, limit)
    if kind == "jpeg":
        kept = io.BytesIO()
        page.save(kept, "JPEG", quality=random.randint(30, 90))
        return Image.open(kept).convert("L")
    return page
