"""Scores the places of a text where an anchor's words may be.

A place is scored as Hypothesis does, so that weights are comparable: likeness of the quote 50, of the text before it
20, after it 20, nearness to where it is expected 2, over their sum. Context that the anchor does not have (at the
ends of an article) takes no part; a quote shorter than the context weighs less in proportion, for a word or two are
found anywhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from natotui.notes.anchoring import Found, Lost, Moved, Outcome
from natotui.notes.likeness import carried_over, likeness
from natotui.notes.model import CONTEXT, Anchor
from natotui.notes.nearby import RunIndex

QUOTE, PREFIX, SUFFIX, POSITION = 50, 20, 20, 2
FLOOR = 0.70
"""A place that scores less is no place: ``tests/benchmarks/anchoring.py`` prints what each floor lets through."""
REPEATED_FLOOR = 0.85
"""The same for words that the old text had more than once, or may have had: their context alone tells which."""
QUOTE_FLOOR = 0.5
"""However well the context fits, half of the quote must be left."""
SAME = 0.80
"""An unchanged quote whose context scores this much is found; below, it is said to have moved."""
ALONE = 24
"""An unchanged quote this long, the only one in the old text and in the new, is taken whatever stands around it."""
_MANY = 200
"""Places of one quote that are scored."""


def probe(mark: Anchor) -> str:
    """What is looked for: the words and what stood around them."""
    return mark.prefix + mark.quote + mark.suffix


def _floor(mark: Anchor) -> float:
    """What a place for ``mark`` must score."""
    repeated = mark.repeats > 0 or (mark.repeats < 0 and len(mark.quote) < CONTEXT)
    return REPEATED_FLOOR if repeated else FLOOR


class Search:
    """Looks for anchors in one text; ``pivots`` are (old, new) positions of those that are certain."""

    def __init__(self, text: str, pivots: Sequence[tuple[int, int]]) -> None:
        self._text = text
        self._pivots = sorted(pivots)
        self._runs = RunIndex(text, [])

    def index(self, probes: Sequence[str]) -> None:
        """Make ready for ``like`` with anchors that have these ``probe``."""
        self._runs = RunIndex(self._text, probes)

    def expected(self, position: int) -> int:
        """Where an old position is to be expected, by the nearest that is certain."""
        at = bisect_left(self._pivots, (position, -1))
        near = min(self._pivots[max(0, at - 1):at + 1], key=lambda pivot: abs(pivot[0] - position), default=(0, 0))
        return max(0, min(len(self._text), position + near[1] - near[0]))

    def score(self, mark: Anchor, start: int, end: int, expected: int) -> float:
        """How well ``[start, end)`` fits, 0 to 1."""
        words = likeness(mark.quote, self._text[start:end])
        if words < QUOTE_FLOOR:
            return 0.0
        nearness = 1 - min(1.0, abs(start - expected) / max(1, len(self._text)))
        weight = QUOTE * min(1.0, len(mark.quote) / CONTEXT)
        total, weights = weight * words + POSITION * nearness, weight + POSITION
        if mark.prefix:
            total += PREFIX * likeness(mark.prefix, self._text[max(0, start - len(mark.prefix)):start])
            weights += PREFIX
        if mark.suffix:
            total += SUFFIX * likeness(mark.suffix, self._text[end:end + len(mark.suffix)])
            weights += SUFFIX
        return total / weights

    def exact(self, mark: Anchor) -> Outcome:
        """The best place with the unchanged quote."""
        expected = self.expected(mark.start)
        places = self._occurrences(mark.quote)
        length = len(mark.quote)
        if len(places) > _MANY:
            places = sorted(places, key=lambda place: abs(place - expected))[:_MANY]
        best, place = max(((self.score(mark, place, place + length, expected), -place) for place in places),
                          default=(0.0, 0))
        if best >= max(SAME, _floor(mark)):
            return Found(-place, -place + length, best)
        if best >= _floor(mark) or (len(places) == 1 and mark.repeats == 0 and length >= ALONE):
            return Moved(-place, -place + length, best)
        return Lost(expected, best)

    def _occurrences(self, quote: str) -> list[int]:
        places, at = [], self._text.find(quote)
        while at >= 0:
            places.append(at)
            at = self._text.find(quote, at + 1)
        return places

    def like(self, mark: Anchor, best: Outcome) -> Outcome:
        """The likeliest place with a changed quote, or ``best`` if that is better."""
        expected = self.expected(mark.start)
        margin = 2 * CONTEXT + len(mark.quote) // 3
        length = len(probe(mark))
        for place in self._runs.places(probe(mark)):
            low = max(0, place - margin)
            span = carried_over(mark.prefix, mark.quote, mark.suffix, self._text[low:place + length + margin])
            if span is None:
                continue
            start, end = low + span[0], low + span[1]
            score = self.score(mark, start, end, expected)
            if score > best.score and score >= _floor(mark):
                best = Moved(start, end, score)
            elif score > best.score and isinstance(best, Lost):
                best = Lost(expected, score)
        return best
