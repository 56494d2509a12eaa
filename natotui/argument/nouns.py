"""Which words of a text are nouns, and how a label writes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from natotui.argument.cues import Tokens
from natotui.argument.words import listed, stem

_BEFORE_NOUNS = listed("before_nouns")
_BEFORE_VERBS = listed("before_verbs")
_NO_LABEL = listed("no_label")

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


_UNLIKE = ("ed", "ing", "est", "er", "ly", "'s")
"""Endings of words that seldom belong to the name of what they describe."""
_FEW = 2
"""A word said so seldom takes the word that describes it along once; others when it keeps describing them."""


class Columns:
    """The words of a text as labels see them: stems, how surely each is a noun, and how a label writes it."""

    def __init__(self, tokens: Tokens, text: str) -> None:
        self._tokens, self._text = tokens, text
        self.roots = list(map(_named, tokens.words))
        self._traits = bytes((0, *map(_traits, tokens.words), 0))
        """With nothing before the first and after the last word."""

    def _sure(self, at: int) -> int:
        """How surely word ``at`` is a noun."""
        before, own, after = self._traits[at:at + 3]
        return _BALANCES[before & _BEFORE | own & _OWN | after & _AFTER]

    def noun(self, places: Sequence[int]) -> tuple[str, float]:
        """Of the forms of one word the commonest and likest to a noun; how surely it is one, on average."""
        words = self._tokens.words
        if len(places) == 1:
            return words[places[0]], self._sure(places[0])
        times: Counter[str] = Counter()
        nounhood: Counter[str] = Counter()
        for at in places:
            times[words[at]] += 1
            nounhood[words[at]] += self._sure(at)
        best = max(times, key=lambda form: times[form] + nounhood[form])
        if best + "s" in times and nounhood[best + "s"] >= 0:
            best += "s"  # "Costs", "Rules": themes are called by what there is more than one of
        return best, nounhood[best] / times[best]

    def label(self, places: Sequence[int]) -> str:
        """The word's form that is likest to a noun, with the content word that keeps standing before or after it."""
        form, _ = self.noun(places)
        written = Counter(self._written(at) for at in places if self._tokens.words[at] == form)
        best = written.most_common(1)[0][0].removesuffix("'s").removesuffix("’s")
        pairs: Counter[str] = Counter()
        for at in places:
            for one in (at - 1, at):
                if self._compound(one):
                    sure = one < at and len(places) <= _FEW and self._described(one)
                    pairs[f"{self._written(one)} {self._written(one + 1)}"] += 2 if sure else 1
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

    def _described(self, one: int) -> bool:
        """True when token ``one`` can only describe the next: "the minimum wage", "External pressures grow"."""
        before = self._tokens.words[one - 1] if one else "."
        return (before in _BEFORE_NOUNS or before in ".?!:;") and not self._tokens.words[one].endswith(_UNLIKE)

    def _written(self, at: int) -> str:
        """The word as the article writes it, but small where only the start of a sentence made it large."""
        word = self._text[self._tokens.starts[at]:self._tokens.ends[at]]
        opens = at == 0 or self._tokens.words[at - 1] in ".?!:;”\"“"
        inner_capital = word[1:] != word[1:].lower()
        return word if inner_capital or (word[:1].isupper() and not opens) else word.lower()
