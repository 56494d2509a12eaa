"""What the terminal at hand is known to understand, by its TERM.

Only what is known is used: an unlisted TERM gets cursor addressing, erase to the end of a line in the default
colour and SGR with resets, which everything since the VT100 has. `NATOTUI_TERMINAL` overrides single
fields, for instance `NATOTUI_TERMINAL=-scroll,+repeat`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple

OVERRIDES = "NATOTUI_TERMINAL"


class Capabilities(NamedTuple):
    """Abilities of a terminal; each is off unless known."""

    colour_erase: bool = False
    """Erasing fills with the background colour of the pen (bce)."""
    erase_cells: bool = False
    """ECH: blanks without moving."""
    repeat: bool = False
    """REP: the last character again, in ASCII. Not of TERM=xterm*: too many programs borrow that name and lack it."""
    columns: bool = False
    """CHA and VPA: column or row alone."""
    partial: bool = False
    """SGR 22 to 29, 39, 49: attributes switched off one by one."""
    scroll: bool = False
    """DECSTBM with index and reverse index."""
    scroll_many: bool = False
    """SU and SD."""
    fence: bool = False
    """Answers a cursor position request: how far behind it is can be known."""
    raw_newline: bool = False
    """LF moves straight down. A matter of the tty, not of the terminal: the driver knows."""
    unicode: bool = True
    """Understands UTF-8; otherwise signs are spelt in ASCII."""
    colour: bool = True
    """May be sent colours (NO_COLOR is not set)."""
    exact: bool = False
    """Keep what cannot be seen on a blank (text colour, bold). For tests."""


_VT100 = Capabilities(scroll=True, fence=True)
_ANSI = Capabilities(columns=True, partial=True, scroll=True, fence=True)
_XTERM = _ANSI._replace(colour_erase=True, erase_cells=True, scroll_many=True)
_MODERN = _XTERM._replace(repeat=True)

_TERMS: dict[str, Capabilities] = {
    # GNU screen erases in the default colour unless told otherwise; its SU and SD came late.
    "screen": _ANSI,
    # tmux has erased in colour since 2.2 and repeated (ASCII alone) since 2.6: its terminfo entry is silent on both.
    "tmux": _MODERN,
    "xterm": _XTERM,
    "xterm-kitty": _MODERN,
    "xterm-ghostty": _MODERN,
    "foot": _MODERN,
    "alacritty": _MODERN,
    "wezterm": _MODERN,
    "contour": _MODERN,
    "mintty": _MODERN,
    "mlterm": _ANSI,
    "rxvt": _XTERM._replace(scroll_many=False),
    "konsole": _XTERM,
    "vte": _XTERM,
    "gnome": _XTERM,
    "putty": _XTERM._replace(scroll_many=False),
    "st": _XTERM,
    "iterm": _XTERM,
    "iterm2": _XTERM,
    "linux": _ANSI._replace(colour_erase=True, erase_cells=True),
    "vt100": _VT100,
    "vt102": _VT100,
    "vt220": _VT100._replace(erase_cells=True, partial=True),
    "ansi": Capabilities(),
    "dumb": Capabilities(),
}


def _by_name(term: str) -> Capabilities:
    """The entry of `term`, or of the longest listed name before a "-": "xterm-256color" is an "xterm"."""
    name = term
    while name:
        if name in _TERMS:
            return _TERMS[name]
        name = name.rpartition("-")[0]
    return Capabilities()


def _speaks_unicode(environ: Mapping[str, str]) -> bool:
    """Whether the locale asks for UTF-8, or asks for nothing."""
    locale = next((value for key in ("LC_ALL", "LC_CTYPE", "LANG") if (value := environ.get(key))), "")
    plain = locale.lower().replace("-", "")
    return not plain or "utf8" in plain


def _overridden(known: Capabilities, wishes: str) -> Capabilities:
    """`known` with fields switched on (+name) or off (-name); unknown names are ignored."""
    named = [wish.strip() for wish in wishes.split(",")]
    changes = {name[1:]: name[0] == "+" for name in named if name[:1] in ("+", "-") and name[1:] in known._fields}
    return known._replace(**changes)


def capabilities(environ: Mapping[str, str] = os.environ) -> Capabilities:
    """What the terminal named in `environ` can do."""
    known = _by_name(environ.get("TERM", ""))
    version = environ.get("VTE_VERSION", "")
    if environ.get("XTERM_VERSION") or (version.isdecimal() and int(version) >= 5400):
        known = known._replace(repeat=True)
    known = known._replace(unicode=_speaks_unicode(environ), colour="NO_COLOR" not in environ)
    return _overridden(known, environ.get(OVERRIDES, ""))
