"""How the interpreter serves a program that waits for keys: when it looks for garbage, how long a thread keeps it."""

from __future__ import annotations

import gc
import sys

_TURN = 0.000_5
"""Seconds that a thread at work keeps the interpreter while another one waits for it. A key goes through three threads;
Python's own 5 ms would make it wait 15 while an article is read or analysed."""
_YOUNG = 2_000
"""New objects after which garbage is looked for, in about a millisecond. Python's own 700 come several times in one
page; with 20,000 the search takes longer than a frame."""


def starting() -> None:
    """Nothing that is loaded at the start is garbage: do not look for any."""
    gc.disable()


def ready() -> None:
    """The words are on the screen: what is there now stays, and is never gone through again."""
    gc.freeze()
    gc.set_threshold(_YOUNG, 10, 100)
    gc.enable()
    sys.setswitchinterval(_TURN)
