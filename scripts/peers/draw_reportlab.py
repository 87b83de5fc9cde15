#!/usr/bin/python3
"""draw_reportlab.py COUNT REGULAR.ttf BOLD.ttf OUT.pdf: such a form by reportlab."""
import sys

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

count, regular, bold, out = sys.argv[1:]
pdfmetrics.registerFont(TTFont("regular", regular))
pdfmetrics.registerFont(TTFont("bold", bold))
for _ in range(int(count)):
    page = canvas.Canvas(out, pagesize=A4)
    for number in range(2):
        for line in range(36):
            page.setFont("regular" if line % 6 else "bold", 12 if line % 6 else 14)
            page.drawString(50, 780 - 19 * line, "The review on 14 September asked for a meeting by the end of the month; dŵr, £.")
        page.rect(50, 60, 495, 40)
        if number == 1:
            for index, name in enumerate(("response", "date", "responder")):
                page.acroForm.textfield(name=name, x=50, y=100 + 50 * index, width=495, height=30)
            for index, name in enumerate(("proceed", "resolved")):
                page.acroForm.checkbox(name=name, x=50, y=300 + 50 * index, size=17)
        page.showPage()
    page.save()
