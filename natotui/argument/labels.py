"""What a theme is called: a strand of a theme pack, a heading, or the article's own words for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from math import sqrt

from natotui.argument.cues import Tokens
from natotui.argument.words import listed, stem

_BEFORE_NOUNS = listed("before_nouns")
_BEFORE_VERBS = listed("before_verbs")
_NO_LABEL = listed("no_label")


@dataclass(frozen=True)
class Name:
    """A possible label, and how much it speaks for a group of paragraphs."""

    id: str
    label: str
    weight: float


def own_names(spans: Sequence[tuple[int, int, int]], tokens: Tokens, text: str) -> dict[int, list[Name]]:
    """Names from the article's own nouns, by group.

    Args:
        spans: first and last token of each unit, and its group.
    """
    columns = _Columns(tokens, text)
    spots: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for first, last, group in spans:
        inside = spots[group]
        for at, root in enumerate(columns.roots[first:last], first):
            if root:
                inside[root].append(at)
    total: dict[str, int] = defaultdict(int)
    nounhood: dict[str, int] = defaultdict(int)
    for inside in spots.values():
        for root, places in inside.items():
            total[root] += len(places)
            nounhood[root] += sum(map(columns.nounhood.__getitem__, places))
    return {group: [Name(root, columns.label(inside[root]), weight) for weight, root in nlargest(_OFFERED, (
                    (_weight(root, len(places), total[root], nounhood[root]), root)
                    for root, places in inside.items() if nounhood[root] > 0))]
            for group, inside in spots.items()}


def _weight(root: str, times: int, total: int, nounhood: int) -> float:
    """How much a word that a group says ``times`` times, and the text ``total`` times, speaks for the group."""
    if times > 1:
        return times * times / total
    # A word said once names a group only where nothing better does: the surest and longest noun.
    return _ONCE * (min(nounhood / total, 3) + len(root) / 10) / sqrt(total)


_OFFERED = 6
"""Names that a group is offered from its own words."""
_ONCE = 0.08
"""What a noun said once weighs, by how surely it is one."""


_DETERMINER, _NOUN_NEXT, _VERB_NEXT, _CLOSES, _CONTENT, _NOT_NOUN, _ING = (1 << bit for bit in range(7))
_BEFORE, _AFTER, _OWN = _DETERMINER | _NOUN_NEXT | _VERB_NEXT, _CLOSES | _CONTENT, _NOT_NOUN | _ING


def _balance(traits: int) -> int:
    """How surely a word is a noun, from its own traits and those of the words before and after it: above 0 more
    like a noun than a verb or adjective."""
    balance = -1 if traits & _NOT_NOUN else 0
    if traits & _NOUN_NEXT:
        # "the old man": an adjective stands before another content word, not before a verb or a full stop.
        balance += 1 if traits & _CONTENT else 2
    if traits & _VERB_NEXT:
        balance -= 2
    if traits & _CLOSES:
        balance += 1
    return balance - 2 if traits & _ING and not traits & _DETERMINER else balance


_BALANCES = [_balance(traits) for traits in range(128)]


@lru_cache(maxsize=65_536)
def _traits(word: str) -> int:
    """What a word tells of itself and its neighbours, as bits."""
    traits = (word in ("the", "of", "a")) * _DETERMINER + (word in _BEFORE_NOUNS) * _NOUN_NEXT
    traits += (word in _BEFORE_VERBS) * _VERB_NEXT + (word in _AFTER_NOUNS) * _CLOSES + bool(stem(word)) * _CONTENT
    return traits + word.endswith(_ENDINGS) * _NOT_NOUN + word.endswith("ing") * _ING


_ENDINGS = ("ed", "ly", "ous", "ful", "less", "ical", "ional", "ible")
"""Of words that are seldom nouns."""
_AFTER_NOUNS = frozenset({".", ",", ";", "of", "is", "are", "was", "were", "and", "?"})


@lru_cache(maxsize=65_536)
def _named(word: str) -> str:
    """The stem of a word that may be a label, else nothing."""
    return "" if word in _NO_LABEL else stem(word)


class _Columns:
    """The words of a text as labels see them."""

    def __init__(self, tokens: Tokens, text: str) -> None:
        self._tokens, self._text = tokens, text
        self.roots = list(map(_named, tokens.words))
        traits = bytes((0, *map(_traits, tokens.words), 0))
        self._traits = traits
        """With nothing before the first and after the last word."""
        self.nounhood = [_BALANCES[before & _BEFORE | own & _OWN | after & _AFTER]
                         for before, own, after in zip(traits, traits[1:], traits[2:], strict=False)]
        """How surely each word is a noun."""

    def label(self, places: Sequence[int]) -> str:
        """The commonest form of the word, with the content word that keeps standing before or after it."""
        words = self._tokens.words
        at = places[0]
        if len(places) == 1 and words[at - 1:at] != words[at + 1:at + 2]:
            best = self._written(at)
            return best[:1].upper() + best[1:]
        forms: Counter[str] = Counter()
        pairs: Counter[str] = Counter()
        for at in places:
            forms[self._written(at)] += 1
            for one in (at - 1, at):
                if self._compound(one):
                    pairs[f"{self._written(one)} {self._written(one + 1)}"] += 1
        best = forms.most_common(1)[0][0]
        if pairs:
            pair, times = pairs.most_common(1)[0]
            best = pair if times >= 2 else best
        return best[:1].upper() + best[1:]

    def _compound(self, one: int) -> bool:
        """True when tokens ``one`` and the next are two content words side by side, no verb between them."""
        tokens = self._tokens
        if one < 0 or one + 1 >= len(tokens.words) or tokens.starts[one + 1] - tokens.ends[one] != 1:
            return False
        return bool(self.roots[one] and self.roots[one + 1]) and not self._traits[one] & _VERB_NEXT \
            and not (self._traits[one + 1] | self._traits[one + 2]) & _NOT_NOUN \
            and not tokens.words[one].endswith("'s")

    def _written(self, at: int) -> str:
        """The word as the article writes it, but small where only the start of a sentence made it large."""
        word = self._text[self._tokens.starts[at]:self._tokens.ends[at]]
        opens = at == 0 or self._tokens.words[at - 1] in ".?!:;”\"“"
        inner_capital = word[1:] != word[1:].lower()
        return word if inner_capital or (word[:1].isupper() and not opens) else word.lower()


def dealt(offers: Sequence[Sequence[Name]]) -> list[Name | None]:
    """One name for each group, the weightiest first, no two that share a word."""
    ranked = sorted(((name.weight, -group, name) for group, names in enumerate(offers) for name in names),
                    key=lambda each: (-each[0], -each[1], each[2].label))
    chosen: list[Name | None] = [None] * len(offers)
    taken: set[str] = set()
    for _, minus, name in ranked:
        words = {stem(word) for word in name.label.lower().split()} - {""} or {name.label.lower()}
        if chosen[-minus] is None and not words & taken:
            chosen[-minus] = name
            taken |= words
    return chosen
