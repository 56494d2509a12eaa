"""The controls that may pass to the terminal beside the cells: a list of what is allowed, and nothing else.

A document's text reaches the driver only inside frames, whose controls all end in the grid. What passes
here is a write that consists of allowed controls alone: modes of the terminal, keyboard protocols, bell,
title, clipboard.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from natotui.screen.terminal.cells import is_safe

MODES = (
    "1|7|12|25|1000|1002|1003|1004|1005|1006|1015|1016|1049|2004|2026|2027|2031|2048"
    # cursor keys, wrap, cursor blink and sight, mouse, focus, alternate screen, paste, synchronized output,
    # grapheme clusters, colour scheme reports, resize reports
)
MAX_TITLE = 256

_ALLOWED = re.compile(
    rf"\x1b\[\?(?P<mode>{MODES})(?P<switch>[hl])"
    rf"|\x1b\[\?(?:{MODES})\$p"
    r"|\x1b\[>[0-9]{1,2}u|\x1b\[<[0-9]{0,2}u|\x1b\[=[0-9]{1,2}(?:;[123])?u"  # kitty keys
    r"|\x1b\[[0-6] q"  # shape of the cursor
    r"|\x07"  # bell
    r"|\x1b\][012];(?P<title>[^\x00-\x1f\x7f-\x9f]*)(?:\x07|\x1b\\)"
    r"|\x1b\]52;[cpqs0-7]{0,4};[A-Za-z0-9+/]*={0,3}(?:\x07|\x1b\\)"  # copy, but not paste ("?")
    r"|\x1b\]22;[a-z_-]{0,32}(?:\x07|\x1b\\)"  # shape of the pointer
    r"|\x1b\]9;4;[0-4](?:;[0-9]{1,3})?(?:\x07|\x1b\\)"  # progress
)
_CONTROL_START = re.compile(r"[\x07\x9b-\x9f\x90]|\x1b(?![\[]|\]8;)|\x1b\[[<=>?]|\x1b\[[0-6] q")


class Control(NamedTuple):
    """One allowed control: what to send and, for a private mode, its number and whether it goes on."""

    text: str
    mode: int = 0
    on: bool = False


def controls(data: str) -> list[Control] | None:
    """The controls of a write that is no frame; None for a frame.

    A write that starts with a control which no frame starts with is taken for controls: the allowed ones
    pass, and if anything else is in it, the whole write is dropped.
    """
    if not _CONTROL_START.match(data):
        return None
    found: list[Control] = []
    at = 0
    while at < len(data):
        match = _ALLOWED.match(data, at)
        if match is None:
            return _synchronized(data, found)
        mode, title = match["mode"], match["title"] or ""
        if len(title) <= MAX_TITLE and all(map(is_safe, title)):
            found.append(Control(match[0], int(mode or 0), match["switch"] == "h"))
        at = match.end()
    return found


def _synchronized(data: str, found: list[Control]) -> list[Control] | None:
    """None (a frame) if a frame follows its synchronization marker in one write, else nothing allowed."""
    only_marker = len(found) == 1 and found[0].mode == 2026
    return None if only_marker and data.startswith("\x1b[", len(found[0].text)) else []
