"""The first page, drawn before Textual is loaded, at exactly the place where the app will draw it.

The app's driver is told what was written (``FrugalDriver.prepainted``); its first frame is the difference to it, so
nothing flashes. Knows nothing of Textual.
"""

from __future__ import annotations

import os
import re
import sys
import termios
from contextlib import suppress
from types import TracebackType
from typing import Any

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.style import Style

from natotui.article.model import Article
from natotui.screen import ending, geometry
from natotui.screen.layout import Layout, Row
from natotui.screen.palette import Palette
from natotui.screen.terminal.capabilities import capabilities
from natotui.screen.terminal.cells import clusters
from natotui.screen.terminal.spelling import in_ascii

_ENTER, _LEAVE = "\x1b[?1049h\x1b[?25l", "\x1b[m\x1b[?1049l\x1b[?25h"
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_KIND = {"title": "title", "standfirst": "standfirst", "byline": "dim", "heading": "heading", "quote": "quote"}


def page(article: Article, palette: Palette, size: tuple[int, int], column: int, outline: int, place: int) -> str:
    """What to write: the alternate screen with the words of the first window. Nothing where too little of the article
    has been read to fill it.

    Args:
        size: columns and rows of the terminal.
        column: widest text column, in cells.
        outline: width of the outline pane as set, 0 as it comes.
        place: code point at which the article opens.
    """
    columns, rows = size
    pane = columns - geometry.outline_width(columns, column, outline) if columns >= geometry.NARROW else columns
    layout = Layout(article, geometry.text_width(pane, column))
    height = max(1, rows - geometry.BARS)
    shown = layout.window(geometry.opening(layout, place, height), height)
    if article.partial and (len(shown) < height or shown[-1].block + 1 == len(article.blocks)):
        return ""
    colours = _colours()
    plain = palette.ansi or colours is None
    base = Style() if palette.ansi else Style(color=palette.foreground, bgcolor=palette.background)
    erases = plain or capabilities().colour_erase
    runs: list[tuple[Style, list[str]]] = []
    for row in shown:
        style, words = _line(article, row, palette)
        if not runs or runs[-1][0] != style:
            runs.append((style, []))
        runs[-1][1].append(words if erases else words + " " * max(0, columns - cell_len(words)))
    if not erases:
        runs.append((Style(), [" " * columns] * geometry.BARS))
    drawn = [(base + style).render("\r\n".join(lines), color_system=colours) for style, lines in runs]
    return _ENTER + base.render("\x1b[2J", color_system=colours) + "\x1b[H" + "\r\n".join(drawn)


def _line(article: Article, row: Row, palette: Palette) -> tuple[Style, str]:
    """The words of a row and their style; rows without words have none."""
    if row.kind in ("blank", "rule"):
        return Style(), ""
    words = article.text[row.start : row.end].replace("\t", " ").replace("\n", " ")
    style = palette["dim" if article.blocks[row.block].furniture else _KIND.get(row.kind, "text")]
    return style, " " * geometry.GUTTER + row.lead + words


def _colours() -> ColorSystem | None:
    """How many colours the terminal has, told as Rich tells it; None: none are wanted."""
    if "NO_COLOR" in os.environ:
        return None
    if os.environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return ColorSystem.TRUECOLOR
    term = os.environ.get("TERM", "").strip().lower()
    return ColorSystem.EIGHT_BIT if term.endswith("256color") or term == "xterm-kitty" else ColorSystem.STANDARD


def _in_ascii(text: str) -> str:
    """The page for a terminal without UTF-8, spelt as the driver spells its frames."""
    return _BEYOND_ASCII.sub(lambda run: "".join(in_ascii(*cluster) for cluster in clusters(run[0])), text)


class Prepaint:
    """Draws the page, and keeps typed keys off it until the app has the terminal.

    Used around everything from the page to the end of the app; where the app never starts, the terminal is given
    back as it was.
    """

    def __init__(self) -> None:
        self.text: str | None = None
        self._modes: list[Any] | None = None
        self._before: list[Any] | None = None

    def draw(self, text: str) -> None:
        """Write ``text`` (from ``page``) to the terminal."""
        terminal = sys.__stderr__.fileno() if sys.__stderr__ is not None else 2
        try:
            self._modes = self._before = termios.tcgetattr(0)
            silent = termios.tcgetattr(0)
            silent[3] &= ~(termios.ECHO | termios.ICANON)
            termios.tcsetattr(0, termios.TCSANOW, silent)
        except (termios.error, OSError):
            self._modes = None
        data = (text if capabilities().unicode else _in_ascii(text)).encode("utf-8", "replace")
        while data:
            data = data[os.write(terminal, data) :]
        self.text = text

    def taken(self) -> list[Any] | None:
        """The app takes over the terminal, and the duty to restore it: the tty's settings as they were."""
        modes, self._modes = self._modes, None
        return modes

    def give_back(self, leave: bool = True) -> None:
        """Restore the tty and, unless the app's driver has it, leave the page; whoever had taken it over."""
        if self._before is not None:
            with suppress(termios.error, OSError):  # the terminal is gone
                termios.tcsetattr(0, termios.TCSANOW, self._before)
                if leave:
                    os.write(2, _LEAVE.encode())

    def __enter__(self) -> Prepaint:
        ending.at_ending(self._ended)
        return self

    def _ended(self, number: int) -> None:
        self.give_back()
        ending.end_now(number)

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._modes is not None:
            self.give_back()
        ending.as_before()
