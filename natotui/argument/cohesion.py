"""Paragraphs -> groups that speak of one thing: lexical cohesion, neighbourhood, headings.

Paragraphs are joined bottom up, the most alike first (average linkage), until as many groups are left as a reader
would make of so many paragraphs. How many that is, and what neighbourhood is worth, was measured on seeds/.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, log, sqrt

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
    clusters = _Clusters(_likeness(paragraphs))
    while len(clusters.members) > wanted(len(paragraphs)):
        clusters.join()
    number = {place: group for group, places in enumerate(sorted(clusters.members.values())) for place in places}
    return [number[place] for place in range(len(paragraphs))]


class _Clusters:
    """Groups of paragraphs by their first one, and how readily each pair of them joins."""

    def __init__(self, likeness: list[list[float]]) -> None:
        self.members = {index: [index] for index in range(len(likeness))}
        self._count = len(likeness)
        self._sums = likeness
        """For each pair of groups the sum of their paragraphs' likeness."""
        self._near = {(a, a + 1) for a in range(self._count - 1)}
        """Pairs of groups with neighbours among their paragraphs, the smaller number first."""
        self._best = {a: self._partner(a) for a in self.members}

    def join(self) -> None:
        """Join the two groups that join most readily; of equals the first ones."""
        a = min(self._best, key=lambda first: (-self._best[first][0], first))
        b = -self._best[a][1]
        self.members[a] = sorted(self.members[a] + self.members.pop(b))
        del self._best[b]
        sums = self._sums
        for other in self.members:
            sums[a][other] = sums[other][a] = sums[a][other] + sums[b][other]
            if (min(b, other), max(b, other)) in self._near:
                self._near.add((min(a, other), max(a, other)))
        for first, (_, minus) in self._best.items():
            if first == a or -minus in (a, b):
                self._best[first] = self._partner(first)
            elif first < a:
                self._best[first] = max(self._best[first], (self._linkage(first, a), -a))

    def _partner(self, first: int) -> tuple[float, int]:
        """How readily ``first`` joins the later group that it joins best, and minus that group's number."""
        return max(((self._linkage(first, other), -other) for other in self.members if other > first),
                   default=(-inf, 0))

    def _linkage(self, a: int, b: int) -> float:
        """How readily two groups join: their mean likeness, large groups less."""
        one, other = len(self.members[a]), len(self.members[b])
        mean = self._sums[a][b] / (one * other) + (NEIGHBOUR if (a, b) in self._near else 0.0)
        share: float = (one + other) / self._count
        return mean / float(share ** BALANCE)


def _joined(paragraphs: Sequence[Paragraph]) -> Paragraph:
    """Several short paragraphs as one."""
    words: Counter[str] = Counter()
    for each in paragraphs:
        words.update(each.words)
    return Paragraph(words, paragraphs[0].heading, paragraphs[0].continues)


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
            small, large = vectors[a], vectors[b]
            if len(small) > len(large):
                small, large = large, small
            value = sum([weight * large[word] for word, weight in small.items() if word in large])
            if b == a + 1 and paragraphs[b].continues:
                value += CONTINUES
            if paragraphs[a].heading == paragraphs[b].heading != 0:
                value += HEADING
            table[a][b] = table[b][a] = value
    if count > 2:
        table[0][-1] += SHORT_FRAME if 4 <= count <= 7 else FRAME
        table[-1][0] = table[0][-1]
    return table
