"""Search in the article: smart case, a regular expression where it is one, plain words otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable

MOST = 9_999
"""Hits counted; more are said to be "9999+"."""


def compiled(words: str) -> re.Pattern[str]:
    """The pattern for what was typed. Lower case finds both cases; capitals are meant when typed. What is no
    regular expression is looked for as it stands. A blank matches any run of white space."""
    flags = 0 if any(character.isupper() for character in words) else re.IGNORECASE
    try:
        return re.compile(re.sub(r"(?<!\\) +", lambda _: r"\s+", words), flags)
    except (re.error, RecursionError, OverflowError):
        plain = r"\s+".join(re.escape(word) for word in words.split(" "))
        return re.compile(plain, flags)


def hits(pattern: re.Pattern[str], text: str, stop: Callable[[], bool] = lambda: False) -> list[tuple[int, int]]:
    """Spans of all hits, empty ones left out, at most ``MOST`` and one; ends early when ``stop`` says so."""
    found: list[tuple[int, int]] = []
    for match in pattern.finditer(text):
        if match.end() > match.start():
            found.append(match.span())
        if len(found) > MOST or stop():
            break
    return found


def following(found: list[tuple[int, int]], offset: int, backwards: bool = False) -> tuple[int, bool]:
    """Index of the hit after (before) ``offset``, and whether the search came round. ``found`` is not empty."""
    if backwards:
        before = [n for n, (start, _) in enumerate(found) if start < offset]
        return (before[-1], False) if before else (len(found) - 1, True)
    after = next((n for n, (start, _) in enumerate(found) if start > offset), None)
    return (0, True) if after is None else (after, False)
