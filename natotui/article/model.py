"""What an article is once it has been read: one sanitised text and the blocks that lie over it.

Every position in the project is a code-point offset into ``Article.text``; a span is half-open.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, overload

BlockKind = Literal["title", "standfirst", "byline", "heading", "paragraph", "quote", "item", "code", "row"]
KINDS: tuple[BlockKind, ...] = (
    "title", "standfirst", "byline", "heading", "paragraph", "quote", "item", "code", "row")
PROSE: frozenset[str] = frozenset({"paragraph", "quote", "item"})
"""The kinds of block whose sentences can have a role."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the article that is laid out as one.

    ``start`` and ``end`` are code points. A newline inside a block is a forced line break (verse, code);
    soft line breaks of the source have become blanks.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Depth: 1-6 of a heading, nesting (0 outermost) of an item or quote."""
    marker: str = ""
    """What stands before an item ("•", "3."), the language of code, "header" on a table's head row."""
    furniture: bool = False
    """Text around the article: it is shown dimmed, and never analysed."""
    page: int = 0
    """Page of the source, from 1; 0 where the source has no pages."""


class Blocks(Sequence[Block]):
    """Blocks in reading order, kept as columns so that a million of them fit in 30 MB."""

    def __init__(self, blocks: Iterable[Block] = ()) -> None:
        self._kinds = bytearray()
        self._starts = array("Q")
        self._ends = array("Q")
        self._extra: dict[int, tuple[int, str, bool, int]] = {}
        for block in blocks:
            self.append(block.kind, block.start, block.end, block.level, block.marker, block.furniture, block.page)

    def append(self, kind: BlockKind, start: int, end: int, level: int = 0, marker: str = "",
               furniture: bool = False, page: int = 0) -> None:
        """Add the next block; only a reader of a format does this."""
        if level or marker or furniture or page:
            self._extra[len(self._starts)] = (level, marker, furniture, page)
        self._kinds.append(KINDS.index(kind))
        self._starts.append(start)
        self._ends.append(end)

    def mark_furniture(self, first: int, end: int | None = None) -> None:
        """Make the blocks from index ``first`` to before ``end`` (to the last one) furniture."""
        for index in range(first, len(self) if end is None else end):
            level, marker, _, page = self._extra.get(index, (0, "", False, 0))
            self._extra[index] = (level, marker, True, page)

    def relabel(self, index: int, kind: BlockKind) -> None:
        """Give the block at ``index`` another kind, once a reader knows more of the article."""
        self._kinds[index] = KINDS.index(kind)

    def __len__(self) -> int:
        return len(self._starts)

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> list[Block]: ...
    def __getitem__(self, index: int | slice) -> Block | list[Block]:
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        level, marker, furniture, page = self._extra.get(index, (0, "", False, 0))
        return Block(KINDS[self._kinds[index]], self._starts[index], self._ends[index], level, marker, furniture, page)

    def __iter__(self) -> Iterator[Block]:
        return (self[index] for index in range(len(self)))

    def at(self, offset: int) -> int:
        """Index of the block that holds ``offset``, else of the last one that begins before it (0 at least)."""
        return max(0, bisect_right(self._starts, offset) - 1)


@dataclass(frozen=True)
class Article:
    """A text that is read. ``text`` is sanitised, ``blocks`` lie over it in reading order and do not overlap."""

    text: str
    blocks: Blocks
    source: str = ""
    """Where it came from as the person named it: a path, a URL, "-"."""
    format: str = "text"
    title: str = ""
    standfirst: str = ""
    byline: str = ""
    metadata: dict[str, str] = field(default_factory=dict)
    """Front matter and what the format says of the document (date, url, language), as text."""
    partial: bool = False
    """Only the beginning has been read so far (a very large file, for the first paint)."""
    warnings: tuple[str, ...] = ()
    """What the reader of the format could not keep, in words for the person."""

    @cached_property
    def fingerprint(self) -> str:
        """``sha256:`` of the text's UTF-8: the same words are the same article wherever they lie."""
        import hashlib

        digest = hashlib.sha256()
        for start in range(0, len(self.text), 1 << 20):  # the whole of a large text is never encoded at once
            digest.update(self.text[start:start + (1 << 20)].encode("utf-8", "surrogatepass"))
        return "sha256:" + digest.hexdigest()

    @cached_property
    def words(self) -> int:
        """Number of words of the article, furniture left out."""
        import re

        counted = (block for block in self.blocks if not block.furniture)
        return sum(len(re.findall(r"\w+(?:['’\-]\w+)*", self.text[block.start:block.end])) for block in counted)

    def block_text(self, block: Block) -> str:
        """The words of ``block``."""
        return self.text[block.start:block.end]
