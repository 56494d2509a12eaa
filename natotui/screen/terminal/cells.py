"""What a terminal shows, as data: styles, rows of cells, grids.

Units: columns and rows are counted in cells from 0; a width is a number of cells. A cell holds a *cluster*:
one base character with all that is drawn over it. A wide cluster fills its cell and leaves the empty string
in the next one. No cluster ever holds a control character: `clusters` is the gate that all cell text
passes.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rich.cells import split_graphemes

BOLD, DIM, ITALIC, UNDERLINE, BLINK, FAST_BLINK, REVERSE, CONCEAL, STRIKE = (1 << bit for bit in range(9))
DOUBLE_UNDERLINE, FRAME, ENCIRCLE, OVERLINE = (1 << bit for bit in range(9, 13))
ON_BLANKS = UNDERLINE | DOUBLE_UNDERLINE | BLINK | FAST_BLINK | REVERSE | STRIKE | FRAME | ENCIRCLE | OVERLINE
"""Attributes that can be seen on a cell without a glyph."""

MAX_CLUSTER = 32
"""Code points of one cell; more are dropped, so that a document cannot make a cell grow without end."""


class Style(NamedTuple):
    """How a cell is drawn: attribute bits, colours as SGR parameters ("" is the default), hyperlink."""

    bits: int = 0
    fg: str = ""
    bg: str = ""
    link: str = ""


DEFAULT = Style()


def _characters(*ranges: tuple[int, int]) -> frozenset[str]:
    """The characters of ranges of code points, both ends included."""
    return frozenset(chr(code) for start, end in ranges for code in range(start, end + 1))


_UNSAFE = _characters(
    (0x61C, 0x61C), (0x200E, 0x200F), (0x2028, 0x202E), (0x2066, 0x206F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB)
)
"""Line and paragraph separators, bidi controls and their like."""
_PLAIN = _characters(
    *((0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x2FF), (0x370, 0x482), (0x2010, 0x2015), (0x2018, 0x2022)),
    *((0x2026, 0x2026), (0x2500, 0x25FC), (0x2800, 0x28FF)),
)
"""Code points that are one cell wide everywhere."""
_SURE = (
    *((0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x2027), (0x2030, 0x205F), (0x2070, 0xABFF), (0xF900, 0xFAFF)),
    (0xFE30, 0xFFFC),
)
"""Ranges whose widths terminals agree on; of emoji and the like each has its own opinion."""
_UNSURE = re.compile("[^" + "".join(f"{chr(low)}-{chr(high)}" for low, high in _SURE) + "]")
_MARKS = (0x300, 0x36F)
"""Combining marks that every terminal draws over the letter before them."""


def is_safe(char: str) -> bool:
    """Whether a character may be sent as cell text: no control, no separator, no half surrogate, no tag."""
    if char.isprintable():
        return True
    code = ord(char)
    hidden = code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or 0xE0000 <= code < 0xE0080
    return not hidden and char not in _UNSAFE


def is_plain(text: str) -> bool:
    """Whether every code point of `text` is exactly one cell."""
    return (text.isascii() and text.isprintable()) or _PLAIN.issuperset(text)


@lru_cache(maxsize=1024)
def is_sure(cluster: str) -> bool:
    """Whether the width of `cluster` is the same in all terminals, so that the cursor is known after it."""
    code = ord(cluster[0]) if cluster else 0
    marked = len(cluster) == 2 and _MARKS[0] <= ord(cluster[1]) <= _MARKS[1]
    return (len(cluster) == 1 or marked) and any(low <= code <= high for low, high in _SURE)


def all_sure(chars: list[str]) -> bool:
    """Whether each of these cells holds one character of sure width (or is the second half of one): quickly told, and
    false where it would take longer."""
    text = "".join(chars)
    return text.isascii() or (len(text) == len(chars) - chars.count("") and not _UNSURE.search(text))


@lru_cache(maxsize=512)
def clusters(text: str) -> tuple[tuple[str, int], ...]:
    """The clusters of `text` with their widths in cells, as Textual measures them, without anything unsafe.

    Unsafe code points that Textual counts as cells become blanks, so that the rest of the row stays in
    place. A cluster of width 0 belongs to whatever stands before it.
    """
    found: list[tuple[str, int]] = []
    for start, end, width in split_graphemes(text)[0]:
        cluster = "".join(filter(is_safe, text[start:end]))[:MAX_CLUSTER]
        if width and not cluster:
            found.extend([(" ", 1)] * width)
        elif cluster:
            found.append((cluster, width))
    return tuple(found)


@lru_cache(maxsize=2048)
def on_blank(style: Style) -> Style:
    """What can be seen of `style` on a cell that holds only a space."""
    if style.link or style.bits & ON_BLANKS:
        return style
    return Style(bg=style.bg)


class Row:
    """One row of cells: clusters and styles, side by side."""

    __slots__ = ("chars", "styles")

    def __init__(self, chars: list[str], styles: list[Style]) -> None:
        self.chars = chars
        self.styles = styles

    @property
    def width(self) -> int:
        """The number of cells."""
        return len(self.chars)

    def copy(self) -> Row:
        """A row of its own with the same cells."""
        return Row(self.chars.copy(), self.styles.copy())

    def mend(self, start: int, end: int) -> None:
        """Blank the halves of wide clusters that new cells from `start` to before `end` would orphan."""
        chars = self.chars
        if start and chars[start] == "":
            chars[start - 1] = " "
        if end < len(chars) and chars[end] == "":
            chars[end] = " "


def blank_row(width: int, style: Style = DEFAULT) -> Row:
    """A row of `width` blanks."""
    return Row([" "] * width, [style] * width)


class Grid:
    """A screen of rows. Snapshots share rows with the grid they come from; whoever writes, copies first."""

    __slots__ = ("_own", "cursor", "height", "rows", "width")

    def __init__(self, width: int, height: int, style: Style = DEFAULT) -> None:
        self.width = width
        self.height = height
        blank = blank_row(width, style)
        self.rows = [blank] * height
        self.cursor = (0, 0)
        self._own: set[int] = set()

    def snapshot(self) -> Grid:
        """This grid as it is now. Costs one list of rows; later changes here do not reach it."""
        taken = Grid.__new__(Grid)
        taken.width, taken.height, taken.cursor = self.width, self.height, self.cursor
        taken.rows = self.rows.copy()
        taken._own = set()
        self._own.clear()
        return taken

    def writable(self, y: int) -> Row:
        """Row `y`, safe to change."""
        if y not in self._own:
            self.rows[y] = self.rows[y].copy()
            self._own.add(y)
        return self.rows[y]

    def resized(self, width: int, height: int) -> Grid:
        """A grid of another size with what fits of this one, from the top left."""
        grid = Grid(width, height)
        keep = min(width, self.width)
        for y in range(min(height, self.height)):
            row, old = grid.writable(y), self.rows[y]
            row.chars[:keep], row.styles[:keep] = old.chars[:keep], old.styles[:keep]
            if keep < self.width and old.chars[keep] == "":
                row.chars[keep - 1] = " "
        return grid

    def put_plain(self, x: int, y: int, text: str, style: Style) -> int:
        """Put text of one-cell code points at (x, y), clipped at the right. Returns the column after it."""
        width = self.width
        if x >= width:
            return x
        count = len(text)
        end = x + count
        if end > width:
            text, count, end = text[: width - x], width - x, width
        row = self.writable(y)
        row.mend(x, end)
        row.chars[x:end] = text
        row.styles[x:end] = [style] * count
        return end

    def put(self, x: int, y: int, text: str, style: Style) -> int:
        """Put any text at (x, y), clipped at the right. Returns the column after it."""
        if is_plain(text):
            return self.put_plain(x, y, text, style)
        row = self.writable(y)
        for cluster, width in clusters(text):
            if not width:
                self._join(row, x, cluster)
            elif x + width <= self.width:
                row.mend(x, x + width)
                row.chars[x : x + width] = [cluster] + [""] * (width - 1)
                row.styles[x : x + width] = [style] * width
                x += width
            else:
                return self.put_plain(x, y, " " * width, style)
        return x

    def _join(self, row: Row, x: int, mark: str) -> None:
        """Draw a mark without a width over the cluster before column `x`."""
        x -= 1
        if x > 0 and row.chars[x] == "":
            x -= 1
        if 0 <= x < self.width and not row.chars[x].endswith(mark):  # painted again, it is still one mark
            row.chars[x] = (row.chars[x] + mark)[:MAX_CLUSTER]
