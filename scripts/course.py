"""Disputes taken through all their stages by the program, as its people do.

Used by the scripts beside it. Answers are put into forms by tests/fill_form.py,
which is qpdf's work and not ours.
"""
import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as tree
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IRO = Path(os.environ.get("IRO_BUILD", ROOT / "build" / "release")) / "iro"
TODAY = "2027-01-11"

# What is hard to set: letters of other alphabets, some that no font of ours has, words longer
# than a line, ends of lines.
WORDS = (
    "the review asked for a plan; nobody wrote it, and Sam's visit (5 October) was missed: contact, transport "
    "education health-assessment placement siblings passport savings life-story £40 50% 20/11/2026 it’s “so” "
    "Mae'r plentyn yn hapus ŵy ŷd Llanfairpwllgwyngyll Zażółć gęślą jaźń Łódź Işığı söndür İzmir ğ "
    "Nguyễn Trần Ọlá Ṣadé Müller Ångström naïve café Škoda Đorđe Žižek Ñandú").split()
STRANGE = ["مرحبا", "你好世界", "🙂", "👨‍👩‍👧", "Иван", "Ελένη", "שלום", "नमस्ते", "e\u0301\u0323"]
BREAKS = [" "] * 30 + ["\n\n", "\n- ", "\n"]


def random_text(chance, length, strange=True):
    """About so many characters, never more."""
    text = ""
    while len(text) < length:
        kind = chance.random()
        if kind < 0.93 or not strange:
            word = chance.choice(WORDS)
        elif kind < 0.98:
            word = chance.choice(STRANGE)
        else:
            word = "".join(chance.choice("abcdefghijklmnop0123456789_-/.") for _ in range(chance.randint(20, 160)))
        text += word + chance.choice(BREAKS)
    return text[:length].strip() or "One."


def random_name(chance):
    names = [word for word in WORDS if word[:1].isupper()] + ["de la", "O'Neil", "Anne-Marie"]
    return " ".join(chance.choice(names) for _ in range(chance.randint(1, 6)))[:80]


class Office:
    """A store of its own in `folder`, and packs: those that ship and those of the tests."""

    def __init__(self, folder):
        self.folder = Path(folder)
        share = self.folder / "share"
        for part in ("forms", "templates"):
            shutil.copytree(ROOT / part, share / part)
        for extra in ("otherplace.xml", "fernshire.xml", "fernshire.png"):
            shutil.copy(ROOT / "tests" / "pack" / extra, share / "forms")
        self.packs = {file.stem: tree.parse(file).getroot() for file in sorted((share / "forms").glob("*.xml"))}
        self.env = os.environ | {"IRO_STORE": str(self.folder / "store" / "disputes.db"), "IRO_TODAY": TODAY,
                                 "IRO_SHARE": str(share)}

    def run(self, *words, allowed=(0, 1)):
        """What iro prints; the script ends when it fails."""
        done = subprocess.run([str(word) for word in (IRO, *words)], capture_output=True, check=False, env=self.env)
        if done.returncode not in allowed:
            sys.exit(f"iro {words[0]} failed with {done.returncode}: {done.stderr.decode()[:500]}")
        return done.stdout.decode()

    def tracks(self, pack):
        """The elements that hold the stages, by id; a pack of one process is its own, and None is its id."""
        root = self.packs[pack]
        return {track.get("id"): track for track in root.findall("track")} or {None: root}

    def stages(self, pack, track):
        """Numbers of the stages that have a form."""
        tracks = self.tracks(pack)
        found = tracks.get(track, next(iter(tracks.values()))).findall("stage")
        return sorted(int(stage.get("number")) for stage in found if stage.get("kind") != "final")

    def open(self, file):
        return self.run("open", "--quiet", file).strip()

    def answer(self, form, stage, response, responder="Pat Trialman"):
        """The manager's answer comes back, so that the next stage can be reached."""
        returned = self.folder / "returned.pdf"
        prefix = f"stage-{stage}"
        fill = [sys.executable, ROOT / "tests" / "fill_form.py", form, returned, f"{prefix}.response={response}",
                f"{prefix}.proceed=on", f"{prefix}.date={TODAY}", f"{prefix}.responder={responder}"]
        subprocess.run([str(word) for word in fill], check=True)
        for line in self.run("ingest", "--json", returned).splitlines():
            event = json.loads(line)
            if event.get("state") != "recorded":
                self.run("review", event["event"], "--accept")

    def course(self, file, into, name, response_of):
        """Through every stage: yields (kind, stage, pdf, response) of each form, then of the note and the record
        copy, whose response is all of them in order. response_of(stage) gives what is answered."""
        root = tree.parse(file).getroot()
        reference = self.open(file)
        said = []
        for stage in self.stages(root.get("pack"), root.get("track")):
            form = Path(into) / f"{name}-stage-{stage}.pdf"
            self.run("form", reference, "--stage", stage, "-o", form)
            yield "form", stage, form, list(said)
            said.append(response_of(stage))
            self.answer(form, stage, said[-1])
        for kind, words in (("note", ("note", reference, "--format", "pdf")), ("record", ("record", reference))):
            pdf = Path(into) / f"{name}-{kind}.pdf"
            self.run(*words, "-o", pdf)
            yield kind, 0, pdf, said


def disputes():
    return sorted((ROOT / "fixtures" / "disputes").glob("*.xml")) + \
        sorted((ROOT / "tests" / "golden").glob("*-dispute.xml"))


def compliments():
    return sorted((ROOT / "fixtures" / "compliments").glob("*.xml")) + \
        sorted((ROOT / "tests" / "golden").glob("*-praise.xml"))
