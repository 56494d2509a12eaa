"""Draws cells on a terminal: knows cursor and pen, and finds the shortest way from one to the next.

Sizes are bytes; sequences are ASCII, so their length in characters is their size.
"""

from __future__ import annotations

from functools import lru_cache

from natotui.screen.terminal.capabilities import Capabilities
from natotui.screen.terminal.cells import Row, Style, is_plain, is_sure, on_blank
from natotui.screen.terminal.pen import recoloured, transition
from natotui.screen.terminal.spelling import in_ascii

_WORTH_REPEATING = 6
"""Cells of one kind from which REP or ECH can be shorter than the cells themselves."""


def _count(number: int) -> str:
    """A parameter of a control; 1 is what an omitted one means."""
    return "" if number == 1 else str(number)


@lru_cache(maxsize=2048)
def _sideways(old: int, new: int, by_column: bool) -> str:
    """The shortest way along a row from column `old` to column `new`."""
    if old == new:
        return ""
    if new > old:
        ways = [f"\x1b[{_count(new - old)}C"]
    else:
        ways = ["\b" * (old - new), f"\x1b[{_count(old - new)}D", "\r" + _sideways(0, new, False)]
    if by_column:
        ways.append(f"\x1b[{_count(new + 1)}G")
    return min(ways, key=len)


class Painter:
    """Collects what is to be sent. `x`, `y` and `pen` are None where the terminal's state is not known."""

    def __init__(self, can: Capabilities, width: int) -> None:
        self.can = can
        self.width = width
        self.out: list[str] = []
        self.x: int | None = None
        self.y: int | None = None
        self.pen: Style | None = None

    def fork(self) -> Painter:
        """A painter in the same state that has drawn nothing."""
        twin = Painter(self.can, self.width)
        twin.x, twin.y, twin.pen = self.x, self.y, self.pen
        return twin

    def seen_on_blank(self, style: Style) -> Style:
        """What of `style` shows on a blank."""
        return style if self.can.exact else on_blank(style)

    # Movement

    def way(self, x: int, y: int) -> str:
        """The shortest sequence that moves to (x, y)."""
        absolute = f"\x1b[{_count(y + 1)};{x + 1}H" if x else f"\x1b[{_count(y + 1)}H"
        if self.y is None:
            return absolute
        ways = [absolute, *self._relative(self.y, x, y)]
        return min(ways, key=len)

    def _relative(self, row: int, x: int, y: int) -> list[str]:
        """Ways to (x, y) from a known row."""
        by_column, down = self.can.columns, y - row
        ways: list[str] = []
        if 0 <= down <= 3:
            ways.append("\r" + "\n" * down + _sideways(0, x, by_column))
        if self.x is None:
            if by_column and not down:
                ways.append(f"\x1b[{_count(x + 1)}G")
            return ways
        along = _sideways(self.x, x, by_column)
        if down == 0:
            ways.append(along)
        elif down > 0:
            ways.append(f"\x1b[{_count(down)}B{along}")
            if self.can.raw_newline:
                ways.append("\n" * down + along)
        else:
            ways.append(f"\x1b[{_count(-down)}A{along}")
        return ways

    def move(self, x: int, y: int) -> None:
        """Go to (x, y)."""
        if self.x != x or self.y != y:
            self.out.append(self.way(x, y))
            self.x, self.y = x, y

    def style(self, style: Style) -> None:
        """Take up the pen for `style`."""
        if self.pen != style:
            self.out.append(transition(self.pen, style, self.can.partial))
            self.pen = style

    def blank_style(self, wanted: Style, ahead: Style | None) -> Style:
        """A style whose blanks look like `wanted`: the pen's own, the next text's or the nearest."""
        if self.can.exact:
            return wanted
        for candidate in (self.pen, ahead):
            if candidate is not None and on_blank(candidate) == wanted:
                return candidate
        return recoloured(self.pen, wanted)

    # Cells

    def cells(self, row: Row, y: int, start: int, end: int) -> None:
        """Draw the cells of `row` from column `start` to before `end`."""
        self.move(start, y)
        chars, styles = row.chars, row.styles
        x = start
        while x < end:
            char, style = chars[x], styles[x]
            if char == " ":
                style = self.blank_style(self.seen_on_blank(style), self._ahead(row, x, end))
            self.style(style)
            stop = self._stretch(row, x, end, style)
            self._run(chars, x, stop, y)
            x = stop

    def _ahead(self, row: Row, x: int, end: int) -> Style | None:
        """The style of the first glyph after the blank at column `x`."""
        chars = row.chars
        for column in range(x + 1, end):
            if chars[column] != " ":
                return row.styles[column]
        return None

    def _stretch(self, row: Row, x: int, end: int, style: Style) -> int:
        """The column up to which cells can be drawn with the pen as it is."""
        chars, styles = row.chars, row.styles
        seen = self.seen_on_blank(style)
        for column in range(x + 1, end):
            other = styles[column]
            if other is style or other == style:
                continue
            if chars[column] != " " or self.seen_on_blank(other) != seen:
                return column
        return end

    def _run(self, chars: list[str], start: int, end: int, y: int) -> None:
        """Draw clusters of one style, with repeats and unsure ones treated on their own."""
        self.move(start, y)
        text = "".join(chars[start:end])
        single = len(text) == end - start and is_plain(text) and (self.can.unicode or text.isascii())
        if single and not self._repeats(text):
            self._plain(text, end)
            return
        x = start
        while x < end:
            char = chars[x]
            after = x + 1
            while after < end and chars[after] == "":
                after += 1
            if after == x + 1 and len(char) == 1:
                while after < end and chars[after] == char:
                    after += 1
                self._same(char, x, after, y, end)
            else:
                self._wide(char, x, after, y)
            x = after

    def _repeats(self, text: str) -> bool:
        """Whether a run may hold cells worth repeating or erasing rather than sending."""
        can = self.can
        if not (can.repeat or can.erase_cells):
            return False
        return any(char * _WORTH_REPEATING in text for char in set(text) if char.isascii())

    def _plain(self, text: str, end: int) -> None:
        """Send text of sure width that ends before column `end`."""
        self.out.append(text)
        # After the last column the cursor hangs on it or behind it, as the terminal likes.
        self.x = end if end < self.width else None

    def _same(self, char: str, start: int, end: int, y: int, run_end: int) -> None:
        """Draw equal single cells."""
        count = end - start
        if not is_sure(char):
            for column in range(start, end):
                self._wide(char, column, column + 1, y)
            return
        self.move(start, y)
        sent = char if self.can.unicode else in_ascii(char, 1)
        size = len(sent.encode())
        # tmux takes no REP after a character beyond ASCII, and leaves the cells as they were.
        repeats = self.can.repeat and count > 1 and sent.isascii()
        repeated = f"{sent}\x1b[{_count(count - 1)}b" if repeats else ""
        erased = f"\x1b[{_count(count)}X" if self.can.erase_cells and char == " " and self._erasable() else ""
        cost = len(erased) + (5 if end < run_end else 0)
        if erased and cost < count * size and (not repeated or cost < len(repeated) + size - 1):
            self.out.append(erased)  # the cursor stays at `start`
        elif repeated and len(repeated) + size - 1 < count * size:
            self._plain(repeated, end)
        else:
            self._plain(sent * count, end)

    def _wide(self, char: str, start: int, end: int, y: int) -> None:
        """Draw one cluster that is wide, combined or of unsure width."""
        self.move(start, y)
        if not self.can.unicode:
            self._plain(in_ascii(char, end - start), end)
        elif is_sure(char):
            self._plain(char, end)
        else:
            # The terminal may draw it narrower than we think: blank its cells first. It may draw it wider:
            # what comes after is drawn after it, and at an absolute place.
            blanks = end - start
            if end < self.width:
                self.out.append(" " * blanks + "\b" * blanks)
            else:
                self._plain(" " * blanks, end)
                self.move(start, y)
            self.out.append(char)
            self.x = None

    # Erasing

    def _erasable(self) -> bool:
        """Whether erasing now leaves what a space of the pen would."""
        pen = self.pen
        if pen is None:
            return False
        seen = self.seen_on_blank(pen)
        return seen == Style(bg=pen.bg) and (not pen.bg or self.can.colour_erase)

    def can_erase_to(self, style: Style) -> bool:
        """Whether erasing can leave blanks that look like `style`."""
        return style == Style(bg=style.bg) and (not style.bg or self.can.colour_erase)

    def erase_right(self, x: int, y: int, style: Style) -> None:
        """Erase row `y` from column `x` on to blanks of `style`."""
        self.move(x, y)
        self.style(self.blank_style(style, None))
        self.out.append("\x1b[K")

    def text(self) -> str:
        """All that is to be sent."""
        return "".join(self.out)
