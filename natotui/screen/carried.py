"""Places of a text, found again in a later text: cursor, jumps and marks of a file that changed while it was open."""

from __future__ import annotations

from collections.abc import Callable, Iterable

_WORDS = 64
"""Code points by which a place is known again."""
_LARGE = 1_000_000
"""Code points from which only the first place is looked for: jumps are worth no pass over such a text each."""


def carried(was: str, now: str, places: Iterable[int]) -> Callable[[int], int]:
    """From a place in ``was`` to the same place in ``now``.

    Args:
        places: those that will be asked for, the one that matters most first; any other goes as far as that one.
    """
    if now.startswith(was):
        return lambda place: place
    from natotui.notes import anchoring
    from natotui.notes.anchoring import Lost

    wanted = list(dict.fromkeys(max(0, min(place, len(was))) for place in places))
    if len(now) > _LARGE:
        del wanted[1:]
    marks = [anchoring.anchor(was, place, min(len(was), place + _WORDS), count=False) for place in wanted]
    outcomes = anchoring.find_all(marks, now, "")
    found = {
        place: outcome.near if isinstance(outcome, Lost) else outcome.start
        for place, outcome in zip(wanted, outcomes, strict=True)
    }
    shift = found[wanted[0]] - wanted[0] if wanted else 0
    return lambda place: found.get(place, max(0, min(place + shift, len(now))))
