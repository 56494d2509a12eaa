"""A terminal for tests: pyte with what it lacks (SU, SD, REP, joined clusters, halves of wide cells)."""

from __future__ import annotations

from typing import Any

import pyte
from pyte import modes
from pyte.screens import Margins

from natotui.screen.terminal.cells import clusters

pyte.ByteStream.csi |= {"S": "scroll_up", "T": "scroll_down", "b": "repeat"}
pyte.ByteStream.events |= {"scroll_up", "scroll_down", "repeat"}


class Terminal(pyte.Screen):
    """A screen that behaves as the terminals do that people have.

    `colour_erase`: erasing fills with the pen's background, else with the default. `joins`: clusters are as
    wide as Textual measures them; otherwise every code point counts on its own, as in terminals that know
    no ZWJ.
    """

    def __init__(self, columns: int, lines: int, colour_erase: bool = True, joins: bool = True) -> None:
        self.colour_erase = colour_erase
        self.joins = joins
        self.last = " "
        self.answers: list[str] = []
        super().__init__(columns, lines)
        self.stream = pyte.ByteStream(self)

    def feed(self, data: bytes | str) -> Terminal:
        """Take output of a program."""
        self.stream.feed(data if isinstance(data, bytes) else data.encode())
        return self

    def write_process_input(self, data: str) -> None:
        """Keep answers for the program."""
        self.answers.append(data)

    # What is drawn

    def draw(self, data: str) -> None:
        """Draw text, cluster by cluster."""
        pieces = clusters(data) if self.joins else [piece for char in data for piece in clusters(char)]
        for cluster, width in pieces:
            if width:
                self._put(cluster, width)
            else:
                self._combine(cluster)
            self.last = cluster

    def _put(self, cluster: str, width: int) -> None:
        """Draw one cluster at the cursor; halves of wide cells that it cuts become blanks."""
        if self.cursor.x + width > self.columns:
            if modes.DECAWM in self.mode and self.cursor.x >= self.columns:
                self.carriage_return()
                self.linefeed()
            else:
                self.cursor.x = self.columns - width
        line, x = self.buffer[self.cursor.y], self.cursor.x
        self.halve(x)
        self.halve(x + width)
        line[x] = self.cursor.attrs._replace(data=cluster)
        for tail in range(x + 1, x + width):
            line[tail] = self.cursor.attrs._replace(data="")
        self.cursor.x = x + width

    def halve(self, x: int) -> None:
        """Blank both halves of a wide cell that is cut before column `x`."""
        line = self.buffer[self.cursor.y]
        if 0 < x < self.columns and line[x].data == "":
            line[x] = line[x]._replace(data=" ")
            line[x - 1] = line[x - 1]._replace(data=" ")

    def _combine(self, mark: str) -> None:
        """Draw a mark over the cluster before the cursor."""
        line, x = self.buffer[self.cursor.y], self.cursor.x - 1
        if x > 0 and line[x].data == "":
            x -= 1
        if x >= 0 and not line[x].data.endswith(mark):
            line[x] = line[x]._replace(data=line[x].data + mark)

    def repeat(self, count: int = 1) -> None:
        """REP: the last character again; like tmux, only where that was ASCII."""
        if self.last.isascii():
            self.draw(self.last * max(1, count))

    # Erasing and scrolling

    def _eraser(self) -> Any:
        """The cell that erasing leaves."""
        attributes = self.cursor.attrs
        return self.default_char._replace(bg=attributes.bg if self.colour_erase else "default")

    def _with_eraser(self, erase: Any, *arguments: Any) -> None:
        """Do what pyte does, with the eraser for a pen."""
        pen = self.cursor.attrs
        self.cursor.attrs = self._eraser()
        erase(*arguments)
        self.cursor.attrs = pen

    def erase_in_line(self, how: int = 0, private: bool = False) -> None:
        """EL."""
        self.cursor.x = min(self.cursor.x, self.columns - 1)
        if how == 0:
            self.halve(self.cursor.x)
        self._with_eraser(super().erase_in_line, how)

    def erase_in_display(self, how: int = 0, *arguments: Any, **options: Any) -> None:
        """ED. Cells that nothing was drawn in yet are erased too."""
        for y in range(self.lines):
            for x in range(self.columns):
                self.buffer[y].setdefault(x, self.default_char)
        self._with_eraser(super().erase_in_display, how)

    def erase_characters(self, count: int | None = None) -> None:
        """ECH."""
        self.halve(self.cursor.x)
        self.halve(self.cursor.x + (count or 1))
        self._with_eraser(super().erase_characters, count)

    def scroll_up(self, count: int = 1) -> None:
        """SU."""
        self._scroll(max(1, count))

    def scroll_down(self, count: int = 1) -> None:
        """SD."""
        self._scroll(-max(1, count))

    def _scroll(self, shift: int) -> None:
        """Move the rows of the region up by `shift`."""
        top, bottom = self.margins or Margins(0, self.lines - 1)
        old = {y: self.buffer[y] for y in range(top, bottom + 1)}
        for y in range(top, bottom + 1):
            self.buffer.pop(y, None)
            if top <= y + shift <= bottom:
                self.buffer[y] = old[y + shift]
            else:
                for x in range(self.columns):
                    self.buffer[y][x] = self._eraser()

    def index(self) -> None:
        """IND and LF: scroll at the end of the region, with the eraser's colour."""
        if self.cursor.y == (self.margins or Margins(0, self.lines - 1)).bottom:
            self._scroll(1)
        else:
            self.cursor_down()

    def reverse_index(self) -> None:
        """RI: scroll at the start of the region."""
        if self.cursor.y == (self.margins or Margins(0, self.lines - 1)).top:
            self._scroll(-1)
        else:
            self.cursor_up()

    def set_margins(self, top: int | None = None, bottom: int | None = None, private: bool = False) -> None:
        """DECSTBM; without arguments too, the cursor goes home. With a "?" it would restore modes: not known here."""
        if private:
            return
        super().set_margins(top, bottom)
        self.cursor_position()

    def resize(self, lines: int | None = None, columns: int | None = None) -> None:
        """Another size; what a real terminal keeps is its own affair, so here it is rubbish."""
        super().resize(lines, columns)
        for y in range(self.lines):
            for x in range(self.columns):
                self.buffer[y][x] = self.default_char._replace(data="~", fg="red")

    # What is seen

    def cells(self) -> list[list[Any]]:
        """Every cell with every attribute."""
        return [[self.buffer[y][x] for x in range(self.columns)] for y in range(self.lines)]

    def seen(self) -> list[list[Any]]:
        """Every cell with what can be seen of it: a blank shows no text colour, no bold, no italics."""
        return [[_seen(cell) for cell in row] for row in self.cells()]


def _seen(cell: Any) -> Any:
    """`cell` without what cannot be seen."""
    if cell.data != " " or cell.underscore or cell.strikethrough or cell.reverse or cell.blink:
        return cell
    return cell._replace(fg="default", bold=False, italics=False)
