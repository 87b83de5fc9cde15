#!/usr/bin/env python3
"""fill_form.py BLANK.pdf FILLED.pdf NAME=VALUE...

Fills a form with qpdf, a program that is not ours: the fields' dictionaries
are taken out as JSON, /V and /AS set, and put back. A value "on" or "off" is a
check box's. Nothing of the project's own reading or writing takes part.
"""
import json
import subprocess
import sys
import tempfile


def qpdf(*arguments):
    done = subprocess.run(["qpdf", *arguments], capture_output=True, check=False)
    if done.returncode not in (0, 3):
        sys.exit(done.stderr.decode())
    return done.stdout


def main(blank, filled, *pairs):
    answers = dict(pair.split("=", 1) for pair in pairs)
    described = json.loads(qpdf("--json=2", "--json-key=acroform", "--json-key=qpdf", blank))
    header, objects = described["qpdf"]
    changed = {}
    for field in described["acroform"]["fields"]:
        value = answers.pop(field["fullname"], None)
        if value is None:
            continue
        key = "obj:" + field["object"]
        dictionary = objects[key]["value"]
        if field["fieldtype"] == "/Btn":
            state = "/Yes" if value == "on" else "/Off"
            dictionary["/V"] = dictionary["/AS"] = state
        else:
            dictionary["/V"] = "u:" + value
            dictionary.pop("/AP", None)
        changed[key] = {"value": dictionary}
    if answers:
        sys.exit("no such fields: " + ", ".join(answers))
    with tempfile.NamedTemporaryFile("w", suffix=".json") as update:
        json.dump({"qpdf": [header, changed]}, update)
        update.flush()
        qpdf(blank, "--update-from-json=" + update.name, "--static-id", filled)


if __name__ == "__main__":
    main(*sys.argv[1:])
