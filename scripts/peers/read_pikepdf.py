#!/usr/bin/python3
"""read_pikepdf.py FILE…: prints the fields by pikepdf."""
import sys

import pikepdf


def walk(fields):
    for field in fields:
        if "/V" in field:
            print(str(field.get("/T", "")), str(field.V))
        walk(field.get("/Kids", []))


for name in sys.argv[1:]:
    with pikepdf.open(name) as pdf:
        walk(pdf.Root.AcroForm.Fields)
