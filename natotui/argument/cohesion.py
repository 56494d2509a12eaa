"""Paragraphs -> groups that speak of one thing: lexical cohesion, neighbourhood, headings.

Paragraphs are joined bottom up, the most alike first (average linkage), until as many groups are left as a reader
would make of so many paragraphs. How many that is, and what neighbourhood is worth, was measured on seeds/.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt

MOST = 7
"""Groups of a text of ordinary length."""
NEIGHBOUR, FRAME, HEADING, CONTINUES = 0.22, 0.12, 0.15, 0.10
"""Added to the likeness of neighbours; of the first and last paragraph; of paragraphs under one heading; of a
paragraph and the one it takes up ("This", "But")."""
SHORT_FRAME = 0.5
"""The same for first and last paragraph of a school essay (4 to 7 paragraphs), which return to one theme."""
BALANCE = 0.5
"""Large groups join less readily: likeness is divided by (share of paragraphs) to this power."""


@dataclass(frozen=True)
class Paragraph:
    """What cohesion needs of a paragraph."""

    words: Counter[str]
    """Stems of content words, and ids of theme strands it names (weighted by the caller)."""
    heading: int
    """Which heading it stands under."""
    continues: bool
    """Takes up the one before: opens with "This", "But", "They" ..."""


def wanted(paragraphs: int) -> int:
    """How many themes a reader finds in so many paragraphs."""
    return min(paragraphs, MOST, 2 + round(0.38 * paragraphs)) if paragraphs > 2 else paragraphs


def groups(paragraphs: Sequence[Paragraph]) -> list[int]:
    """For each paragraph the number of its group, numbered in order of appearance."""
    count = len(paragraphs)
    likeness = _likeness(paragraphs)
    members: list[list[int]] = [[index] for index in range(count)]
    while len(members) > wanted(count):
        best, pair = -1.0, (0, 1)
        for a in range(len(members)):
            for b in range(a + 1, len(members)):
                value = _linkage(members[a], members[b], likeness, count)
                if value > best:
                    best, pair = value, (a, b)
        a, b = pair
        members[a] = sorted(members[a] + members[b])
        del members[b]
    members.sort()
    return [next(place for place, group in enumerate(members) if index in group) for index in range(count)]


def _linkage(one: list[int], other: list[int], likeness: list[list[float]], count: int) -> float:
    total = sum(likeness[a][b] for a in one for b in other)
    near = min(abs(a - b) for a in one for b in other) == 1
    mean = total / (len(one) * len(other)) + (NEIGHBOUR if near else 0.0)
    return mean / ((len(one) + len(other)) / count) ** BALANCE


def _likeness(paragraphs: Sequence[Paragraph]) -> list[list[float]]:
    """Cosine of weighted words for each pair, with what place and openings add."""
    count = len(paragraphs)
    spread = Counter(word for each in paragraphs for word in each.words)
    vectors = []
    for each in paragraphs:
        vector = {word: times * log(1 + count / spread[word]) for word, times in each.words.items() if spread[word] > 1}
        size = sqrt(sum(value * value for value in vector.values())) or 1.0
        vectors.append({word: value / size for word, value in vector.items()})
    table = [[0.0] * count for _ in range(count)]
    for a in range(count):
        for b in range(a + 1, count):
            small, large = sorted((vectors[a], vectors[b]), key=len)
            value = sum(weight * large[word] for word, weight in small.items() if word in large)
            if b == a + 1 and paragraphs[b].continues:
                value += CONTINUES
            if paragraphs[a].heading == paragraphs[b].heading != 0:
                value += HEADING
            table[a][b] = table[b][a] = value
    if count > 2:
        table[0][-1] += SHORT_FRAME if 4 <= count <= 7 else FRAME
        table[-1][0] = table[0][-1]
    return table
