"""Prose blocks -> sentences, with code-point offsets into ``Article.text``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from natotui.article.model import PROSE, Article

LONGEST = 1_500
"""Code points of the longest sentence; text without full stops is cut at the last blank before it."""
_QUOTED_RUN = 160
"""sentencex keeps a quotation of several sentences whole; from this length on it is cut at its full stops."""
_INNER_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|No|vs|etc|e\.g|i\.e|U\.S|U\.K))\.\s+$")
_OPENERS = "\"“‘'(["


class Sentence(NamedTuple):
    """A half-open range of code points, and the index of the block that holds it."""

    start: int
    end: int
    block: int


def sentences(article: Article, start: int = 0, end: int | None = None) -> Iterator[Sentence]:
    """The sentences of the prose blocks that begin in ``[start, end)``, without furniture, headings, code and rows."""
    stop = len(article.text) if end is None else end
    for index in range(article.blocks.at(start), len(article.blocks)):
        block = article.blocks[index]
        if block.start >= stop:
            return
        if block.start < start or block.furniture or block.kind not in PROSE:
            continue
        for first, last in _bounds(article.text[block.start:block.end]):
            yield Sentence(block.start + first, block.start + last, index)


def _bounds(text: str) -> list[tuple[int, int]]:
    """Sentence bounds in one block, blanks trimmed off."""
    from sentencex import get_sentence_boundaries

    found: list[tuple[int, int]] = []
    for boundary in get_sentence_boundaries("en", text):
        for first, last in _shorter(text, boundary["start_index"], boundary["end_index"]):
            trimmed = _trim(text, first, last)
            if trimmed is not None:
                _add(found, text, *trimmed)
    return found


def _add(found: list[tuple[int, int]], text: str, first: int, last: int) -> None:
    """Append a sentence; a bare closing or opening mark belongs to its neighbour."""
    if not any(char.isalnum() for char in text[first:last]):
        if found:
            found[-1] = (found[-1][0], last)
        return
    if found:
        # sentencex leaves an opening quotation mark at the end of the sentence before it.
        before, stop = found[-1]
        tail = text[before:stop]
        if tail[-1] in _OPENERS[:4] and len(tail) > 2 and tail[-2].isspace() and first == stop:
            first = stop - 1
            found[-1] = (before, before + len(tail[:-1].rstrip()))
    found.append((first, last))


def _trim(text: str, first: int, last: int) -> tuple[int, int] | None:
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return (first, last) if first < last else None


def _shorter(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Cut what sentencex left too long: quotations of several sentences, then text without any full stop."""
    cuts = [first]
    if last - first > _QUOTED_RUN:
        cuts += [match.end() for match in _INNER_END.finditer(text, first, last)
                 if not _ABBREVIATION.search(text, max(first, match.end() - 8), match.end())]
    cuts.append(last)
    for begin, stop in pairwise(cuts):
        while stop - begin > LONGEST:
            blank = text.rfind(" ", begin + LONGEST // 2, begin + LONGEST)
            cut = blank + 1 if blank > 0 else begin + LONGEST
            yield begin, cut
            begin = cut
        if begin < stop:
            yield begin, stop
