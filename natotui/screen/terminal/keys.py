"""Reads what the terminal sends and makes messages of it, until told to stop or the terminal is gone."""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder
from collections.abc import Callable
from threading import Event

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.message import Message

from natotui.screen.terminal.replies import Replies

_TICK = 0.1
"""Seconds between two looks at the event that stops."""
_CHUNK = 4096


def _read(fileno: int) -> bytes:
    """What has come; nothing if the terminal has hung up."""
    try:
        return os.read(fileno, _CHUNK)
    except OSError:
        return b""


def read_keys(fileno: int, stop: Event, deliver: Callable[[Message], None], debug: bool = False) -> bool:
    """Read from `fileno` and `deliver` messages until `stop`. Returns whether the input has come to its end.

    Unlike Textual's own loop this one ends at the end of the input, and takes bytes that are no UTF-8 for the
    replacement character: a terminal in another encoding does not end the program.
    """
    parser = XTermParser(debug)
    decode = getincrementaldecoder("utf-8")("replace").decode
    replies = Replies()
    ended = False
    with selectors.SelectSelector() as selector:
        selector.register(fileno, selectors.EVENT_READ)
        while not ended and not stop.is_set():
            if selector.select(_TICK):
                data = _read(fileno)
                ended = not data
                text = replies.feed(decode(data)) if data else ""
                waited = False
            else:
                text = replies.tick()
                waited = bool(text)
            for message in parser.feed(text) if text else ():
                deliver(message)
            if waited and parser._timeout_time is not None:
                parser._timeout_time = 0.0  # an Esc that waited here need not wait there
            for message in parser.tick():
                deliver(message)
    try:
        for _ in parser.feed(""):
            pass
    except (EOFError, ParseError):
        pass
    return ended
