"""Where changed words may be now: the places of a text that share most short runs of letters with an anchor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

_RUN = 5
"""Letters in a run: a word with a typo still leaves runs on both sides, and few runs are chance."""
_COMMON = 24
"""A run at more places than this says nothing and is left out."""
_STRIPE = 48
"""Code points within which shifted runs count for the same place."""
_PLACES = 4
"""Places that are looked at closely."""
_WEAKEST = 3
"""A place with less than this part of the most votes is not looked at."""


def _runs(text: str) -> Iterable[str]:
    return (text[index:index + _RUN] for index in range(len(text) - _RUN + 1))


class RunIndex:
    """The places of those runs of ``text`` that ``probes`` have, found in one pass over it."""

    def __init__(self, text: str, probes: Sequence[str]) -> None:
        wanted: dict[str, list[int]] = {run: [] for probe in probes for run in _runs(probe)}
        for index, run in enumerate(_runs(text)):
            places = wanted.get(run)
            if places is not None and len(places) <= _COMMON:
                places.append(index)
        self._places = {run: places for run, places in wanted.items() if 0 < len(places) <= _COMMON}

    def places(self, probe: str) -> list[int]:
        """Where ``probe`` may begin, the likeliest first; may lie before the text."""
        stripes = [(place - offset) // _STRIPE for offset, run in enumerate(_runs(probe))
                   for place in self._places.get(run, ())]
        votes = Counter(stripes)
        joined = {stripe: count + votes[stripe + 1] for stripe, count in votes.most_common(4 * _PLACES)}
        enough = max(joined.values(), default=0) / _WEAKEST
        kept: list[int] = []
        for stripe in sorted(joined, key=lambda stripe: (-joined[stripe], stripe)):
            if len(kept) < _PLACES and joined[stripe] >= enough and all(abs(stripe - other) > 1 for other in kept):
                kept.append(stripe)
        return [stripe * _STRIPE for stripe in kept]
