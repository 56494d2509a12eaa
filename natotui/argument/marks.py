"""What features ask of every clause, looked up once for a whole part: stems, kinds of tokens, capital letters."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from functools import lru_cache

from natotui.argument.cues import Tokens
from natotui.argument.words import stem

OTHER, NUMBER, PAST, QUOTE, COLON = range(5)
"""Kinds of tokens: figures, forms in "ed", marks of quotation, colons."""
_AFTER_BLANK = re.compile(r"\s[^\sa-z]\S")
_NOTHING = frozenset({""})


class Marks:
    """Columns over the tokens of a part of ``text``."""

    def __init__(self, text: str, tokens: Tokens) -> None:
        self.roots = list(map(stem, tokens.words))
        self.kinds = bytes(map(_kind, tokens.words))
        """The kind of each token, so that a clause's are counted in a slice."""
        found = (match.start() for match in _AFTER_BLANK.finditer(text, tokens.start, tokens.end))
        self._capitals = array("L", [at for at in found if text[at + 1].isupper()])

    def stems(self, first: int, last: int) -> frozenset[str]:
        """The stems of content words among tokens ``first`` to before ``last``."""
        return frozenset(self.roots[first:last]) - _NOTHING

    def names(self, start: int, end: int) -> int:
        """Number of words of more than one letter with a capital, the first word left out, in code points
        ``[start, end)`` of the text, which begin with no blank."""
        first = bisect_left(self._capitals, start)
        return bisect_left(self._capitals, end - 2, first) - first


@lru_cache(maxsize=65_536)
def _kind(word: str) -> int:
    if word[0].isdigit():
        return NUMBER
    if word.endswith("ed") and len(word) > 4:
        return PAST
    if word in ("“", "\""):
        return QUOTE
    return COLON if word == ":" else OTHER
