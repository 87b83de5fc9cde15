#!/usr/bin/env python3
"""send_draft.py DRAFT.eml FOLDER: opens the draft in neomutt as its own draft, sends it with the keys that
a person would press, and leaves what neomutt would have handed to the mail server in FOLDER/sent.eml."""
import fcntl
import os
import pty
import select
import struct
import sys
import termios
import time

draft, folder = sys.argv[1], sys.argv[2]
sender = os.path.join(folder, "sendmail")
with open(sender, "w") as file:
    file.write('#!/bin/sh\ncat >"%s/sent.part" && mv "%s/sent.part" "%s/sent.eml"\n' % (folder, folder, folder))
os.chmod(sender, 0o700)
with open(os.path.join(folder, "neomuttrc"), "w") as file:
    file.write('set sendmail="%s"\nset from="morgan.exampleby@example.org"\nset realname="Morgan Exampleby"\n'
               'set folder="%s"\nset copy=no\nset editor=true\nset abort_unmodified=no\nset resume_edited_draft_files=yes\n' % (sender, folder))
pid, terminal = pty.fork()
if pid == 0:
    os.environ.update(HOME=folder, TERM="xterm", LINES="40", COLUMNS="120", LC_ALL="C.UTF-8")
    os.execvp("neomutt", ["neomutt", "-F", os.path.join(folder, "neomuttrc"), "-H", draft])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
screen = b""
keys = [(b"To: ", b"\r"), (b"Subject: ", b"\r"), (b"y:Send", b"y")]  # what is asked, and the answer
end = time.time() + 60
while time.time() < end and not os.path.exists(os.path.join(folder, "sent.eml")):
    if not select.select([terminal], [], [], 0.5)[0]:
        continue
    try:
        screen += os.read(terminal, 65536)
    except OSError:
        break
    if keys and keys[0][0] in screen:
        time.sleep(0.3)  # it throws away what was typed before it asked
        os.write(terminal, keys.pop(0)[1])
        screen = b""
os.close(terminal)
sys.exit(0 if os.path.exists(os.path.join(folder, "sent.eml")) else 1)
