"""How alike two short strings are, and where an old stretch of words ends in a new text."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|\w+|[^\w\s]")
"""A word, a sign, or a letter of a script that sets no blanks between words."""


@cache
def _distance() -> Callable[[str, str], int]:
    """Levenshtein's distance by rapidfuzz (extra ``anchors``), else the same number by our own, slower lines."""
    try:
        from rapidfuzz.distance import Levenshtein
    except ImportError:
        return distance
    return Levenshtein.distance


def distance(one: str, other: str) -> int:
    """Levenshtein's distance, by bits (Myers 1999, doi:10.1145/316542.316550, as Hyyrö 2001 has it)."""
    if not one:
        return len(other)
    places: dict[str, int] = {}
    for index, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << index
    full, last = (1 << len(one)) - 1, 1 << (len(one) - 1)
    up, down, score = full, 0, len(one)
    for letter in other:
        match = places.get(letter, 0)
        cross = (((match & up) + up) ^ up) | match | down
        right, left = down | ~(cross | up) & full, up & cross
        score += bool(right & last) - bool(left & last)
        right, left = right << 1 | 1, left << 1
        up, down = (left | ~(cross | right)) & full, right & cross & full
    return score


def likeness(one: str, other: str) -> float:
    """1 for equal strings, 0 for strings without a letter in its place; unrelated English prose has about 0.25."""
    longest = max(len(one), len(other))
    return 1.0 if not longest else 1 - _distance()(one, other) / longest


def carried_over(prefix: str, quote: str, suffix: str, window: str) -> tuple[int, int] | None:
    """The span of ``window`` that ``quote`` has become, by the words that both have in the same order.

    None where no word of the quote is left.
    """
    old: list[str] = []
    edges = []
    for part in (prefix, quote, suffix):
        old += _TOKEN.findall(part)
        edges.append(len(old))
    first, last = edges[0], edges[1] - 1
    spans = [match.span() for match in _TOKEN.finditer(window)]
    new = [window[start:end] for start, end in spans]
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    pairs = {block.a + step: block.b + step for block in blocks for step in range(block.size)}
    if not any(index in pairs for index in range(first, last + 1)):
        return None
    start = _edge(pairs, first, len(new), forward=True)
    end = _edge(pairs, last, len(new), forward=False)
    return (spans[start][0], spans[end][1]) if start <= end else None


def _edge(pairs: dict[int, int], token: int, count: int, *, forward: bool) -> int:
    """The new token for the quote's first (``forward``) or last one: its own, or beside its neighbours'."""
    if token in pairs:
        return pairs[token]
    sign = 1 if forward else -1
    outside = [index for index in pairs if (token - index) * sign > 0]
    inside = [index for index in pairs if (index - token) * sign > 0]
    near_out = max(outside) if forward and outside else min(outside) if outside else None
    near_in = (min(inside) if forward else max(inside)) if inside else None
    if near_in is None:
        guess = pairs[near_out] + sign * abs(token - near_out) if near_out is not None else 0
    else:
        guess = pairs[near_in] - sign * abs(near_in - token)
    if near_out is not None:
        beside = pairs[near_out] + sign
        close = abs(token - near_out) == 1
        guess = beside if close else max(guess, beside) if forward else min(guess, beside)
    return max(0, min(count - 1, guess))
