"""Signals that end the program: the terminal is given back whenever they come, and the place is kept if it is known.

Knows nothing of Textual.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

ENDING = tuple(getattr(signal, name) for name in ("SIGHUP", "SIGTERM", "SIGINT") if hasattr(signal, name))


def at_ending(act: Callable[[int], None]) -> None:
    """From now on, a signal that ends the program does ``act`` with its number, in the main thread, in the middle of
    whatever runs. A signal that the program was started to ignore (nohup) stays ignored."""
    for number in ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda number, _frame: act(number))


def as_before() -> None:
    """The signals end the program at once again."""
    for number in ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)


def end_now(number: int) -> None:
    """End without a word, with the exit code that a shell gives to signal ``number``."""
    os._exit(128 + number)
