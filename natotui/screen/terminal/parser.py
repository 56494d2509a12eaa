"""From what Textual writes to a grid.

A frame of Textual's is text, SGR, cursor addresses and hyperlinks. Only these and their near relatives
(relative movement, erasing) are understood here, and all of them end in the grid: nothing that this parser
reads is ever handed on to the terminal. Every other control is dropped.
"""

from __future__ import annotations

import re

from natotui.screen.terminal.cells import DEFAULT, Grid, Style, blank_row
from natotui.screen.terminal.pen import applied

_TOKEN = re.compile(
    r"\x1b\[([0-9;]*)m"  # 1: SGR
    r"|([^\x00-\x1f\x7f-\x9f]+)"  # 2: text
    r"|\x1b\[([0-9]{0,5})(?:;([0-9]{0,5}))?([HfABCDGdJKX])"  # 3, 4, 5: movement and erasing
    r"|\x1b\]8;([^\x00-\x1f\x7f-\x9f]*)(?:\x1b\\|\x07)"  # 6: hyperlink, "parameters;address"
    r"|([\r\n\x08])"  # 7: movement
    r"|(?:\x1b[\]P_^X]|[\x90\x98\x9d\x9e\x9f])[^\x00-\x1f\x7f-\x9f]*(?:\x1b\\|[\x07\x9c])"  # other strings
    r"|(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # other control sequences
    r"|\x1b[ -/]+[0-~]"  # other escapes
    r"|[\x00-\x1f\x7f-\x9f]"  # stray controls
)

MAX_LINK = 2048
"""Characters of a hyperlink; a longer one is text without a link."""


def _link(parameters: str) -> str:
    """The hyperlink to remember for the parameters of OSC 8; "" for none."""
    _, separator, address = parameters.partition(";")
    return parameters if separator and address and len(parameters) <= MAX_LINK else ""


class FrameParser:
    """Draws frames into `grid`. Column, row and style carry over from one call of `feed` to the next."""

    def __init__(self, grid: Grid, colour: bool = True) -> None:
        self.grid = grid
        self.colour = colour
        self.x = 0
        self.y = 0
        self.style: Style = DEFAULT

    def resize(self, width: int, height: int) -> None:
        """Go on with a grid of another size that keeps what fits."""
        self.grid = self.grid.resized(width, height)
        self._move(self.x, self.y)

    def feed(self, data: str) -> None:
        """Draw one piece of output. Escape sequences do not span pieces: Textual's writes are whole."""
        grid = self.grid
        for token in _TOKEN.finditer(data):
            kind = token.lastindex
            if kind == 2:
                self.x = grid.put(self.x, self.y, token[2], self.style)
            elif kind == 1:
                self.style = applied(self.style, token[1])
                if not self.colour:
                    self.style = self.style._replace(fg="", bg="")
            elif kind == 5:
                self._control(token[5], token[3], token[4])
            elif kind == 6:
                self.style = self.style._replace(link=_link(token[6]))
            elif kind == 7:
                self._newline(token[7])
        grid.cursor = (min(self.x, grid.width - 1), self.y)

    def _move(self, x: int, y: int) -> None:
        """Move to (x, y), or as near as the grid allows."""
        self.x = max(0, min(x, self.grid.width - 1))
        self.y = max(0, min(y, self.grid.height - 1))

    def _newline(self, control: str) -> None:
        """Carriage return, line feed (to column 0, as the tty makes it) or backspace."""
        if control == "\n":
            self._move(0, self.y + 1)
        else:
            self._move(0 if control == "\r" else self.x - 1, self.y)

    def _control(self, final: str, first: str, second: str | None) -> None:
        """Obey one movement or erasure."""
        count = int(first or 0)
        if final in "JKX":
            self._erase(final, count)
            return
        step = max(1, count)
        x, y = min(self.x, self.grid.width - 1), self.y
        if final in "Hf":
            self._move(max(1, int(second or 1)) - 1, step - 1)
        elif final == "A":
            self._move(x, y - step)
        elif final == "B":
            self._move(x, y + step)
        elif final == "C":
            self._move(x + step, y)
        elif final == "D":
            self._move(x - step, y)
        elif final == "G":
            self._move(step - 1, y)
        else:
            self._move(x, step - 1)

    def _erase(self, final: str, count: int) -> None:
        """Erase in the display, in the row, or `count` cells, with the background of the pen."""
        grid, x = self.grid, min(self.x, self.grid.width - 1)
        style = Style(bg=self.style.bg)
        if final == "X":
            grid.put_plain(x, self.y, " " * min(max(1, count), grid.width), style)
            return
        start, end = ((x, grid.width), (0, x + 1), (0, grid.width))[min(count, 2)]
        if final == "K" or count < 2:
            grid.put_plain(start, self.y, " " * (end - start), style)
        if final == "J":
            self._erase_rows(min(count, 2), style)

    def _erase_rows(self, how: int, style: Style) -> None:
        """Erase the rows below (0), above (1) or all (2)."""
        grid = self.grid
        rows = (range(self.y + 1, grid.height), range(self.y), range(grid.height))[how]
        for y in rows:
            blank, row = blank_row(grid.width, style), grid.writable(y)
            row.chars, row.styles = blank.chars, blank.styles
