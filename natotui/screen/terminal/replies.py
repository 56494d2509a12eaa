"""Takes the terminal's replies out of what it sends: what a program (or a text that got out of another one) once asked
must never be read as keys.

Textual's parser knows a few replies and takes the rest for keys, letter by letter. What it knows passes: reports of
the cursor, of modes, of the window's size.
"""

from __future__ import annotations

import re

_STRING = r"[^\x07\x1b\x9c]{0,4096}"
_REPLY = re.compile(
    r"(?!\x1b\[\?[0-9]+;[0-9]+\$y)\x1b\[[?>=][0-9;:]*[ -/]*[@-~]"  # attributes, keyboard protocol, other reports
    r"|\x1b\[[0-9;]*[cnxy]|\x1b\[(?!48;)[0-9;]*t"  # attributes, status, checksum, window
    rf"|\x1b\][0-9]{_STRING}(?:\x07|\x1b\\|\x9c)"  # colours, clipboard
    rf"|\x1b(?:P[0-9>!$+=?]|_G){_STRING}(?:\x1b\\|\x9c)"  # settings, version, graphics
)
_BEGUN = re.compile(
    rf"\x1b(?:\[[?>=]?[0-9;:]*[ -/]*|\](?:[0-9]{_STRING}\x1b?)?|P(?:[0-9>!$+=?]{_STRING}\x1b?)?"
    rf"|_(?:G{_STRING}\x1b?)?)?\Z"
)
"""The end of what came, where it may be the beginning of a reply."""
_SURELY = re.compile(r"\x1b(?:\[[?>=]|\][0-9]|P[0-9>!$+=?]|_G)")
_PATIENCE = 10
"""Looks after which the rest of a reply is taken to be lost. An Esc, or Esc with one more key, waits for one look."""


class Replies:
    """A filter between the terminal and the parser of keys."""

    def __init__(self) -> None:
        self._held = ""
        self._looks = 0

    def feed(self, data: str) -> str:
        """``data`` with what was held before, without replies and without what may be the beginning of one."""
        text = _REPLY.sub("", self._held + data)
        begun = _BEGUN.search(text)
        at = begun.start() if begun else len(text)
        self._held, self._looks = text[at:], 0
        return text[:at]

    def tick(self) -> str:
        """Nothing has come since the last look: what has been held long enough to be keys."""
        self._looks += 1
        if not self._held or (len(self._held) > 2 and self._looks < _PATIENCE):
            return ""
        held, self._held = self._held, ""
        return "" if _SURELY.match(held) else held
