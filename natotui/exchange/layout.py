"""Where the boxes of an argument map stand: the thesis on top, below it columns of branches, each branch indented.

All lengths are CSS pixels. A column reads from top to bottom like a page of a newspaper, so a map of any size is as
wide as paper, and no box ever overlaps another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil

from natotui.argument.model import RelationType, Unit
from natotui.exchange.document import Document
from natotui.exchange.forest import Branch, Forest
from natotui.exchange.signs import NAMES, unsure
from natotui.exchange.words import one_line, wrap
from natotui.signs import SIGNS

FONT = 13
LEADING = 17
HEAD_FONT = 0.96
"""Width of a box's bold first line, of that which ``measure`` tells."""
HEAD = 18
"""Height of a box's first line: sign, role, theme."""
PAD = 8
GAP = 12
"""Between two boxes of a column."""
INDENT = 34
GUTTER = 46
"""Left of a column, for the lines that come from the thesis."""
BOX = 250
"""Width of a box at the deepest level; each level above it is ``INDENT`` wider."""
DEEPEST = 8
ROWS = 9
"""Lines of text in a box; the whole text is in its tooltip."""
MARGIN = 24
LARGE = 10
"""Boxes that a tree without a thesis may have and still stand in a column."""
_RAILS: dict[RelationType, int] = {"supports": 9, "attacks": 17, "undercuts": 25}
_BUS: dict[RelationType, int] = {"supports": 12, "attacks": 22, "undercuts": 32}
_NARROW, _MIDDLE, _WIDE = frozenset("iljI.,'’‘!|:;()[] "), frozenset("frt-\"“”/*"), frozenset("mwMW@%—…")


@lru_cache(maxsize=65_536)
def measure(text: str) -> float:
    """Width of ``text``, on the wide side: the widths are those of DejaVu Sans, the widest font that is usual."""
    return sum(_advance(character) for character in text) * FONT


def _advance(character: str) -> float:
    """Width of a character in ems."""
    if character in _NARROW:
        return 0.39
    if character in _MIDDLE:
        return 0.5
    if character in _WIDE or character.isupper():
        return 1.0 if character in _WIDE else 0.78
    return 0.64 if ord(character) < 0x1100 else 1.3


@dataclass(frozen=True)
class Box:
    """A unit as it is drawn."""

    unit: Unit
    x: float
    y: float
    width: float
    height: float
    head: str
    lines: list[str]
    words: str

    @property
    def middle(self) -> float:
        """Height at which lines to the box end."""
        return self.y + HEAD / 2 + PAD / 2


@dataclass(frozen=True)
class Line:
    """A relation as it is drawn, from its target to its source, so that dashes of lines that run together agree."""

    type: RelationType
    points: list[tuple[float, float]]


@dataclass
class Map:
    """A whole picture."""

    width: float = 0
    height: float = 0
    boxes: list[Box] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    loose: float = 0
    """Height at which the branches begin that bear on no thesis; 0 where there are none."""


@dataclass
class _Branching:
    """A branch of the forest with all below it: what a column is filled with."""

    rows: list[Branch]
    height: float = 0


def arrange(document: Document, top: float = 0) -> Map:
    """The map of a document's outline; its boxes begin ``top`` below the edge."""
    return _Arranger(document, top).map


class _Arranger:
    def __init__(self, document: Document, top: float) -> None:
        self.article = document.article
        self.labels = {theme.id: one_line(theme.label) for theme in document.outline.themes}
        self.map = Map()
        self._wrapped: dict[tuple[str, float], tuple[str, list[str], str]] = {}
        branches = Forest(document.outline).whole()
        depth = min(DEEPEST, max((branch.depth for branch in branches), default=0))
        self.column = BOX + INDENT * max(0, depth - 1)
        trees = _trees(branches, 0)
        argued = [tree for tree in trees if _heads(tree)]
        loose = [tree for tree in trees if not _heads(tree)]
        under = [branching for tree in argued for branching in _trees(tree.rows[1:], 1)]
        self.columns = self._columns([*under, *loose])
        self.map.width = 2 * MARGIN + self.columns * (self.column + GUTTER)
        y = top + MARGIN
        for tree in argued:
            y = self._argued(tree, y)
        if loose:
            self.map.loose = y if argued else 0
            y = self._shelf(loose, y + (24 if argued else 0), 0)
        self.map.height = y + MARGIN

    def _columns(self, branchings: list[_Branching]) -> int:
        """How many columns make a picture about as high as a sheet of paper: 1.2 times its width, or less."""
        for each in branchings:
            each.height = sum(self._height(row) + GAP for row in each.rows)
        total = sum(each.height for each in branchings)
        tallest = max((each.height for each in branchings), default=0)
        most = max(1, min(len(branchings), 6))
        return next((count for count in range(1, most)
                     if max(total / count, tallest) <= 1.2 * count * (self.column + GUTTER)), most)

    def _box(self, unit: Unit, x: float, y: float, width: float) -> Box:
        if (unit.id, width) not in self._wrapped:
            self._wrapped[unit.id, width] = self._wrap(unit, width)
        head, lines, words = self._wrapped[unit.id, width]
        return Box(unit, x, y, width, HEAD + len(lines) * LEADING + 2 * PAD - 2, head, lines, words)

    def _wrap(self, unit: Unit, width: float) -> tuple[str, list[str], str]:
        head = f"{SIGNS[unit.role][0]} {NAMES[unit.role]}{'?' if unsure(unit) else ''}"
        theme = next((self.labels[each] for each in unit.themes if each in self.labels), "")
        words = one_line(self.article.text[unit.start:unit.end])
        lines = wrap(words, width - 2 * PAD, ROWS, measure)
        head = wrap(head + (f" · {theme}" if theme else ""), (width - 2 * PAD) / HEAD_FONT, 1, measure)[0]
        return head, lines, words

    def _place(self, depth: int) -> tuple[float, float]:
        """Distance from the column's left edge and width of a box at ``depth`` (1: head of a branch)."""
        shift = INDENT * (min(max(depth, 1), DEEPEST) - 1)
        return shift, self.column - shift

    def _height(self, branch: Branch) -> float:
        return self._box(branch.unit, 0, 0, self._place(branch.depth)[1]).height

    def _argued(self, tree: _Branching, y: float) -> float:
        """A thesis across the columns, and its branches below it; returns where the next may begin."""
        width = min(self.map.width - 2 * MARGIN, 2 * self.column)
        thesis = self._box(tree.rows[0].unit, (self.map.width - width) / 2, y, width)
        self.map.boxes.append(thesis)
        bottom = thesis.y + thesis.height
        return self._shelf(_trees(tree.rows[1:], 1), bottom + GUTTER, 1, thesis) + GAP

    def _shelf(self, branchings: list[_Branching], y: float, depth: int, thesis: Box | None = None) -> float:
        """Branches in columns from ``y`` on, filled one after the other in reading order; returns their end."""
        for each in branchings:
            each.height = sum(self._height(row) + GAP for row in each.rows)
        share = _share([each.height for each in branchings], self.columns)
        column, at, lowest = 0, y, y
        for each in branchings:
            if at > y and at + each.height > y + share + 0.5 and column < self.columns - 1:
                column, at = column + 1, y
            at = self._branching(each, MARGIN + GUTTER + column * (self.column + GUTTER), at, depth, thesis)
            lowest = max(lowest, at)
        return lowest

    def _branching(self, branching: _Branching, x: float, y: float, top: int, thesis: Box | None) -> float:
        """One branch in its column; returns the height at which the next begins."""
        above: dict[str, Box] = {}
        for row in branching.rows:
            shift, width = self._place(row.depth - top + 1)
            box = self._box(row.unit, x + shift, y, width)
            self.map.boxes.append(box)
            above[row.unit.id] = box
            y += box.height + GAP
            if row.relation and row.relation.target in above:
                self._line(row.relation.type, above[row.relation.target], box)
            elif row.relation and thesis and row.relation.target == thesis.unit.id:
                self._line_from(thesis, row.relation.type, box)
        return y

    def _line(self, kind: RelationType, parent: Box, child: Box) -> None:
        """Down a rail below the parent, then across to the child."""
        if child.x <= parent.x:  # deeper than ``DEEPEST``: both stand at one indent
            rail = parent.x - 4
            points = [(parent.x, parent.middle), (rail, parent.middle), (rail, child.middle), (child.x, child.middle)]
        else:
            rail = parent.x + _RAILS[kind]
            points = [(rail, parent.y + parent.height), (rail, child.middle), (child.x, child.middle)]
        self.map.lines.append(Line(kind, points))

    def _line_from(self, thesis: Box, kind: RelationType, child: Box) -> None:
        """From the thesis along a bus and down the gutter of the column."""
        bottom = thesis.y + thesis.height
        start, bus = thesis.x + thesis.width / 2 + 2 * _RAILS[kind], bottom + _BUS[kind]
        rail = child.x - GUTTER + 8 + _RAILS[kind]
        self.map.lines.append(Line(kind, [(start, bottom), (start, bus), (rail, bus), (rail, child.middle),
                                          (child.x, child.middle)]))


def _heads(tree: _Branching) -> bool:
    """Whether a tree has its root on top, across the columns: that of a thesis, and any that is a map of its own."""
    return tree.rows[0].unit.role == "thesis" or (
        len(tree.rows) > LARGE and sum(row.depth == 1 for row in tree.rows) > 1)


def _trees(branches: list[Branch], depth: int) -> list[_Branching]:
    """``branches`` cut before each that stands at ``depth``."""
    made: list[_Branching] = []
    for branch in branches:
        if branch.depth == depth:
            made.append(_Branching([]))
        made[-1].rows.append(branch)
    return made


def _share(heights: list[float], columns: int) -> float:
    """The least height of a column with which ``heights`` fit into ``columns`` in order."""
    low, high = max(heights, default=0), sum(heights)
    while high - low > 1:
        middle = (low + high) / 2
        count, used = 1, 0.0
        for height in heights:
            if used + height > middle:
                count, used = count + 1, 0
            used += height
        low, high = (low, middle) if count <= columns else (middle, high)
    return ceil(high)
