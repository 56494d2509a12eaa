"""From text to rows: the only place that knows where lines break. Lazy, measured in cells, free of Textual.

A block is laid out when it is first looked at. Very long blocks are cut into pieces of about 8,000 code
points, so that a line of ten million characters costs no more than a page of it.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes

from natotui.article.model import Article, Block

PIECE = 8_192
"""Code points after which a long block is cut into a further piece."""
_CACHE = 600
"""Pieces kept laid out: about 20 screens of a dense text."""


_UNEVEN = re.compile(r"[^\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2032-\u203a]")
"""What may be wider or narrower than one cell: all but Latin, Greek, Cyrillic and typographic signs."""


class Piece(NamedTuple):
    """A block, or a slice of a long one."""

    block: int
    part: int = 0


class Row(NamedTuple):
    """One row of the article pane: the code points it shows and how it is set."""

    start: int
    end: int
    block: int
    kind: str
    """The block's kind, or "blank" and "rule" for rows that show none of the text."""
    indent: int = 0
    lead: str = ""
    """What stands before the text on this row ("• ", "│ ")."""


class Top(NamedTuple):
    """A row, named by its piece and its number therein: the first row of a window."""

    piece: Piece
    row: int


class Layout:
    """The rows of an article at one width.

    Args:
        article: what is read.
        width: cells for the text, at least 1.
    """

    def __init__(self, article: Article, width: int) -> None:
        self.article = article
        self.width = max(1, width)
        self._rows: OrderedDict[Piece, list[Row]] = OrderedDict()

    def rows(self, piece: Piece) -> list[Row]:
        """The rows of one piece, spacing above it included. Never empty."""
        found = self._rows.get(piece)
        if found is None:
            found = self._rows[piece] = self._lay_out(piece)
            if len(self._rows) > _CACHE:
                self._rows.popitem(last=False)
        return found

    def next_piece(self, piece: Piece) -> Piece | None:
        """The piece after, or None at the end."""
        if piece.part + 1 < self._parts(piece.block):
            return Piece(piece.block, piece.part + 1)
        return Piece(piece.block + 1) if piece.block + 1 < len(self.article.blocks) else None

    def previous_piece(self, piece: Piece) -> Piece | None:
        """The piece before, or None at the top."""
        if piece.part:
            return Piece(piece.block, piece.part - 1)
        return Piece(piece.block - 1, self._parts(piece.block - 1) - 1) if piece.block else None

    def locate(self, offset: int) -> Top:
        """The row that shows the code point ``offset`` (or the last one before it)."""
        index = self.article.blocks.at(offset)
        parts = self._parts(index)
        part = 0
        if parts > 1:
            start = self.article.blocks[index].start
            part = max(0, min(parts - 1, (offset - start) // PIECE))
            while part + 1 < parts and self._cut(index, part + 1) <= offset:
                part += 1
            while part and self._cut(index, part) > offset:
                part -= 1
        piece = Piece(index, part)
        rows = self.rows(piece)
        at = next(
            (
                n
                for n in range(len(rows) - 1, -1, -1)
                if rows[n].start <= offset and rows[n].kind not in ("blank", "rule")
            ),
            None,
        )
        if at is None:
            at = next((n for n, row in enumerate(rows) if row.kind not in ("blank", "rule")), 0)
        return Top(piece, at)

    def row_at(self, top: Top) -> Row:
        """The row itself."""
        rows = self.rows(top.piece)
        return rows[min(top.row, len(rows) - 1)]

    def move(self, top: Top, count: int) -> Top:
        """``count`` rows down (up when negative), stopping at the ends."""
        piece, row = top.piece, top.row + count
        while row < 0:
            before = self.previous_piece(piece)
            if before is None:
                return Top(piece, 0)
            piece = before
            row += len(self.rows(piece))
        while row >= (here := len(self.rows(piece))):
            after = self.next_piece(piece)
            if after is None:
                return Top(piece, here - 1)
            piece = after
            row -= here
        return Top(piece, row)

    def first(self) -> Top:
        """The first row."""
        return Top(Piece(0), 0)

    def last(self) -> Top:
        """The last row."""
        block = len(self.article.blocks) - 1
        piece = Piece(block, self._parts(block) - 1)
        return Top(piece, len(self.rows(piece)) - 1)

    def window(self, top: Top, height: int) -> list[Row]:
        """Up to ``height`` rows from ``top`` on."""
        shown: list[Row] = []
        piece: Piece | None = top.piece
        skip = top.row
        while piece is not None and len(shown) < height:
            shown.extend(self.rows(piece)[skip : skip + height - len(shown)])
            skip, piece = 0, self.next_piece(piece)
        return shown

    def fit(self, top: Top, height: int) -> Top:
        """``top`` moved up as far as needed for a full window at the end of the text."""
        missing = height - len(self.window(top, height))
        return self.move(top, -missing) if missing > 0 else top

    # Laying out one piece

    def _parts(self, index: int) -> int:
        block = self.article.blocks[index]
        length = block.end - block.start
        return 1 if length <= PIECE * 2 else length // PIECE

    def _cut(self, index: int, part: int) -> int:
        """Where piece ``part`` of a long block begins: after the first blank behind the round number."""
        block = self.article.blocks[index]
        if not part:
            return block.start
        if part >= self._parts(index):
            return block.end
        at = block.start + part * PIECE
        blank = self.article.text.find(" ", at, min(block.end, at + 512))
        return blank + 1 if blank >= 0 else at

    def _lay_out(self, piece: Piece) -> list[Row]:
        index = piece.block
        blocks = self.article.blocks
        if not len(blocks):
            return [Row(0, 0, 0, "blank")]
        block = blocks[index]
        rows: list[Row] = []
        if not piece.part and index:
            rows += _spacing(blocks[index - 1], block, index, rule=block.furniture and blocks[-1].furniture)
        start, end = self._cut(index, piece.part), self._cut(index, piece.part + 1)
        indent, lead, rest = _setting(block)
        width = max(1, min(self.width, max(self.width - indent, 8)))
        spans = self._lines(start, end, width, keep=block.kind in ("code", "row"))
        for number, (a, b) in enumerate(spans):
            first = not number and not piece.part
            rows.append(Row(a, b, index, block.kind, indent, lead if first else rest))
        return rows or [Row(block.start, block.start, index, block.kind)]

    def _lines(self, start: int, end: int, width: int, keep: bool) -> list[tuple[int, int]]:
        text, lines = self.article.text, []
        while start <= end:
            stop = text.find("\n", start, end)
            stop = end if stop < 0 else stop
            lines += chop(text, start, stop, width) if keep else wrap(text, start, stop, width)
            start = stop + 1
        return lines


def wrap(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Break ``text[start:end]`` (no newline in it) into lines of at most ``width`` cells, at blanks where there
    are any, else between graphemes; between wide characters a break needs no blank.

    Returns half-open spans in code points; blanks at a break belong to no line.
    """
    if end - start <= width and cell_len(text[start:end]) <= width:
        return [(start, end)]
    if not _UNEVEN.search(text, start, end):
        return _wrap_plain(text, start, end, width)
    return _wrap_cells(text, start, end, width)


def _wrap_plain(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    lines = []
    while end - start > width:
        blank = text.rfind(" ", start, start + width + 1)
        stop = blank if blank > start else start + width
        while stop > start and text[stop - 1] == " ":
            stop -= 1
        if stop == start:
            stop = start + width
        lines.append((start, stop))
        start = stop
        while start < end and text[start] == " ":
            start += 1
    if start < end or not lines:
        lines.append((start, end))
    return lines


def _wrap_cells(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    graphemes, _ = split_graphemes(text[start:end])
    lines: list[tuple[int, int]] = []
    begin, used = 0, 0
    chance = -1  # index of the grapheme that a break may stand before
    number = 0
    while number < len(graphemes):
        a, b, cells = graphemes[number]
        blank = text[start + a : start + b] == " "  # a blank with an accent on it is a letter
        if number > begin and (blank or cells == 2 or graphemes[number - 1][2] == 2):
            chance = number
        if used + cells > width and number > begin and not (blank and used + cells == width + 1):
            stop = chance if chance > begin else number
            lines.append((start + graphemes[begin][0], start + graphemes[stop][0]))
            while stop < len(graphemes) and text[start + graphemes[stop][0] : start + graphemes[stop][1]] == " ":
                stop += 1
            begin, used, chance, number = stop, 0, -1, stop
            continue
        used += cells
        number += 1
    if begin < len(graphemes) or not lines:
        lines.append((start + (graphemes[begin][0] if begin < len(graphemes) else end - start), end))
    return lines


def chop(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Break at exactly ``width`` cells, blanks kept: code and table rows."""
    if cell_len(text[start:end]) <= width:
        return [(start, end)]
    lines, begin, used = [], 0, 0
    graphemes, _ = split_graphemes(text[start:end])
    for a, _, cells in graphemes:
        if used + cells > width and a > begin:
            lines.append((start + begin, start + a))
            begin, used = a, 0
        used += cells
    return [*lines, (start + begin, end)]


def _spacing(before: Block, block: Block, index: int, rule: bool) -> list[Row]:
    """The rows above a block: none within a list or table, else one; ``rule``: a rule where furniture begins."""
    blank = Row(block.start, block.start, index, "blank")
    if rule and not before.furniture and before.kind not in ("title", "standfirst", "byline"):
        return [blank, Row(block.start, block.start, index, "rule"), blank]
    if block.kind == before.kind and block.kind in ("item", "row"):
        return []
    if (before.kind, block.kind) in {("title", "standfirst"), ("title", "byline"), ("standfirst", "byline")}:
        return []
    return [blank]


def _setting(block: Block) -> tuple[int, str, str]:
    """Indent in cells, what leads the first row, what leads the others."""
    if block.kind == "item":
        marker = (block.marker or "•") + " "
        indent = 2 * block.level
        return indent + cell_len(marker), " " * indent + marker, " " * (indent + cell_len(marker))
    if block.kind == "quote":
        bar = "│ " * (min(block.level, 6) + 1)
        return len(bar), bar, bar
    if block.kind == "code":
        return 2, "  ", "  "
    return 0, "", ""
