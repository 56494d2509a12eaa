"""Plain help with English words: which carry the subject, and their stems."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache

from natotui.argument.cues import DATA, Tokens


@cache
def _lists() -> dict[str, frozenset[str]]:
    with (DATA / "words.toml").open("rb") as file:
        return {name: frozenset(words.split()) for name, words in tomllib.load(file).items()}


def listed(name: str) -> frozenset[str]:
    """The list ``name`` of ``data/words.toml``."""
    return _lists()[name]


_EMPTY = listed("empty")
_ENDINGS = ("ations", "ation", "ities", "ments", "ingly", "ings", "ment", "ness", "ions", "ing", "ion", "ies", "ity",
            "ers", "ed", "er", "es", "ly", "al", "s", "e", "y")
_CONTRACTED = ("'d", "'ll", "'m", "'re", "'ve", "n't")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """``word`` without its ending; the empty string for words that carry no subject."""
    word = word.removesuffix("'s")
    if len(word) < 3 or word in _EMPTY or not word[0].isalpha() or word.endswith(_CONTRACTED):
        return ""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[:-len(ending)]
    return word


@lru_cache(maxsize=65_536)
def singular(word: str) -> str:
    """``word`` without a plural ending, for matching only."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] not in "su" else word


def stem_set(words: Iterable[str]) -> frozenset[str]:
    """The stems of content words among folded ``words``."""
    found = set(map(stem, words))
    found.discard("")
    return frozenset(found)


def stems(text: str) -> frozenset[str]:
    """The stems of content words in ``text``."""
    return stem_set(Tokens(text).words)
