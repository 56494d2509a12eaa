"""Judgements on lines of plain text: is it a title, a heading, an item; were lines broken by width alone."""

from __future__ import annotations

import re

HARD_WRAP = 120
"""A line longer than this is a paragraph by itself: nobody wraps that wide by hand."""

ITEM_RE = re.compile(r"[ \t]*(?:([-*•‣◦·–])|(\(?(?:\d{1,3}|[a-zA-Z])[.)]))[ \t]+(?=\S)")
"""The sign of an item: group 1 a bullet, group 2 a number or letter."""

NUMBERED_RE = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVXL]{1,6}\.|Chapter \w+|Part \w+|Section \w+)\s+\S")
"""The number before a heading."""

_CODE_RE = re.compile(r"[{};=<>$|\\]|\(\)|^\s*(?:def|class|import|return|if|for|while|#include)\b")
_FINAL = (".", "!", "?", ":", ";", ",", "…", "。", "！", "？", '"', "”", "’", "'")
_SEEN = 8  # lines of a paragraph that tell how it was broken
_FULL = 0.82  # of the width: a line with no room for the next word is longer than this
_MOSTLY = 0.7


def is_wrapped(lines: list[str], usual: int) -> bool:
    """Whether the lines were broken by width alone: the next line's first word would not have fitted.

    Args:
        lines: of one paragraph.
        usual: width to which the text is wrapped elsewhere, in code points; 0 if unknown.
    """
    width = max(max(map(len, lines)), usual)
    if width > HARD_WRAP or len(lines) < 2:
        return False
    seen = lines[:_SEEN]
    room = width * _FULL
    full = capitals = 0
    for index in range(len(seen) - 1):
        following = seen[index + 1]
        word = following.find(" ")
        full += len(seen[index]) + 1 + (word if word >= 0 else len(following)) > room
        capitals += following[:1].isupper()
    if capitals == len(seen) - 1 > 1 and width < 60:
        return False  # verse begins its lines with capitals
    return full >= _MOSTLY * (len(seen) - 1)


def usual_width(text: str) -> int:
    """The width to which ``text`` is wrapped: that of the fullest tenth of its lines, 1 for none."""
    lengths = sorted(len(line) for line in text.split("\n") if 0 < len(line) <= HARD_WRAP)
    return lengths[len(lengths) * 9 // 10] if lengths else 1


def is_title(words: str) -> bool:
    """A short line without a full stop, fit to be the title."""
    return (0 < len(words) <= 150 and not words.endswith((".", ",", ";", ":")) and words[:1] not in ">#|"
            and any(map(str.isalpha, words)))


def looks_like_heading(words: str) -> bool:
    """A short line that begins like a sentence and does not end like one."""
    return (len(words) <= 80 and not words.endswith(_FINAL) and words.count(" ") < 10
            and (words[:1].isupper() or words[:1].isdigit()) and sum(map(str.isalpha, words)) >= 3)


def is_shouted(words: str) -> bool:
    """A short line all in capitals."""
    return (len(words) <= 80 and words.isupper() and sum(map(str.isalpha, words)) >= 4
            and not words.endswith((".", ",")))


def is_list(lines: list[str]) -> bool:
    """Items, not prose in which one line happens to begin with a dash or a number."""
    signs = [bool(ITEM_RE.match(line)) for line in lines]
    return signs[0] and (sum(signs) > 1 or lines[0].lstrip()[:1] in "-*•‣◦")


def is_code(lines: list[str]) -> bool:
    """Lines of which a third hold signs that prose has not."""
    return 3 * sum(1 for line in lines if _CODE_RE.search(line)) >= len(lines)
