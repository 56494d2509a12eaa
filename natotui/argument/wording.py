"""What words say of a clause by themselves: each word, each pair of neighbours, and how the clause begins.

The names of these features have a colon. Words and pairs stand in every clause, so their weights are not looked up
clause by clause: ``Wording`` sums them once along the text, and a clause's share is the difference of two sums.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise, repeat

from natotui.argument.clauses import Clause

Scores = tuple[float, ...]
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


def begins(words: Sequence[str], clause: Clause) -> dict[str, float]:
    """Features of how a clause begins."""
    first = words[clause.first:min(clause.first + 3, clause.last)]
    made = {EARLY + word: 1.0 for word in first[1:]}
    for size in (2, 3):
        if len(first) >= size:
            made[OPENING + " ".join(first[:size])] = 1.0
    plain = next((word for word in first[:2] if word not in _MARKS), None)
    if plain is not None:
        made[OPENING + plain] = 1.0
    return made


def counted(words: Sequence[str]) -> Counter[str]:
    """How often each word and each pair stands in a clause with these words, by the names of their features."""
    found = Counter(WORD + word for word in words)
    found.update(f"{WORD}{one} {other}" for one, other in pairwise(words))
    return found


class Wording:
    """The weights of words and pairs, ready for reading."""

    def __init__(self, features: Mapping[str, Scores], size: int) -> None:
        known = {name.removeprefix(WORD): line for name, line in features.items() if name.startswith(WORD)}
        self.words = {name: line for name, line in known.items() if " " not in name}
        self.pairs = {(one, other): line for name, line in known.items() for one, blank, other in [name.partition(" ")]
                      if blank}
        self._nothing = (0.0,) * size

    def sums(self, words: Sequence[str], found: Sequence[Clause]) -> list[list[float]]:
        """For each clause the sum of the weights of its words and pairs."""
        nothing = repeat(self._nothing)
        single = zip(*map(self.words.get, words, nothing), strict=True)
        double = zip(*map(self.pairs.get, pairwise(words), nothing), strict=True)
        columns = []
        for each in single:
            up_to = list(accumulate(each, initial=0.0))
            columns.append([up_to[clause.last] - up_to[clause.first] for clause in found])
        for column, each in zip(columns, double, strict=False):
            up_to = list(accumulate(each, initial=0.0))
            for place, clause in enumerate(found):
                column[place] += up_to[clause.last - 1] - up_to[clause.first]
        return list(map(list, zip(*columns, strict=True)))
