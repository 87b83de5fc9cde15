"""What was found on simulated scans, as tables."""
import collections

import pens

WAYS = {  # dpi, as a photo, share of the pages
    "scan 200 dpi": (200, False, 10), "scan 300 dpi": (300, False, 2),
    "scan 150 dpi": (150, False, 1), "photo": (220, True, 1),
}
FINE = ("scan 200 dpi", "scan 300 dpi")  # have a limit together


def is_wrong(group, mark, seen):
    return (group, seen) in (("on", "off"), ("off", "on")) or (mark in pens.TAKEN_BACK and seen == "on")


def distance(a, b):
    """Levenshtein's."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


class Table:
    def __init__(self):
        self.failed = 0

    def row(self, what, value, limit="", held=None):
        self.failed += held is False
        verdict = "" if held is None else "reached" if held else "NOT REACHED"
        print("| %-44s | %22s | %-22s | %-11s |" % (what, value, limit, verdict))


def share(part, whole):
    return "%d of %d, %.2f %%" % (part, whole, 100.0 * part / max(whole, 1))


def show_boxes(table, pages, limits):
    codes = sum(bool(page["seen"]["codes"]) for page in pages)
    table.row("pages whose code was read", share(codes, len(pages)), "at least 99 %", codes >= 0.99 * len(pages))
    registered = sum(page["seen"]["registered"] for page in pages)
    table.row("pages brought into register", share(registered, len(pages)))
    together = collections.Counter()
    for way in WAYS:
        marks = collections.Counter()
        doubts = collections.Counter()
        lost = collections.Counter()
        for page in pages:
            if page["way"] != way:
                continue
            for name, (group, mark, _) in page["truth"].items():
                if group == "lost":
                    lost[page["seen"][name]["mark"]] += 1
                elif group == "doubt":
                    doubts[(mark, page["seen"][name]["mark"])] += 1
                else:
                    marks[(group, page["seen"][name]["mark"])] += 1
        whole = sum(marks.values())
        wrong = sum(is_wrong(group, mark, page["seen"][name]["mark"]) for page in pages if page["way"] == way
                    for name, (group, mark, _) in page["truth"].items())
        whole += sum(mark in pens.TAKEN_BACK for page in pages if page["way"] == way for _, mark, _ in page["truth"].values())
        sure = sum(marks.values())
        unclear = sum(n for (_, mark), n in marks.items() if mark == "unclear")
        fine = way in FINE
        if fine:
            together += collections.Counter(unclear=unclear, sure=sure)
        table.row(way + ": boxes wrong in silence", share(wrong, whole), "none", wrong == 0)
        table.row(way + ": boxes for a person", share(unclear, sure), "" if fine else "at most 10 %",
                  unclear <= 0.10 * sure if limits and not fine else None)
        for name, kinds in (("black and white", {"bilevel"}), ("grey", {"grey", "jpeg"})):
            seen = [page["seen"][box]["mark"] for page in pages if page["way"] == way and kinds & set(page["done"])
                    for box, (group, _, _) in page["truth"].items() if group in ("on", "off")]
            if seen and not way.startswith("photo"):
                table.row("%s, %s: boxes for a person" % (way, name), share(seen.count("unclear"), len(seen)))
        if lost:
            table.row(way + ": wiped by black and white, off", share(lost["off"], sum(lost.values())))
        if doubts:
            table.row(way + ": doubtful marks read as on", share(
                sum(n for (_, mark), n in doubts.items() if mark == "on"), sum(doubts.values())))
            table.row(way + ": doubtful marks for a person",
                      share(sum(n for (_, mark), n in doubts.items() if mark == "unclear"), sum(doubts.values())))
    table.row("scans at 200 dpi or more: boxes for a person", share(together["unclear"], together["sure"]), "at most 2 %",
              together["unclear"] <= 0.02 * together["sure"] if limits else None)


def forms_of(page):
    """The two boxes of each form on a page: of each what it is, its mark, and what it was read as."""
    forms = collections.defaultdict(list)
    for name, (group, mark, _) in page["truth"].items():
        forms[name.partition("#")[2]].append((group, mark, page["seen"][name]["mark"]))
    return forms.values()


def show_forms(table, pages):
    """What the boxes of a form say together: one answer, read in silence, that the form does not give to see."""
    read = wrong = 0
    for page in pages:
        for boxes in forms_of(page):
            if sorted(seen for _, _, seen in boxes) == ["off", "on"]:
                read += 1
                wrong += any(is_wrong(group, mark, seen) for group, mark, seen in boxes)
    table.row("forms read as one answer, a box of them wrong", share(wrong, read), "none", wrong == 0)


def show_causes(pages):
    for what in ("off as on", "on as off", "on unclear", "off unclear", "doubt as on", "doubt as off"):
        causes = collections.Counter()
        for page in pages:
            for name, (group, mark, pen) in page["truth"].items():
                seen = page["seen"][name]
                label = "%s as %s" % (group, seen["mark"]) if seen["mark"] != "unclear" else "%s unclear" % group
                if label == what:
                    causes[(mark, pen if group != "off" else "", seen["why"])] += 1
                    causes[("damage", "+".join(page["done"][:-1]) if "turned" not in page["done"][-1] else "+".join(page["done"][:-2]), "")] += 1
        for cause, n in causes.most_common(12):
            print("  %-14s %4d  %s" % (what, n, ", ".join(part for part in cause if part)))


def show_texts(table, pages, limits):
    wrong = letters = silent = fields = by_hand = read_by_hand = flagged = blanks = blank_wrong = 0
    for page in pages:
        for key, field in page["fields"].items():
            if page["kind"] == "blank" or (page["kind"] == "by hand" and key == "date"):
                blanks += 1
                blank_wrong += field["ink"]
            elif page["kind"] == "by hand":
                by_hand += 1
                read_by_hand += field["read"]
            else:
                fields += 1
                if not field["read"] or field["confidence"] < 80 or field["lowest"] < 50:
                    flagged += 1
                    continue
                expected, got = page["typed"][key].split(), field["text"].split()
                errors = distance(" ".join(expected), " ".join(got))
                letters += len(" ".join(expected))
                wrong += errors
                silent += errors > 0
    table.row("typed: letters wrong where sure", share(wrong, letters), "at most 1 %", wrong <= 0.01 * letters)
    table.row("typed: fields with any letter wrong where sure", share(silent, fields))
    table.row("typed: fields flagged", share(flagged, fields))
    table.row("by hand: read as type", share(read_by_hand, by_hand), "none", read_by_hand == 0)
    table.row("blank: ink seen", share(blank_wrong, blanks))
    times = sorted(page["seen"]["all_ms"] for page in pages if page["kind"] == "typed" and page["dpi"] == 200)
    if times:
        table.row("a typed page at 200 dpi, median of CPU", "%.0f ms" % times[len(times) // 2], "at most 500 ms",
                  times[len(times) // 2] <= 500 if limits else None)
