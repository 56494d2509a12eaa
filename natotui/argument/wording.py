"""What words say of a clause by themselves: each word, each pair of neighbours, and how the clause begins.

The names of these features have a colon. Words and pairs are so many that reading does not name them: ``Wording`` finds
their weights by the words themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, pairwise

from natotui.argument.clauses import Clause
from natotui.argument.packed import pack

Line = tuple[int, ...]
"""The weights of one feature, a role each."""
WORD = "word:"
"""Before a word, or two words with a blank between them."""
OPENING = "opens:"
"""Before the first word of a clause, marks of quotation aside, or its first two or three."""
EARLY = "early:"
"""Before its second or third word."""
_MARKS = frozenset("“\"(-–—")


def lexical(name: str) -> bool:
    """Whether a feature names words of the text."""
    return ":" in name


def begins(words: Sequence[str], clause: Clause) -> Iterator[str]:
    """The features of how a clause begins."""
    first = words[clause.first:min(clause.first + 3, clause.last)]
    if not first:
        return
    if first[0] not in _MARKS:
        yield OPENING + first[0]
    elif len(first) > 1 and first[1] not in _MARKS:
        yield OPENING + first[1]
    if len(first) > 1:
        yield EARLY + first[1]
        yield f"{OPENING}{first[0]} {first[1]}"
    if len(first) > 2:
        yield EARLY + first[2]
        yield f"{OPENING}{first[0]} {first[1]} {first[2]}"


def counted(words: Sequence[str]) -> Counter[str]:
    """How often each word and each pair stands in a clause with these words, by the names of their features."""
    found = Counter(WORD + word for word in words)
    found.update(f"{WORD}{one} {other}" for one, other in pairwise(words))
    return found


class Wording:
    """The weights of words and pairs, ready for reading."""

    def __init__(self, features: Mapping[str, Line]) -> None:
        known = {name.removeprefix(WORD): line for name, line in features.items() if name.startswith(WORD)}
        self.words = {name: line for name, line in known.items() if " " not in name}
        self.pairs = {(one, other): line for name, line in known.items() for one, blank, other in [name.partition(" ")]
                      if blank}
        self._words = {word: pack(line) for word, line in self.words.items()}
        self._pairs = {pair: pack(line) for pair, line in self.pairs.items()}

    def lines(self, words: Sequence[str]) -> Iterator[int | None]:
        """The packed weights of the words and pairs of a clause, None for those that have none."""
        return chain(map(self._words.get, words), map(self._pairs.get, pairwise(words)))
