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
LARGEST = 48
"""Paragraphs that are compared one by one; in longer parts neighbours are joined first."""
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
    stride = -(-len(paragraphs) // LARGEST)
    if stride > 1:
        joined = [_joined(paragraphs[at:at + stride]) for at in range(0, len(paragraphs), stride)]
        found = groups(joined)
        return [found[place // stride] for place in range(len(paragraphs))]
    count = len(paragraphs)
    sums = _likeness(paragraphs)
    members: dict[int, list[int]] = {index: [index] for index in range(count)}
    while len(members) > wanted(count):
        pairs = ((_linkage(members[a], members[b], sums[a][b], count), -a, -b)
                 for a in members for b in members if a < b)
        _, a, b = max(pairs)
        a, b = -a, -b
        members[a] = sorted(members[a] + members.pop(b))
        for other in members:
            sums[a][other] = sums[other][a] = sums[a][other] + sums[b][other]
    order = sorted(members.values())
    return [next(place for place, group in enumerate(order) if index in group) for index in range(count)]


def _joined(paragraphs: Sequence[Paragraph]) -> Paragraph:
    """Several short paragraphs as one."""
    words: Counter[str] = Counter()
    for each in paragraphs:
        words.update(each.words)
    return Paragraph(words, paragraphs[0].heading, paragraphs[0].continues)


def _linkage(one: list[int], other: list[int], total: float, count: int) -> float:
    """How readily two groups join, from the sum of their paragraphs' likeness."""
    near = any(place + 1 in other or place - 1 in other for place in one)
    mean = total / (len(one) * len(other)) + (NEIGHBOUR if near else 0.0)
    share: float = (len(one) + len(other)) / count
    return mean / float(share ** BALANCE)


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
