"""Offsets in UTF-16 code units, as browsers count, from and to code points."""

from __future__ import annotations

from array import array
from bisect import bisect_right


class Utf16:
    """Converts offsets of one text; characters beyond the first plane are two units."""

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._wide = array("Q", (place for place, character in enumerate(text) if ord(character) > 0xFFFF))
        self._shifted = array("Q", (place + count for count, place in enumerate(self._wide)))

    def units(self, offset: int) -> int:
        """Code units before the code point at ``offset``."""
        return offset + bisect_right(self._wide, offset - 1)

    def points(self, offset: int) -> int:
        """Code points before the code unit at ``offset``; one inside a pair counts as the pair's beginning."""
        before = bisect_right(self._shifted, offset - 1)
        if before and self._shifted[before - 1] == offset - 1:
            return self._wide[before - 1]
        return min(offset - before, self._length)
