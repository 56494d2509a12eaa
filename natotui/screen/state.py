"""Where the person is: cursor, jumps, marks, search. Plain data and the steps between sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from natotui.argument.model import Outline, Unit
from natotui.article.model import PROSE, Article

Span = tuple[int, int]
_MOST_JUMPS = 200


@dataclass
class ReadingState:
    """All that the reading screen knows of one article."""

    article: Article
    outline: Outline = field(default_factory=Outline)
    analysed: bool = False
    cursor: Span = (0, 0)
    pane: str = "article"
    back: list[int] = field(default_factory=list)
    forward: list[int] = field(default_factory=list)
    marks: dict[str, int] = field(default_factory=dict)
    hits: list[Span] = field(default_factory=list)
    hit: int = -1
    searched: str = ""

    def jumped(self, origin: int | None = None) -> None:
        """Remember the place before a jump: the cursor's, or ``origin``."""
        place = self.cursor[0] if origin is None else origin
        if not self.back or self.back[-1] != place:
            self.back.append(place)
            del self.back[:-_MOST_JUMPS]
        self.forward.clear()

    @property
    def places(self) -> list[int]:
        """Code points of the jumps and marks."""
        return [*self.back, *self.forward, *self.marks.values()]

    def carry(self, to: Callable[[int], int]) -> None:
        """Jumps and marks go where ``to`` says: the text is another one."""
        self.back, self.forward = [to(at) for at in self.back], [to(at) for at in self.forward]
        self.marks = {name: to(at) for name, at in self.marks.items()}

    def unit_at(self, offset: int) -> Unit | None:
        """The unit that covers ``offset``, else the next one to begin in the same sentence."""
        units = self.outline.units
        index = bisect_right(units, offset, key=lambda unit: unit.start) - 1
        if index >= 0 and units[index].end > offset:
            return units[index]
        if index + 1 < len(units) and units[index + 1].start < self.cursor[1]:
            return units[index + 1]
        return None

    @property
    def unit(self) -> Unit | None:
        """The unit under the cursor."""
        return self.unit_at(self.cursor[0])

    def percent(self) -> int:
        """How much of the text lies above the cursor's end, 0 to 100."""
        return round(100 * self.cursor[1] / max(1, len(self.article.text)))


class Sentences:
    """The steps of the cursor: sentences of prose, other blocks whole. Cut when first asked for."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self._of = lru_cache(maxsize=512)(self._cut)

    def at(self, offset: int) -> Span:
        """The sentence that holds ``offset``, else the one before it in its block."""
        if not len(self.article.blocks):
            return (0, 0)
        spans = self._of(self.article.blocks.at(offset))
        return spans[max(0, bisect_right(spans, offset, key=lambda span: span[0]) - 1)]

    def step(self, offset: int, count: int) -> Span:
        """``count`` sentences after (before) the one that holds ``offset``, stopping at the ends."""
        blocks = self.article.blocks
        if not len(blocks):
            return (0, 0)
        index = blocks.at(offset)
        spans = self._of(index)
        number = max(0, bisect_right(spans, offset, key=lambda span: span[0]) - 1) + count
        while number >= len(spans):
            if index + 1 >= len(blocks):
                return spans[-1]
            number -= len(spans)
            index += 1
            spans = self._of(index)
        while number < 0:
            if not index:
                return spans[0]
            index -= 1
            spans = self._of(index)
            number += len(spans)
        return spans[number]

    def paragraph(self, offset: int, count: int) -> Span:
        """The first sentence of the block ``count`` further on."""
        blocks = self.article.blocks
        if not len(blocks):
            return (0, 0)
        index = blocks.at(offset)
        if count < 0 and offset >= self._of(index)[0][1]:
            count += 1
        return self._of(max(0, min(len(blocks) - 1, index + count)))[0]

    def _cut(self, index: int) -> tuple[Span, ...]:
        block = self.article.blocks[index]
        if block.kind in PROSE and not block.furniture:
            from natotui.argument.sentences import sentences

            spans = tuple((found.start, found.end) for found in sentences(self.article, block.start, block.start + 1))
            if spans:
                return spans
        return ((block.start, block.end),)
