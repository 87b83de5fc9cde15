#!/usr/bin/env python3
"""check_draft.py DRAFT.eml EXPRESSION...: reads a draft with Python's own parser, holds it against
what every draft has to be (domain rules, RFC 5322, RFC 2045), and prints each expression as JSON.

The expressions see: m (the message), text (its plain text), files (name to bytes), ics (the reminder,
unfolded, or ""), to, cc (lists of [name, address])."""
import email
import email.policy
import json
import re
import sys

raw = open(sys.argv[1], "rb").read()
assert b"\n" not in raw.replace(b"\r\n", b""), "a line does not end with CR LF"
assert max(len(line) for line in raw.split(b"\r\n")) <= 78, "a line is longer than 78 characters"
assert all(byte < 128 for byte in raw), "the file is not ASCII"

m = email.message_from_bytes(raw, policy=email.policy.default)
for part in m.walk():
    assert not part.defects, part.defects
assert m["X-Unsent"] == "1"
for name in ("From", "Sender", "Date", "Message-ID", "Bcc"):
    assert m[name] is None, name + " is there"
for name in set(m.keys()):
    assert len(m.get_all(name)) == 1, name + " is there twice"

parts = [part for part in m.walk() if not part.is_multipart()]
text = parts[0].get_content().replace("\r\n", "\n")
assert parts[0].get_content_type() == "text/plain" and not parts[0].is_attachment()
assert parts[0].get_content_charset() == "utf-8"
files = {part.get_filename(): part.get_payload(decode=True) for part in parts[1:]}
types = [part.get_content_type() for part in parts]
assert all(part.is_attachment() for part in parts[1:])
ics = ""
for name, content in files.items():
    assert re.fullmatch(r"[A-Z]{2,8}-[0-9]{4}-C?[0-9]{4,}-[A-Z](-stage-[0-9]+|-compliment)\.(pdf|ics)", name), name
    if name.endswith(".pdf"):
        assert content.startswith(b"%PDF-")
    else:
        assert b"\n" not in content.replace(b"\r\n", b"") and max(map(len, content.split(b"\r\n"))) <= 75
        ics = content.decode("utf-8").replace("\r\n ", "")
to = [[a.display_name, a.addr_spec] for a in (m["To"].addresses if m["To"] else ())]
cc = [[a.display_name, a.addr_spec] for a in (m["Cc"].addresses if m["Cc"] else ())]
for expression in sys.argv[2:]:
    print(json.dumps(eval(expression), ensure_ascii=False))
