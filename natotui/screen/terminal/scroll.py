"""Scrolling part of the screen: when it could pay, and what it leaves.

A shift counts rows, positive upwards: after a shift of 1 each row shows what the one below it showed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from operator import ne
from typing import NamedTuple

from natotui.screen.terminal.cells import Grid, Row, Style, blank_row

_BAND = 12
"""Columns of the pieces of rows that are looked for elsewhere: narrow enough to lie within one pane."""
_TRIED = 2
"""Shifts that are drawn in full to see what they cost."""
_WORTHWHILE = 8
"""One part in so many of the changed cells is the least that a shift must save to be tried."""


class Scroll(NamedTuple):
    """Rows `top` to `bottom`, both included, move up by `shift` (down if negative)."""

    top: int
    bottom: int
    shift: int

    def sequence(self, many: bool) -> str:
        """Set the region, scroll, reset the region. The cursor ends at (0, 0)."""
        count = abs(self.shift)
        up = self.shift > 0
        region = f"\x1b[{self.top + 1};{self.bottom + 1}r"
        if many:
            amount = "" if count == 1 else str(count)
            return f"{region}\x1b[{amount}{'S' if up else 'T'}\x1b[r"
        edge, step = (self.bottom, "\n") if up else (self.top, "\x1bM")
        return f"{region}\x1b[{edge + 1}H{step * count}\x1b[r"


def _pieces(row: Row) -> list[tuple[int, str]]:
    """The text of a row cut into bands, without those that are blank or a ruled line."""
    chars = row.chars
    bands = ((x, "".join(chars[x : x + _BAND])) for x in range(0, len(chars), _BAND))
    return [(x, text) for x, text in bands if len(set(text)) > 2]


def _votes(old: Grid, new: Grid) -> list[int]:
    """The shifts by which most text has moved, best first."""
    places: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    rows = [y for y in range(new.height) if old.rows[y].chars != new.rows[y].chars]
    for y in rows:
        for piece in _pieces(old.rows[y]):
            places[piece].append(y)
    count: Counter[int] = Counter()
    for y in rows:
        for piece in _pieces(new.rows[y]):
            for place in places.get(piece, ())[:4]:
                count[place - y] += 1
    count.pop(0, None)
    return [shift for shift, votes in count.most_common(_TRIED) if votes > 1]


def _cells_apart(old: Row, new: Row) -> int:
    """How many cells of two rows differ."""
    if old is new:
        return 0
    apart: int = sum(map(ne, old.chars, new.chars)) + sum(map(ne, old.styles, new.styles))
    return apart


def _region(old: Grid, new: Grid, apart: list[int], shift: int, least: int) -> Scroll | None:
    """The rows for which a shift saves most cells, or None if it saves fewer than `least`. `apart`: the cells of each
    row that differ as it is."""
    best = (0, 0, -1)
    total = start = 0
    rows = range(max(0, -shift), new.height - max(0, shift))
    for y in rows:
        gain = apart[y] - _cells_apart(old.rows[y + shift], new.rows[y])
        if total <= 0:
            total, start = 0, y
        total += gain
        best = max(best, (total, start, y))
    gain, first, last = best
    top, bottom = (first, last + shift) if shift > 0 else (first + shift, last)
    return Scroll(top, bottom, shift) if gain > least and bottom > top else None


def find_scroll(old: Grid, new: Grid) -> list[Scroll]:
    """The scrolls worth trying on the way from `old` to `new`."""
    apart = [*map(_cells_apart, old.rows, new.rows)]
    found = (_region(old, new, apart, shift, sum(apart) // _WORTHWHILE) for shift in _votes(old, new))
    return [move for move in found if move is not None]


def scrolled(grid: Grid, move: Scroll, fill: Style) -> Grid:
    """What a terminal shows after `move`, where new rows are blanks of `fill`."""
    result = grid.snapshot()
    region = grid.rows[move.top : move.bottom + 1]
    count = min(abs(move.shift), len(region))
    blank = [blank_row(grid.width, fill)] * count
    rows = region[count:] + blank if move.shift > 0 else blank + region[: len(region) - count]
    result.rows[move.top : move.bottom + 1] = rows
    return result
