#!/usr/bin/python3
"""make_scan.py OUT [--turn DEGREES] [--bilevel] PAGE...

What an office machine or a phone makes of printed pages (pictures, as pdftoppm
writes them): OUT.pdf has a page for each, OUT.tif all of them, OUT.png and
OUT.jpg the first alone. "cover" is a cover sheet. --turn: how the page lay,
clockwise. Nothing of the project's own reading or writing takes part.
"""
import sys

from PIL import Image, ImageDraw

DPI = 200
A4 = (1654, 2339)  # pixels at 200 dpi


def cover():
    sheet = Image.new("L", A4, 255)
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((150, 150, 1500, 260), fill=0)
    for line in range(12):
        draw.text((200, 400 + 60 * line), "To: the office. From: the duty desk. Pages to follow.", fill=0)
    return sheet


def page(name, turn, bilevel):
    picture = cover() if name == "cover" else Image.open(name).convert("L")
    if turn:
        picture = picture.rotate(-turn, expand=True, fillcolor=255)
    if bilevel:
        picture = picture.point(lambda grey: 255 if grey >= 128 else 0).convert("1")
    return picture


def main(out, *arguments):
    turn, bilevel, names = 0.0, False, list(arguments)
    if "--turn" in names:
        at = names.index("--turn")
        turn = float(names[at + 1])
        del names[at:at + 2]
    if "--bilevel" in names:
        names.remove("--bilevel")
        bilevel = True
    first, *rest = [page(name, turn, bilevel) for name in names]
    if out.endswith(".pdf"):
        first.save(out, save_all=True, append_images=rest, resolution=DPI)
    elif out.endswith(".tif"):
        more = {"compression": "group4"} if bilevel else {}
        first.save(out, save_all=True, append_images=rest, dpi=(DPI, DPI), **more)
    else:
        first.save(out, dpi=(DPI, DPI))


if __name__ == "__main__":
    main(*sys.argv[1:])
