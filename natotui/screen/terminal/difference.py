"""The shortest output that turns one grid into another on a terminal that shows the first."""

from __future__ import annotations

import re
from collections import Counter
from operator import ne

from natotui.screen.terminal.cells import DEFAULT, Grid, Row, Style, all_sure, is_sure
from natotui.screen.terminal.painter import Painter
from natotui.screen.terminal.pen import transition
from natotui.screen.terminal.scroll import Scroll, find_scroll, scrolled

_SPAN = re.compile(rb"\x01+")
_BRIDGE = 6
"""Unchanged cells that may be drawn again where that is shorter than to jump over them."""
_WORTH_SCROLLING = 150
"""Bytes of plain difference under which no scrolling is looked for."""


def changed_spans(painter: Painter, old: Row, new: Row) -> list[tuple[int, int]]:
    """The spans of columns that differ visibly, or that a changed glyph of unsure width may spill over."""
    chars, styles = new.chars, new.styles
    differs = [*map(ne, old.chars, chars)]
    if old.styles != styles:
        seen = painter.seen_on_blank
        for x, other in enumerate(map(ne, old.styles, styles)):
            if other and not differs[x]:
                differs[x] = chars[x] != " " or seen(old.styles[x]) != seen(styles[x])
    if not all_sure(chars):
        _spill(chars, differs)
    return [span.span() for span in _SPAN.finditer(bytes(differs))]


def _spill(chars: list[str], differs: list[bool]) -> None:
    """Mark the cells after each changed cluster of unsure width, as far as it could be drawn over them."""
    for x, char in enumerate(chars):
        if differs[x] and char and not is_sure(char):
            for column in range(x, min(len(chars), x + 2 * len(char))):
                differs[column] = True


def _blank_tail(painter: Painter, row: Row) -> tuple[int, Style]:
    """The first column of the equal blanks that end a row, and their style."""
    seen = painter.seen_on_blank
    chars, styles = row.chars, row.styles
    x = len(chars)
    style = seen(styles[-1])
    while x and chars[x - 1] == " " and (styles[x - 1] is styles[-1] or seen(styles[x - 1]) == style):
        x -= 1
    return x, style


def paint_row(painter: Painter, y: int, old: Row, new: Row) -> None:
    """Draw what differs in row `y`."""
    spans = changed_spans(painter, old, new)
    if not spans:
        return
    tail, style = _blank_tail(painter, new)
    first = next((max(start, tail) for start, end in spans if end > tail), new.width)
    erase = spans[-1][1] - first > 4 and painter.can_erase_to(style)
    if erase:
        spans = [(start, min(end, first)) for start, end in spans if start < first]
    for start, end in _joined(painter, new, spans):
        painter.cells(new, y, start, end)
    if erase:
        painter.erase_right(first, y, style)


def _joined(painter: Painter, row: Row, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans to draw, joined where a gap is cheaper drawn than jumped."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start - joined[-1][1] <= _BRIDGE and _bridges(painter, row, joined[-1][1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _bridges(painter: Painter, row: Row, start: int, end: int) -> bool:
    """Whether the unchanged cells from `start` to before `end` are cheaper to draw than to jump over."""
    pen = row.styles[start - 1]
    size, partial = 0, painter.can.partial
    for x in range(start, end):
        char, style = row.chars[x], row.styles[x]
        if char and not is_sure(char):
            return False
        if char != " " or painter.seen_on_blank(style) != painter.seen_on_blank(pen):
            size += len(transition(pen, style, partial))
            pen = style
        size += len(char.encode())
    jump = 3 if end - start == 1 else 4
    size += len(transition(pen, row.styles[end], partial))
    return size <= jump + len(transition(row.styles[start - 1], row.styles[end], partial))


def _paint(painter: Painter, old: Grid, new: Grid) -> str:
    """Draw the difference row by row."""
    for y, (before, after) in enumerate(zip(old.rows, new.rows, strict=True)):
        if before is not after and (before.chars != after.chars or before.styles != after.styles):
            paint_row(painter, y, before, after)
    return painter.text()


def _paint_scrolled(painter: Painter, old: Grid, new: Grid, move: Scroll) -> str:
    """Draw by scrolling part of the screen first."""
    fill = Style()
    if painter.can.colour_erase:
        fill = _commonest(new, move.top, move.bottom + 1)
    painter.style(painter.blank_style(fill, None))
    painter.out.append(move.sequence(painter.can.scroll_many))
    painter.x = painter.y = 0
    return _paint(painter, scrolled(old, move, fill), new)


def _commonest(grid: Grid, top: int, end: int) -> Style:
    """A blank's style in the background that most cells of some rows have."""
    count: Counter[str] = Counter()
    for row in grid.rows[top:end]:
        for style, cells in Counter(row.styles).items():
            count[style.bg] += cells
    return Style(bg=count.most_common(1)[0][0])


def difference(painter: Painter, old: Grid, new: Grid) -> str:
    """What to send to a terminal that shows `old` so that it shows `new`. The painter's state goes along.

    The grids are of one size. Scrolling is tried where the plain difference is long enough to hope for less.
    """
    before = painter.fork()
    best = _paint(painter, old, new)
    if not painter.can.scroll or len(best) < _WORTH_SCROLLING:
        return best
    for move in find_scroll(old, new):
        trial = before.fork()
        sequence = _paint_scrolled(trial, old, new, move)
        if len(sequence.encode()) < len(best.encode()):
            best = sequence
            painter.x, painter.y, painter.pen = trial.x, trial.y, trial.pen
    return best


def full_paint(painter: Painter, new: Grid) -> str:
    """What to send to a terminal of which nothing is known."""
    painter.x = painter.y = painter.pen = None
    fill = _commonest(new, 0, new.height) if painter.can.colour_erase else DEFAULT
    painter.style(fill)
    painter.out.append("\x1b[H\x1b[2J")
    painter.x = painter.y = 0
    return _paint(painter, Grid(new.width, new.height, fill), new)
