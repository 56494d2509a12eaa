"""Words on their way into another file: one line of them, clipped or wrapped by terminal cells."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACE = re.compile(r"\s+")


def one_line(text: str) -> str:
    """``text`` with every stretch of white space as one blank."""
    return _SPACE.sub(" ", text).strip()


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


def wrap(text: str, width: int, rows: int = 0) -> list[str]:
    """``text`` in lines of at most ``width`` cells, broken at blanks, else inside a word that is too long.

    Args:
        rows: at most so many lines, the last clipped; 0: as many as it takes.
    """
    lines: list[str] = []
    current, used = "", 0
    for word in _pieces(one_line(text), width):
        size = sum(map(cells, word))
        if current and used + 1 + size > width:
            lines.append(current)
            current, used = word, size
        else:
            used += size + bool(current)
            current = f"{current} {word}" if current else word
    lines.append(current)
    if rows and len(lines) > rows:
        lines[rows - 1:] = [clip(" ".join(lines[rows - 1:]), width)]
    return lines


def _pieces(text: str, width: int) -> list[str]:
    """The words of ``text``, those wider than ``width`` in pieces."""
    made: list[str] = []
    for word in text.split(" "):
        while sum(map(cells, word)) > width:
            used = place = 0
            while used + cells(word[place]) <= width:
                used += cells(word[place])
                place += 1
            made.append(word[:max(1, place)])
            word = word[max(1, place):]
        made.append(word)
    return made
