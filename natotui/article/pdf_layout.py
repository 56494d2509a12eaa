"""The lines of PDF pages in reading order: columns, and without running heads, feet and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

_DIGITS_RE = re.compile(r"\d+")
_NUMBER_RE = re.compile(
    r"(?:page |p\. ?|seite |- ?|– ?|\[)?(?:\d{1,4}|[ivxl]{1,7})(?: ?-| ?–|\])?(?: ?(?:of|/|\|) ?\d{1,4})?",
    re.IGNORECASE)
_SIGN_RE = re.compile(r"[-*•‣◦·–▪■●○]|\(?(?:\d{1,3}|[a-zA-Z])[.)]|\d{1,2}(?:\.\d{1,2})*\.?")
_WORD_GAP = 1.0  # sizes of the font between two stretches of one line
_LETTER_GAP = 0.15
_APART = 1.4  # of the usual distance of rows
_EDGE_ROWS = 2  # rows at the top and bottom of a page among which running heads are looked for
_LEAST_SIDE = 4  # lines on either side that make two columns
_LEAST_SHARE = 0.25  # of all lines on either side; and of the width that a column's usual line fills
_MOST_CROSSING = 0.4
_MOST_COLUMNS = 2  # times that a page is parted: up to four columns


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text on a page; places in points, y grows upwards."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    """Of the font, in points."""
    bold: bool
    page: int

    @property
    def width(self) -> float:
        """From left to right, in points."""
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that are read one below the other: a column, or the whole width of a page."""

    rows: list[list[Line]]
    """From the top; stretches beside each other (cells of a table) from the left."""
    left: float
    right: float
    page: int


def arrange(pages: list[list[Line]]) -> list[Column]:
    """The columns of all pages in reading order, without what only repeats at the edges of pages."""
    edges = _edges(pages)
    running = _running(edges)
    columns: list[Column] = []
    for lines, edge in zip(pages, edges, strict=True):
        dropped = {id(line) for line in edge if _is_running(line, running, len(pages))}
        body = [line for line in lines if id(line) not in dropped]
        if body:
            columns.extend(_columns(body, _MOST_COLUMNS))
    return columns


def _rows(lines: list[Line]) -> list[list[Line]]:
    """Lines grouped by height on the page, from the top, and from the left within a row."""
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (-(line.bottom + line.top), line.left)):
        if found and _beside(found[-1][0], line):
            found[-1].append(line)
        else:
            found.append([line])
    return [sorted(row, key=lambda line: line.left) for row in found]


def _neighbours(row: list[Line]) -> list[Line]:
    """A row with the stretches joined that stand as near to each other as words do, and signs to their items."""
    joined = row[:1]
    for line in row[1:]:
        last = joined[-1]
        gap = (line.left - last.right) / max(line.size, 1.0)
        if gap < _WORD_GAP or _SIGN_RE.fullmatch(last.text):
            near = gap < _LETTER_GAP or line.text[:1] in ".,;:!?)]’”"
            text = f"{last.text}{'' if near else ' '}{line.text}"
            longer = max(last, line, key=lambda one: len(one.text))
            joined[-1] = replace(longer, text=text, left=last.left, right=max(last.right, line.right))
        else:
            joined.append(line)
    return joined


def _beside(one: Line, other: Line) -> bool:
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    return shared > 0.5 * min(one.top - one.bottom, other.top - other.bottom)


def _edges(pages: list[list[Line]]) -> list[list[Line]]:
    """Of each page, the rows at the top and bottom that stand apart from the text, by distance or by size."""
    ordered = [_rows(lines) for lines in pages]
    distances = [above[0].bottom - below[0].bottom
                 for page in ordered for above, below in pairwise(page)]
    usual = _APART * median(distances) if distances else 0.0
    size = median([line.size for lines in pages for line in lines] or [0.0])
    return [_outer(page, usual, size) + _outer(page[::-1], usual, size) for page in ordered]


def _outer(ordered: list[list[Line]], usual: float, size: float) -> list[Line]:
    found: list[Line] = []
    for at, outer in enumerate(ordered[:_EDGE_ROWS]):
        inner = ordered[at + 1] if at + 1 < len(ordered) else None
        near = inner is not None and abs(outer[0].bottom - inner[0].bottom) <= usual
        if near and abs(outer[0].size - size) < 0.5:
            break
        found.extend(outer)
    return found


def _running(edges: list[list[Line]]) -> set[str]:
    """What stands at the edge of several pages, digits aside."""
    counts: Counter[str] = Counter()
    for lines in edges:
        counts.update({_DIGITS_RE.sub("#", line.text) for line in lines})
    least = 2 if len(edges) <= 4 else max(3, len(edges) // 20)
    return {key for key, count in counts.items() if count >= least}


def _is_running(line: Line, running: set[str], pages: int) -> bool:
    if _NUMBER_RE.fullmatch(line.text):
        return pages > 1 or line.text.strip("-– ") == str(line.page)
    return pages > 1 and _DIGITS_RE.sub("#", line.text) in running


def _columns(lines: list[Line], depth: int) -> list[Column]:
    gutter = _gutter(lines) if depth else None
    if gutter is None:
        left, right = min(line.left for line in lines), max(line.right for line in lines)
        return [Column([_neighbours(row) for row in _rows(lines)], left, right, lines[0].page)]
    found: list[Column] = []
    beside: tuple[list[Line], list[Line]] = ([], [])
    across: list[Line] = []
    for line in sorted(lines, key=lambda line: -line.top):
        crossing = line.left < gutter < line.right
        if crossing and any(beside):
            found.extend(_sides(beside, depth))
            beside = ([], [])
        if not crossing and across:
            found.extend(_columns(across, 0))
            across = []
        (across if crossing else beside[line.right > gutter]).append(line)
    found.extend(_columns(across, 0) if across else _sides(beside, depth))
    return found


def _sides(sides: tuple[list[Line], list[Line]], depth: int) -> list[Column]:
    return [column for side in sides if side for column in _columns(side, depth - 1)]


def _gutter(lines: list[Line]) -> float | None:
    """Where the page parts into two columns; None if it does not."""
    if len(lines) < 2 * _LEAST_SIDE:
        return None
    start, end = min(line.left for line in lines), max(line.right for line in lines)
    width = end - start
    best: tuple[int, float] | None = None
    for step in range(20, 81):
        x = start + width * step / 100
        crossing = sum(1 for line in lines if line.left < x < line.right)
        if (best is None or crossing < best[0]) and _parts(lines, x, width, crossing):
            best = (crossing, x)
    return best[1] if best else None


def _parts(lines: list[Line], x: float, width: float, crossing: int) -> bool:
    """Whether both sides of ``x`` look like columns of text, not like the cells of a table."""
    if crossing > _MOST_CROSSING * len(lines):
        return False
    for side in ([line for line in lines if line.right <= x], [line for line in lines if line.left >= x]):
        if len(side) < max(_LEAST_SIDE, _LEAST_SHARE * (len(lines) - crossing)):
            return False
        if median(line.width for line in side) < _LEAST_SHARE * width:
            return False
    return True
