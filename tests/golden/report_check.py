"""report_check.py REPORT.csv EXPORT.csv HOLIDAYS.json: works the report of the
financial year 2026-27 out anew from the database's export, with working days
counted here, and compares. Only for records without reopened disputes, and
whose events were all recorded on their own days."""
import csv
import datetime as dt
import json
import sys
from collections import Counter

FIRST, LAST = dt.date(2026, 4, 1), dt.date(2027, 3, 31)


def day(text):
    return dt.date.fromisoformat(text) if text else None


def within(text):
    return bool(text) and FIRST <= day(text) <= LAST


def working_days(first, last, holidays):
    count = 0
    while first < last:
        first += dt.timedelta(1)
        count += first.weekday() < 5 and first.isoformat() not in holidays
    return count


def stages(row):
    number = 1
    while f"stage_{number}_issued" in row:
        yield number, {part: row[f"stage_{number}_{part}"] for part in ("issued", "deadline", "ended", "outcome")}
        number += 1


def count(rows):
    found, teams = Counter(), Counter()
    for row in rows:
        found["raised"] += within(row["opened"])
        teams[row["team"]] += within(row["opened"])
        found["closed"] += row["state"] == "closed" and within(row["ended"])
        found["withdrawn"] += row["state"] == "withdrawn" and within(row["ended"])
        found["open"] += row["state"] not in ("closed", "withdrawn")
        for _, stage in stages(row):
            if not within(stage["ended"]):
                continue
            found["bypassed"] += stage["outcome"] == "bypassed"
            found["silent"] += stage["outcome"] == "no response by the deadline"
            if stage["outcome"] in ("concerns resolved", "not resolved"):
                found["late" if stage["ended"] > stage["deadline"] else "in time"] += 1
    return found, teams


def main():
    with open(sys.argv[3], encoding="utf-8") as file:
        holidays = {event["date"] for event in json.load(file)["england-and-wales"]["events"]}
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        report = {(line["table"], line["row"]): line["value"] for line in csv.DictReader(file)
                  if line["column"] in ("2026-27", "Raised")}
    with open(sys.argv[2], encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found, teams = count(rows)
    wrong = []

    def compare(table, row, expected):
        if report.get((table, row), "0") != str(expected):
            wrong.append(f"{table}, {row}: {report.get((table, row))} and not {expected}")

    for row, name in (("Raised", "raised"), ("Closed as resolved by the IRO", "closed"), ("Withdrawn", "withdrawn"),
                      ("Open at the end", "open")):
        compare("Disputes", row, found[name])
    for row, name in (("In time", "in time"), ("Late", "late"), ("No response by the deadline", "silent")):
        compare("Answers to the stages", row, found[name])
    compare("Other steps", "Stages bypassed", found["bypassed"])
    for team in teams:
        compare("Teams", team, teams[team])
    if sum(int(value) for (table, _), value in report.items() if table == "Themes of the disputes raised") != found["raised"]:
        wrong.append("the themes do not add up to the disputes raised")
    closed = [row for row in rows if row["state"] == "closed" and within(row["ended"])]
    if len(closed) == 1:  # from the first formal form, else the first form; the pack says which stage is formal
        row = closed[0]
        starts = [day(stage["issued"]) for _, stage in stages(row) if stage["issued"]]
        lengths = {str(working_days(start, day(row["ended"]), holidays)) for start in starts}
        if report[("How long it took to resolve", "Median, working days")] not in lengths:
            wrong.append(f"the median is none of {sorted(lengths)}")
    for line in wrong:
        print(line, file=sys.stderr)
    sys.exit(1 if wrong else 0)


main()
