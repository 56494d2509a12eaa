"""A long article in parts: chapters at headings, else at paragraphs, none much longer than ``LONGEST``."""

from __future__ import annotations

from collections.abc import Iterator

from natotui.argument.model import Part
from natotui.article.model import Article, Block

LONGEST = 60_000
"""Code points of one part; an article that is no longer is a single part."""


def parts(article: Article) -> tuple[Part, ...]:
    """The parts of ``article`` in order; together they cover its text. One part for an article of normal length."""
    size = len(article.text)
    if size <= LONGEST or not len(article.blocks):
        return (Part(article.title or "Text", 0, size),)
    level = _chapter_level(article)
    cuts: list[tuple[int, str]] = [(0, article.title or "Beginning")]
    label = cuts[0][1]
    for block in article.blocks:
        chapter = block.kind == "heading" and not block.furniture and block.level <= level
        if chapter:
            label = article.block_text(block).strip()[:80] or label
            if len(cuts) == 1 and not article.text[:block.start].strip():
                cuts[0] = (0, label)
        begun = block.start - cuts[-1][0]
        if (chapter and begun > LONGEST // 20) or (block.kind == "heading" and begun > LONGEST * 0.7):
            cuts.append((block.start, article.block_text(block).strip()[:80] or label))
        elif begun and block.end - cuts[-1][0] > LONGEST:
            cuts.append((block.start, _continued(label)))
    ends = [start for start, _ in cuts[1:]] + [size]
    return tuple(Part(name, start, end) for (start, name), end in zip(cuts, ends, strict=True) if start < end)


def _continued(label: str) -> str:
    return label if label.endswith("(continued)") else f"{label} (continued)"


def _chapter_level(article: Article) -> int:
    """The highest level of which there are several headings; 0 without any."""
    levels: dict[int, int] = {}
    for block in article.blocks:
        if _is_heading(block):
            levels[block.level] = levels.get(block.level, 0) + 1
    several = [level for level, count in levels.items() if count > 1]
    return min(several, default=max(levels, default=0))


def _is_heading(block: Block) -> bool:
    return block.kind == "heading" and not block.furniture


def blocks_of(article: Article, start: int, end: int) -> Iterator[tuple[int, Block]]:
    """The blocks that begin in ``[start, end)`` with their indices, furniture left out."""
    for index in range(article.blocks.at(start), len(article.blocks)):
        block = article.blocks[index]
        if block.start >= end:
            return
        if block.start >= start and not block.furniture:
            yield index, block


def prefix(article: Article, part: Part) -> str:
    """What ids of the part begin with: nothing in an article of one part."""
    return "" if part.start == 0 and part.end >= len(article.text) else f"p{part.start}-"
