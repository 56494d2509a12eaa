"""The article as HTML: blocks as elements, units and notes as spans inside them, everything escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from natotui.argument.model import Unit
from natotui.article.model import Block
from natotui.exchange.document import Document
from natotui.exchange.remarks import marks
from natotui.exchange.signs import NAMES, unsure
from natotui.exchange.svg import escape
from natotui.signs import SIGNS

if TYPE_CHECKING:
    from natotui.notes.model import Placed

_ELEMENTS = {"standfirst": ("p", "standfirst"), "byline": ("p", "facts"), "paragraph": ("p", ""),
             "quote": ("blockquote", ""), "code": ("pre", "")}


class Spans:
    """What lies over the text, with the names that the parts of the page link to."""

    def __init__(self, document: Document) -> None:
        self.article = document.article
        self.document = document
        self.names = {unit.id: f"unit-{number}" for number, unit in enumerate(document.outline.units, 1)}
        self.notes: list[Placed] = marks(document)
        self._found = [(number, note) for number, note in enumerate(self.notes, 1) if note.status != "lost"]
        self._near: list[tuple[int, Placed]] = []
        """Those on the block that is being written."""
        self._there: set[str] = set()

    def blocks(self) -> Iterator[str]:
        """The whole article."""
        kept = [block for block in self.article.blocks if block.kind != "title" or block.furniture]
        for kind, group in groupby(kept, key=lambda block: block.kind if not block.furniture else "furniture"):
            run = list(group)
            if kind == "item":
                yield '<ul class="items">' + "\n".join(map(self._item, run)) + "</ul>"
            elif kind == "row":
                yield "<pre>" + "\n".join(self.inline(block.start, block.end) for block in run) + "</pre>"
            else:
                yield from map(self._block, run)

    def _item(self, block: Block) -> str:
        marker = f'<span class="marker">{escape(block.marker)}</span> ' if block.marker else ""
        return f'<li class="d{min(block.level, 3)}">{marker}{self.inline(block.start, block.end)}</li>'

    def _block(self, block: Block) -> str:
        words = self.inline(block.start, block.end)
        if block.furniture:
            return f'<p class="furniture">{words}</p>'
        if block.kind == "heading":
            level = min(6, max(2, block.level))
            return f"<h{level}>{words}</h{level}>"
        element, name = _ELEMENTS.get(block.kind, ("p", ""))
        given = f' class="{name}"' if name else ""
        return f"<{element}{given}>{words}</{element}>"

    def inline(self, start: int, end: int) -> str:
        """The words of ``[start, end)`` with their units and notes."""
        made, at = [], start
        self._near = [(number, note) for number, note in self._found if note.start < end and note.end > start]
        for unit in self.document.units_over(start, end):
            begin, final = max(unit.start, at), min(unit.end, end)
            if begin < final:
                made += [self._noted(at, begin), self._unit(unit, begin, final)]
                at = final
        return "".join([*made, self._noted(at, end)])

    def _unit(self, unit: Unit, start: int, end: int) -> str:
        words = self._noted(start, end)
        if unit.role == "background":
            return f'<span{self._id(self.names[unit.id])}>{words}</span>'
        sign = f'<a class="sign" href="#line-{self.names[unit.id]}" title="{self._why(unit)}">{SIGNS[unit.role][0]}</a>'
        doubt = " unsure" if unsure(unit) else ""
        return f'<span class="unit {unit.role}{doubt}"{self._id(self.names[unit.id])}>{sign}{words}</span>'

    def _why(self, unit: Unit) -> str:
        cues = "; ".join(cue.why for cue in unit.cues)
        speaker = f" ({unit.speaker})" if unit.speaker else ""
        return escape(f"{NAMES[unit.role]}{speaker}" + (f": {cues}" if cues else ""))

    def _id(self, name: str) -> str:
        """The attribute, the first time only: a unit that lies over two blocks is one place."""
        if name in self._there:
            return ""
        self._there.add(name)
        return f' id="{name}"'

    def _noted(self, start: int, end: int) -> str:
        """Words with a ``mark`` around what a note lies on and a link to the note where it ends."""
        over = [(number, note) for number, note in self._near if note.start < end and note.end > start]
        if not over:
            return self._plain(start, end)
        cuts = sorted({start, end, *(cut for _, note in over for cut in (note.start, note.end) if start < cut < end)})
        made = []
        for low, high in pairwise(cuts):
            here = any(note.start <= low and note.end >= high for _, note in over)
            words = self._plain(low, high)
            made.append(f"<mark>{words}</mark>" if here else words)
            made += [f'<sup><a href="#note-{number}"{self._id(f"place-{number}")}>{number}</a></sup>'
                     for number, note in over if note.end == high]
        return "".join(made)

    def _plain(self, start: int, end: int) -> str:
        return re.sub("\n", "<br>\n", escape(self.article.text[start:end]))
