"""From a row to a strip: which style each stretch of it has. The layers, from the bottom: kind of block, role,
confidence, highlight, cursor, hits, selection.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from natotui.article.model import Article
from natotui.screen.geometry import GUTTER
from natotui.screen.layout import Row
from natotui.screen.palette import Palette
from natotui.screen.signs import Signs

_TINTED = frozenset({"thesis", "claim", "counterpoint", "rebuttal"})
"""Roles whose words are coloured; the rest stay as they are: the article is the brightest thing on the screen."""
_RANK = ("counterpoint", "rebuttal", "thesis", "claim", "evidence")
"""Whose sign stands before a row in which several units begin: the rarest says most."""
_KIND_STYLE = {
    "title": "title",
    "standfirst": "standfirst",
    "byline": "dim",
    "heading": "heading",
    "quote": "quote",
    "code": "code",
    "row": "text",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A span with the name of a style; a unit's also with its sign."""

    start: int
    end: int
    style: str
    sign: str = ""
    low: bool = False
    corrected: bool = False


@dataclass
class Layers:
    """All that lies over the text, each list in order and free of overlaps (highlights may overlap)."""

    units: list[Mark] = field(default_factory=list)
    highlights: list[Mark] = field(default_factory=list)
    noted: set[int] = field(default_factory=set)
    """Starts of the spans that have a note (the sign in the gutter)."""
    hits: list[tuple[int, int]] = field(default_factory=list)
    current_hit: tuple[int, int] = (0, 0)
    cursor: tuple[int, int] = (0, 0)
    pointed: bool = False
    """The cursor is led from the outline: its bar alone says where, its words stay as they are (a sentence in other
    letters costs ten times the bytes)."""
    selection: tuple[int, int] = (0, 0)
    plain: bool = False
    """Undisturbed: no signs and no colours of roles."""


class Painter:
    """Turns rows into strips of ``width`` cells. Pure given the layers."""

    def __init__(self, article: Article, palette: Palette, signs: Signs) -> None:
        self.article = article
        self.palette = palette
        self.signs = signs
        self._mix = lru_cache(maxsize=1024)(self._mixed)

    def strip(self, row: Row, layers: Layers, width: int, margin: int = 0) -> Strip:
        """The row as it is shown, ``margin`` cells from the left and padded to ``width``."""
        if row.kind == "blank":
            return Strip.blank(width)
        if row.kind == "rule":
            line = self.signs.rule * max(0, min(width - GUTTER - margin - 2, 76))
            return self._padded([Segment(" " * (margin + GUTTER)), Segment(line, self.palette["rule"])], width)
        segments = [Segment(" " * margin)] if margin else []
        segments += self._gutter(row, layers)
        if row.lead:
            segments.append(Segment(row.lead, self.palette["rule"]))
        segments += self._text(row, layers)
        return self._padded(segments, width)

    @staticmethod
    def _padded(segments: list[Segment], width: int) -> Strip:
        used = sum(cell_len(segment.text) for segment in segments)
        if used < width:
            segments.append(Segment(" " * (width - used)))
            return Strip(segments, width)
        strip = Strip(segments, used)
        return strip if used == width else strip.crop(0, width)

    def _gutter(self, row: Row, layers: Layers) -> list[Segment]:
        start, end = layers.cursor
        here = start < end and row.start < end and row.end > start
        bar = Segment(self.signs.bar, self.palette["bar"]) if here else Segment(" ")
        noted = any(row.start <= at < row.end for at in layers.noted) if layers.noted else False
        note = Segment(self.signs.note, self.palette["note"]) if noted else Segment(" ")
        mark = None if layers.plain else self._leading(row, layers.units)
        if mark is None:
            return [bar, note, Segment("   ")]
        style = self.palette["low" if mark.low else mark.style]
        if mark.corrected:
            style += self.palette["corrected"]
        doubt = "?" if mark.low else " "
        return [bar, note, Segment(" "), Segment(mark.sign, style), Segment(doubt, self.palette["low"])]

    @staticmethod
    def _leading(row: Row, units: Sequence[Mark]) -> Mark | None:
        """The unit whose sign stands before the row: of those that begin in it, the first that says most."""
        first = bisect_left(units, row.start, key=lambda mark: mark.start)
        starting = []
        while first < len(units) and units[first].start < max(row.end, row.start + 1):
            if units[first].sign.strip():
                starting.append(units[first])
            first += 1
        return min(starting, key=lambda mark: (_RANK.index(mark.style), mark.start), default=None)

    def _text(self, row: Row, layers: Layers) -> list[Segment]:
        text = self.article.text
        block = self.article.blocks[row.block]
        base = "dim" if block.furniture else _KIND_STYLE.get(row.kind, "text")
        if row.kind == "row" and block.marker == "header":
            base = "heading"
        if row.kind == "code" and not block.furniture:
            from natotui.screen.code import coloured

            spans = coloured(text[block.start : block.end], block.marker, self.palette.dark)
            under = [(block.start + a, block.start + b, style) for a, b, style in spans]
        else:
            under = []
        names = list(self._names(row, layers)) if not block.furniture else list(self._over(row, layers))
        cuts = {row.start, row.end}
        for a, b, _ in names:
            cuts.update((max(a, row.start), min(b, row.end)))
        for a, b, _ in under:
            if a < row.end and b > row.start:
                cuts.update((max(a, row.start), min(b, row.end)))
        edges = sorted(cuts)
        segments = []
        for a, b in pairwise(edges):
            style = self._mix(base, tuple(name for s, e, name in names if s <= a and e >= b))
            extra = next((own for s, e, own in under if s <= a and e >= b), None)
            words = text[a:b].replace("\t", " ").replace("\n", " ")
            segments.append(Segment(words, style + extra if extra else style))
        return segments

    def _names(self, row: Row, layers: Layers) -> Iterable[tuple[int, int, str]]:
        if not layers.plain:
            for mark in _overlapping(layers.units, row):
                if mark.style in _TINTED and not mark.low:
                    yield mark.start, mark.end, mark.style
                if mark.corrected:
                    yield mark.start, mark.end, "corrected"
        for mark in layers.highlights:
            if mark.start < row.end and mark.end > row.start:
                yield mark.start, mark.end, mark.style
        yield from self._over(row, layers)

    @staticmethod
    def _over(row: Row, layers: Layers) -> Iterable[tuple[int, int, str]]:
        quiet = layers.plain or layers.pointed
        if layers.cursor[0] < row.end and layers.cursor[1] > row.start and not quiet:
            yield (*layers.cursor, "cursor")
        first = max(0, bisect_right(layers.hits, (row.start, 0)) - 1)
        for a, b in layers.hits[first : first + 200]:
            if a >= row.end:
                break
            if b > row.start:
                yield a, b, "current-hit" if (a, b) == layers.current_hit else "hit"
        if layers.selection[0] < row.end and layers.selection[1] > row.start:
            yield (*layers.selection, "selection")

    def _mixed(self, base: str, names: tuple[str, ...]) -> Style:
        style = self.palette[base]
        for name in names:
            over = self.palette[name]
            # A claim under the cursor stays recognisable: the cursor makes it bold, its colour stays the role's.
            if name == "cursor" and any(role in names for role in _TINTED):
                over = Style(bold=True)
            style = style + over
        return style


def _overlapping(marks: Sequence[Mark], row: Row) -> Iterable[Mark]:
    index = max(0, bisect_right(marks, row.start, key=lambda mark: mark.start) - 1)
    while index < len(marks) and marks[index].start < row.end:
        if marks[index].end > row.start:
            yield marks[index]
        index += 1
