"""Words on their way into another file: one line of them, clipped or wrapped by terminal cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

_SPACE = re.compile(r"\s+")


def one_line(text: str) -> str:
    """``text`` with every stretch of white space as one blank."""
    return _SPACE.sub(" ", text).strip()


def quoted(text: str) -> str:
    """``text`` in quotation marks, unless it begins or ends with its own: then only what is missing of that pair."""
    if text[:1] not in ("“", "\"") and text[-1:] not in ("”", "\""):
        return f"“{text}”"
    left_open = text.count("“") - text.count("”")
    return "“" * (left_open < 0) + text + "”" * (left_open > 0)


@lru_cache(maxsize=4096)
def cells(character: str) -> int:
    """How many cells of a terminal a character takes: 2 for wide ones, 0 for combining marks."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def clip(text: str, width: int, ellipsis: str = "…") -> str:
    """``text`` cut to ``width`` cells, ending in ``ellipsis`` (one cell) where something was cut; 0: not cut."""
    if width <= 0 or len(text) * 2 <= width:
        return text
    used = 0
    for place, character in enumerate(text):
        used += cells(character)
        if used > width or (used == width and any(cells(other) for other in text[place + 1:])):
            return text[:place].rstrip() + ellipsis
    return text


def size(text: str) -> float:
    """How many cells ``text`` takes."""
    return sum(map(cells, text))


def wrap(text: str, width: float, rows: int = 0, measure: Callable[[str], float] = size) -> list[str]:
    """``text`` in lines no wider than ``width``, broken at blanks, else inside a word that is too long.

    Args:
        rows: at most so many lines, the last ending in an ellipsis; 0: as many as it takes.
        measure: width of a stretch of text, in the unit of ``width``; cells if it is not given.
    """
    lines: list[str] = []
    current, used, blank = "", 0.0, measure(" ")
    for word in _pieces(one_line(text), width, measure):
        wide = measure(word)
        if current and used + blank + wide > width:
            lines.append(current)
            current, used = word, wide
        else:
            used += wide + (blank if current else 0)
            current = f"{current} {word}" if current else word
    lines.append(current)
    if rows and len(lines) > rows:
        last = lines[rows - 1]
        while last and measure(last + " …") > width:
            last = last[:-1]
        lines[rows - 1:] = [last.rstrip() + " …"]
    return lines


def _pieces(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    """The words of ``text``, those wider than ``width`` in pieces."""
    for word in text.split(" "):
        rest = word
        while measure(rest) > width and len(rest) > 1:
            used, place = 0.0, 0
            while used + measure(rest[place]) <= width:
                used += measure(rest[place])
                place += 1
            yield rest[:max(1, place)]
            rest = rest[max(1, place):]
        yield rest
