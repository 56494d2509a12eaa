"""Finds an anchor's words again: at their position, by quote and context, by likeness; or says that they are lost.

How places are scored, and which score is enough, is in ``seeking``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from natotui.notes.model import CONTEXT, Anchor


@dataclass(frozen=True, slots=True)
class Found:
    """The words stand there as they were."""

    start: int
    end: int
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Moved:
    """These are most likely the words; they or what stands around them changed."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Lost:
    """The words are gone. ``near`` is where they would be, ``score`` that of the likeliest place."""

    near: int
    score: float


Outcome = Found | Moved | Lost


def anchor(text: str, start: int, end: int, fingerprint: str = "", *, count: bool = True) -> Anchor:
    """The anchor of ``text[start:end]``; ``count`` looks for other places with the same words.

    Raises:
        ValueError: the span does not lie in the text.
    """
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"[{start}, {end}) does not lie in a text of {len(text)} code points")
    quote = text[start:end]
    repeats = text.count(quote) - 1 if count and quote else -1
    return Anchor(start, end, quote, text[max(0, start - CONTEXT):start], text[end:end + CONTEXT], fingerprint, repeats)


def find(mark: Anchor, text: str, fingerprint: str = "") -> Outcome:
    """Where the words of ``mark`` are in ``text``, which has ``fingerprint``."""
    return find_all([mark], text, fingerprint)[0]


def find_all(marks: Sequence[Anchor], text: str, fingerprint: str = "") -> list[Outcome]:
    """Where each of ``marks`` is; those found as they were tell where the others are to be expected."""
    found: dict[int, Outcome] = {}
    for index, mark in enumerate(marks):
        outcome = _as_it_was(mark, text, fingerprint)
        if outcome is not None:
            found[index] = outcome
    left = [index for index in range(len(marks)) if index not in found]
    if not left:
        return [found[index] for index in range(len(marks))]
    from natotui.notes.seeking import Search, probe

    search = Search(text, [(marks[index].start, place.start) for index, place in found.items()
                            if isinstance(place, Found) and marks[index].quote])
    fuzzy = []
    for index in left:
        best = search.exact(marks[index])
        if isinstance(best, Found):
            found[index] = best
        else:
            fuzzy.append((index, best))
    search.index([probe(marks[index]) for index, _ in fuzzy])
    for index, best in fuzzy:
        found[index] = search.like(marks[index], best)
    return [found[index] for index in range(len(marks))]


def _as_it_was(mark: Anchor, text: str, fingerprint: str) -> Outcome | None:
    """The cheap cases: nothing to look for, the same text, or quote and context at one place only."""
    if not mark.quote:
        place = min(mark.start, len(text))
        return Found(place, place)
    if fingerprint and mark.fingerprint == fingerprint and text[mark.start:mark.end] == mark.quote:
        return Found(mark.start, mark.end)
    probe = mark.prefix + mark.quote + mark.suffix
    first = text.find(probe)
    if first < 0 or text.find(probe, first + 1) >= 0 or len(probe) < len(mark.quote) + CONTEXT:
        return None
    start = first + len(mark.prefix)
    return Found(start, start + len(mark.quote))
