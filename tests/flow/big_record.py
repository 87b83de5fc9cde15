"""big_record.py STORE EVENTS [SEED]: fills a store that iro has made with about
EVENTS invented events, spread over disputes and compliments of five
authorities and six years, each with the values that iro itself would keep."""
import datetime as dt
import os
import random
import sqlite3
import sys

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
PACKS = {
    "nottingham": ("NCC", "", 4, ["documents", "visits", "pep", "health", "drift", "provision"]),
    "southend": ("SOS", "formal", 4, ["plans", "drift", "permanence", "health", "visits"]),
    "rochdale": ("RBC", "dispute", 5, ["thresholds", "procedures", "care-plan", "documents"]),
    "blackburn": ("BWD", "", 5, ["review", "permanence", "contact", "health", "visits"]),
    "york": ("CYC", "", 4, ["documents", "visits", "pep", "drift"]),
}
TEAMS = ["Children in Care Team East", "Children in Care Team West", "Permanence Team", "Leaving Care Team",
         "Disabled Children's Team", "Court Team"]
FIRST, LAST = dt.date(2021, 1, 4), dt.date(2026, 10, 31)


def reference(code, year, number, compliment):
    text = f"{code}-{year}-{'C' if compliment else ''}{number:04d}"
    total = 0
    for character in text.replace("-", ""):
        total = (total * 5 + (int(character) if character.isdigit() else ord(character) - 55)) % 23
    return f"{text}-{LETTERS[total]}"


class Record:
    def __init__(self, store, rng):
        self.store, self.rng = store, rng
        self.events, self.values, self.records = [], [], []
        row = store.execute("SELECT coalesce((SELECT max(id) FROM events), 0), "
                            "coalesce((SELECT max(id) FROM records), 0)").fetchone()
        self.event, self.record = row
        self.numbers = {}

    def open_record(self, code, year, compliment):
        kind = "compliment" if compliment else "dispute"
        key = (kind, code, year)
        if key not in self.numbers:
            self.numbers[key] = self.store.execute(
                "SELECT coalesce(max(number), 0) FROM records WHERE kind = ? AND code = ? AND year = ?", key
            ).fetchone()[0]
        self.numbers[key] += 1
        self.record += 1
        self.records.append((self.record, reference(code, year, self.numbers[key], compliment), kind, code, year,
                             self.numbers[key]))
        return self.record

    def plan(self, day, record, kind, stage, values):
        self.events.append((day, record, kind, stage, values))

    def write(self):
        """In order of the day, as they would have been recorded."""
        self.events.sort(key=lambda event: event[0])
        self.store.executemany("INSERT INTO records VALUES (?,?,?,?,?,?)", self.records)
        events, values = [], []
        for day, record, kind, stage, named in self.events:
            self.event += 1
            at = int(dt.datetime.combine(day, dt.time(12)).replace(tzinfo=dt.timezone.utc).timestamp()) * 10**6
            events.append((self.event, record, kind, stage, day.isoformat(), at, "invented"))
            for position, (name, text) in enumerate(named):
                values.append((self.event, position, name, os.urandom(16), text))
            if len(values) > 200000:
                self.flush(events, values)
        self.flush(events, values)
        self.store.commit()

    def flush(self, events, values):
        self.store.executemany("INSERT INTO events (id, record, kind, stage, day, at, who) VALUES (?,?,?,?,?,?,?)",
                               events)
        self.store.executemany("INSERT INTO event_values VALUES (?,?,?,?,?)", values)
        events.clear()
        values.clear()


def working(day, count):
    while count:
        day += dt.timedelta(1)
        count -= day.weekday() < 5
    return day


def person(values, role):
    values.append((f"{role}.name", "Pat Trialman"))
    values.append((f"{role}.email", "pat.trialman@example.org"))


def opening(rng, pack, track, theme):
    values = [("pack", pack)] + ([("track", track)] if track else [])
    values += [("child.name", "Robin Placeholder"), ("child.id", f"{rng.randrange(40000):07d}"),
               ("child.born", "2014-05-17")]
    person(values, "iro")
    values.append(("team", rng.choice(TEAMS)))
    for role in ("sw", "tm", "sm", "hos", "director", "principal"):
        person(values, role)
    values += [("concern.date", "2026-01-05")] + ([("theme", theme)] if theme else [])
    values += [("concerns", "An invented concern, of the length that is usual. " * 12),
               ("action", "Hold the meeting.\nTell the child." * 4)]
    return values


def dispute(record, pack, day):
    rng = record.rng
    code, track, stages, themes = PACKS[pack]
    theme = rng.choice(themes) if rng.random() < 0.95 else None
    number = record.open_record(code, day.year, False)
    record.plan(day, number, "opened", 0, opening(rng, pack, track, theme))
    for stage in range(1, stages + 1):
        if rng.random() < 0.08:
            record.plan(day, number, "bypass", stage, [("text", "Agreed.")])
            continue
        deadline = working(day, 5)
        record.plan(day, number, "issued", stage,
                    [("form.id", f"X.{stage}.1"), ("deadline", deadline.isoformat()), ("days", "5"),
                     ("calendar", "0123456789ab"), ("design", "0" * 64), ("placements", "stage 1 2 3 4 5 lines\n" * 6)])
        if rng.random() < 0.04:
            deadline = working(deadline, 3)
            record.plan(day, number, "extended", stage, [("deadline", deadline.isoformat()), ("text", "Leave.")])
        if rng.random() < 0.15:
            day = working(deadline, 1)
            if day > LAST:
                return
            record.plan(day, number, "no-response", stage, [])
            continue
        day = working(day, rng.choice([1, 2, 3, 4, 5, 5, 6, 8]))
        if day > LAST:
            return
        resolved = rng.random() < 0.5
        record.plan(day, number, "received", stage, [("state", "recorded"), ("reading", "{}" * 500)])
        record.plan(day, number, "answered", stage,
                    [("response", "An invented answer. " * 15), ("outcome", "resolved" if resolved else "proceed"),
                     ("date", day.isoformat()), ("responder", "Pat Trialman")])
        if resolved:
            day = working(day, rng.choice([0, 0, 1, 2]))
            if day <= LAST and rng.random() < 0.97:
                record.plan(day, number, "closed", stage, [("text", "Agreed.")])
            return
    for kind, chance in (("cafcass-referral", 0.5), ("legal-advice", 0.4), ("withdrawn", 0.3)):
        if rng.random() < chance:
            record.plan(day, number, kind, stages + 1, [("text", "As the policy says.")])


def compliment(record, pack, day):
    rng = record.rng
    number = record.open_record(PACKS[pack][0], day.year, True)
    values = [("pack", pack), ("compliment.date", day.isoformat()), ("theme", rng.choice(PACKS[pack][3])),
              ("child.id", "1"), ("team", rng.choice(TEAMS)), ("praise", "Well done. " * 10)]
    if rng.random() < 0.5:
        values.append(("quotable", "Yes"))
    record.plan(day, number, "complimented", 0, values)


def main():
    store = sqlite3.connect(sys.argv[1])
    wanted, rng = int(sys.argv[2]), random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    record = Record(store, rng)
    span = (LAST - FIRST).days
    while len(record.events) < wanted:
        day = FIRST + dt.timedelta(rng.randrange(span + 1))
        pack = rng.choice(list(PACKS))
        (compliment if rng.random() < 0.3 else dispute)(record, pack, day)
    record.write()


main()
