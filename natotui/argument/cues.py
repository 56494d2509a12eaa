"""The cue lexicon: which phrases of ``data/cues.toml`` stand where among the words of a text."""

from __future__ import annotations

import re
import tomllib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, product
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

DATA = Path(__file__).with_name("data")
_TOKEN = re.compile(r"[a-z]+(?![\w'-])|\d+(?:[.,:]\d+)*|\w+(?:['-]\w+)*|\S")
"""The first choice only finds plain words sooner."""
_PIECES = re.compile(f"({_TOKEN.pattern})")
"""Splits a text into blanks and tokens in turn."""
_FOLDED = (("’", "'"), ("ʼ", "'"), ("‐", "-"), ("‑", "-"))
_HERE = ""
"""Key in a node of the trie for the categories of the phrase that ends there (no token is empty)."""

Trie = dict[str, Any]


class Hit(NamedTuple):
    """A cue phrase: its category and the range of tokens it covers."""

    category: str
    first: int
    last: int


class Tokens:
    """The words and marks of a text, folded to lower case, with their code points as columns."""

    def __init__(self, text: str, start: int = 0, end: int | None = None) -> None:
        pieces = _PIECES.split(fold(text[start:end]))
        edges = list(accumulate(map(len, pieces), initial=start))
        known: dict[str, str] = {}
        self.words = list(map(known.setdefault, pieces[1::2], pieces[1::2]))
        """One object a word: all that is looked up by it later is found sooner."""
        self.starts = array("L", edges[1:-1:2])
        self.ends = array("L", edges[2::2])
        self.start, self.end = start, len(text) if end is None else end

    def within(self, start: int, end: int) -> tuple[int, int]:
        """Indices of the tokens that begin in ``[start, end)``."""
        first = bisect_left(self.starts, start)
        return first, bisect_left(self.starts, end, first)


def fold(text: str) -> str:
    """``text`` in lower case with plain apostrophes and hyphens, and exactly as long."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := char.lower()) == 1 else char for char in text)
    for mark, plain in _FOLDED:
        lower = lower.replace(mark, plain)
    return lower


def expand(phrase: str) -> list[tuple[str, ...]]:
    """``"it is|'s true"`` as the token sequences that it stands for."""
    variants = product(*(word.split("|") if word != "|" else [word] for word in phrase.split()))
    return [tuple(_TOKEN.findall(fold(" ".join(words).replace(" '", "'")))) for words in variants]


def build(phrases: dict[str, list[str]]) -> Trie:
    """A trie over tokens from phrases by category."""
    trie: Trie = {}
    for category, listed in phrases.items():
        for phrase in listed:
            for words in expand(phrase):
                node = trie
                for word in words:
                    node = node.setdefault(word, {})
                ends: tuple[str, ...] = node.get(_HERE, ())
                if category not in ends:
                    node[_HERE] = (*ends, category)
    return trie


def scan(trie: Trie, words: list[str], first: int, last: int) -> list[Hit]:
    """Every phrase of ``trie`` in ``words[first:last]``; phrases of one category may overlap."""
    hit = tuple.__new__  # what Hit(...) does, without its call
    return [hit(Hit, (category, begin, end)) for categories, begin, end in ends(trie, words, first, last)
            for category in categories]


Ending = tuple[tuple[str, ...], int, int]
"""A phrase of several categories, and the range of tokens it covers."""


def ends(trie: Trie, words: list[str], first: int, last: int) -> list[Ending]:
    """The same with all categories of a phrase at once."""
    found: list[Ending] = []
    nodes: Iterator[Trie | None] = map(trie.get, words[first:last])
    for index, (node, after) in enumerate(zip(nodes, [*words[first + 1:last], _HERE], strict=False), first):
        if node is None:
            continue
        at = index + 1
        if _HERE in node:
            found.append((node[_HERE], index, at))
        while after in node and at < last:
            node = node[after]
            at += 1
            if _HERE in node:
                found.append((node[_HERE], index, at))
            after = words[at] if at < last else _HERE
    return found


Found = TypeVar("Found", Hit, Ending)


def inside(found: Sequence[Found], spans: Iterable[tuple[int, int]]) -> Iterator[list[Found]]:
    """For each range of tokens those of ``scan``'s hits, or of ``ends``, that lie within it."""
    firsts = [each[1] for each in found]
    for first, last in spans:
        low = bisect_left(firsts, first)
        yield [each for each in found[low:bisect_left(firsts, last, low)] if each[2] <= last]


@cache
def lexicon() -> tuple[Trie, dict[str, str]]:
    """The shipped cues: the trie, and why each category tells something, in words for the reader."""
    with (DATA / "cues.toml").open("rb") as file:
        categories = tomllib.load(file)["category"]
    trie = build({each["name"]: each["phrases"] for each in categories})
    return trie, {each["name"]: each["why"] for each in categories}
