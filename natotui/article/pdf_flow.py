"""Columns of lines to an article: paragraphs across lines, columns and pages; headings by size and weight;
hyphens and ligatures mended; notes at the foot of pages put to the end."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from natotui.article.draft import Draft
from natotui.article.lines import ITEM_RE
from natotui.article.model import BlockKind
from natotui.article.opening import Opening
from natotui.article.pdf_layout import Column, Line
from natotui.article.tables import SEPARATOR

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_HYPHENS = ("-", "\u00ad", "\u2010")
_WORD_RE = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NOTE_RE = re.compile(r"[*†‡§∗]|\[?\d{1,3}\]?(?=\D|$)")
_ENDS = (".", "!", "?", ":", "”", '"', ";", ")")
_LARGER = 1.12  # of the body's size: a heading
_TITLE = 1.3
_SMALLER = 0.9  # of the body's size: a note
_GAP = 1.45  # of the usual distance of lines: a new paragraph
_INDENT = 0.7  # of the size
_LETTER = 0.5  # of the size: the usual width of a letter
_HALF = 0.55
_SHORT = 0.85  # of the column's width: a line after which a paragraph may end
_LONGEST_HEADING = 160
_KICKER = 200  # code points that may stand above the title


@dataclass
class _Paragraph:
    """Lines that are one block."""

    kind: BlockKind
    lines: list[Line] = field(default_factory=list)
    level: int = 0
    marker: str = ""


@dataclass(frozen=True)
class _Measures:
    """What is usual in this document."""

    size: float
    distance: float
    sizes: list[float]
    """Of headings, the largest first."""


def flow(columns: list[Column], title: str, byline: str) -> Draft:
    """An article in the making from columns in reading order.

    Args:
        columns: of all pages.
        title: from the document's data, where no line on the first page is large enough to be one.
        byline: from the document's data.
    """
    measures = _measure(columns)
    paragraphs, notes = _paragraphs(columns, measures)
    joiner = _Joiner([line.text for column in columns for row in column.rows for line in row])
    has_title = any(part.kind == "title" for part in paragraphs)
    draft = Draft()
    opening = Opening(draft, "" if has_title else title, show=bool(title) and not has_title, byline=byline)
    for part in [*paragraphs, *notes]:
        words = joiner.join([line.text for line in part.lines])
        if part.kind == "item" and not part.marker.startswith("["):
            words = ITEM_RE.sub("", words, count=1)
        opening.add(part.kind, words, part.level, part.marker, page=part.lines[0].page)
    return draft


def _measure(columns: list[Column]) -> _Measures:
    letters: Counter[float] = Counter()
    distances: list[float] = []
    for column in columns:
        for row in column.rows:
            for line in row:
                letters[round(line.size * 2) / 2] += len(line.text)
        tops = [row[0].bottom for row in column.rows]
        distances += [above - below for above, below in pairwise(tops) if above > below]
    size = letters.most_common(1)[0][0] or 1.0
    near = [distance for distance in distances if distance < 3 * size]
    larger: list[float] = []
    for found in sorted((found for found in letters if found > size * _LARGER), reverse=True):
        if not larger or found < larger[-1] * 0.93:
            larger.append(found)
    return _Measures(size, median(near) if near else size * 1.2, larger)


def _paragraphs(columns: list[Column], measures: _Measures) -> tuple[list[_Paragraph], list[_Paragraph]]:
    found: list[_Paragraph] = []
    notes: list[_Paragraph] = []
    for column in columns:
        body, foot = _without_notes(column, measures)
        previous: Line | None = None
        for row in body:
            if len(row) > 1:
                found.append(_Paragraph("row", [_joined_row(row)]))
                previous = None
                continue
            line = row[0]
            if found and _goes_on(found[-1], previous, line, column, measures):
                found[-1].lines.append(line)
            else:
                found.append(_begin(line, measures))
                _name_top(found, measures)
            previous = line
        notes += _notes(foot)
    return found, notes


def _name_top(parts: list[_Paragraph], measures: _Measures) -> None:
    """The last part may be the title, or a line on the author between the title and the body's size."""
    part = parts[-1]
    line = part.lines[0]
    if part.kind != "heading" or line.page != parts[0].lines[0].page:
        return
    titled = any(one.kind == "title" for one in parts)
    above = sum(len(line.text) for part in parts[:-1] for line in part.lines)
    if not titled and above <= _KICKER and line.size >= measures.size * _TITLE:
        part.kind = "title"
    elif titled and not line.bold and all(one.kind in ("title", "byline") for one in parts[-2:-1]):
        part.kind = "byline"


def _begin(line: Line, measures: _Measures) -> _Paragraph:
    item = ITEM_RE.match(line.text)
    short = len(line.text) <= _LONGEST_HEADING
    if short and line.size > measures.size * _LARGER:
        rank = sum(1 for size in measures.sizes if size > line.size * 1.05)
        return _Paragraph("heading", [line], min(rank + 2, 6))  # the title alone is of the first level
    if line.bold and not line.text.endswith((".", ",", ";")) and len(line.text) < 90:
        return _Paragraph("heading", [line], min(len(measures.sizes) + 2, 6))
    if item and item[1]:
        return _Paragraph("item", [line], marker="•")
    if item and item[2]:
        return _Paragraph("item", [line], marker=item[2])
    return _Paragraph("paragraph", [line])


def _goes_on(part: _Paragraph, previous: Line | None, line: Line, column: Column, measures: _Measures) -> bool:
    """Whether a line belongs to the paragraph before it."""
    last = part.lines[-1]
    if part.kind in ("row", "byline") or abs(last.size - line.size) > 0.08 * measures.size:
        return False
    if part.kind in ("heading", "title"):
        near = previous is not None and last.bottom - line.bottom < _GAP * max(line.size, measures.distance)
        return near and last.bold == line.bold
    begun = _begin(line, measures)
    if begun.kind == "heading" or (begun.kind == "item" and not last.text.endswith(_HYPHENS)):
        return False
    if previous is None:  # a new column or page
        return last.text.endswith(_HYPHENS) or not last.text.endswith(_ENDS) or line.text[:1].islower()
    if last.bottom - line.bottom > _GAP * measures.distance:
        return False
    if part.kind == "item":
        hanging = line.left > part.lines[0].left + 0.3 * measures.size
        return not _ended(part, line, column) if hanging else not last.text.endswith(_ENDS)
    indented = line.left > column.left + _INDENT * measures.size and last.left < line.left - _INDENT * measures.size
    if indented and last.right > last.left:
        return False
    return not _ended(part, line, column)


def _ended(part: _Paragraph, line: Line, column: Column) -> bool:
    """Whether the paragraph's last line left room for the first word of the line below it."""
    last, width = part.lines[-1], column.right - column.left
    if last.text.endswith(_HYPHENS):
        return False
    if last.right < column.left + _SHORT * width and last.text.endswith(_ENDS):
        return True
    here = [above.right for above in part.lines[-3:] if above.page == line.page and above.left < column.right]
    edge = max([line.right, *here])
    word = (len(line.text.split(" ", 1)[0]) + 1) * line.size * _LETTER
    if last.right + word < edge - 0.05 * width:
        return True
    far = column.left + _HALF * width
    return len(part.lines) == 1 and last.right < far and line.right < far


def _without_notes(column: Column, measures: _Measures) -> tuple[list[list[Line]], list[Line]]:
    """The rows of a column, and the lines of the notes at its foot."""
    cut = len(column.rows)
    while cut and all(line.size < _SMALLER * measures.size for line in column.rows[cut - 1]):
        cut -= 1
    foot = [line for row in column.rows[cut:] for line in row]
    if not cut or not foot or not _NOTE_RE.match(foot[0].text):
        return column.rows, []
    return column.rows[:cut], foot


def _notes(lines: list[Line]) -> list[_Paragraph]:
    found: list[_Paragraph] = []
    for line in lines:
        mark = _NOTE_RE.match(line.text)
        if mark and line.text[mark.end():].strip():
            rest = Line(line.text[mark.end():].strip(), line.left, line.bottom, line.right, line.top, line.size,
                        line.bold, line.page)
            found.append(_Paragraph("item", [rest], marker=f"[{mark[0].strip('[]')}]"))
        elif found:
            found[-1].lines.append(line)
    return found


def _joined_row(row: list[Line]) -> Line:
    first, last = row[0], row[-1]
    return Line(SEPARATOR.join(line.text for line in row), first.left, first.bottom, last.right, first.top, first.size,
                first.bold, first.page)


class _Joiner:
    """Joins lines; words that were broken are put together as the rest of the document writes them."""

    def __init__(self, texts: list[str]) -> None:
        self._words: set[str] = set()
        for text in texts:
            for word in _WORD_RE.findall(text.translate(_LIGATURES).lower()):
                self._words.add(word)

    def join(self, texts: list[str]) -> str:
        """The words of a paragraph on one line."""
        parts: list[str] = []
        for text in texts:
            text = text.translate(_LIGATURES)
            if parts and parts[-1].endswith(_HYPHENS) and text[:1].isalpha():
                parts[-1] = self._mended(parts[-1], text)
            else:
                parts.append(text)
        return " ".join(parts)

    def _mended(self, before: str, after: str) -> str:
        head = re.search(r"[^\W\d_]*$", before[:-1])
        tail = re.match(r"[^\W\d_]+", after)
        first, second = head[0] if head else "", tail[0] if tail else ""
        whole, parted = (first + second).lower(), f"{first}-{second}".lower()
        broken = second[:1].islower() or (first.isupper() and second.isupper())
        if not first or not broken or (parted in self._words and whole not in self._words):
            return f"{before[:-1]}-{after}"
        return before[:-1] + after
