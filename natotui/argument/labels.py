"""What a theme is called: a strand of a theme pack, a heading, or the article's own words for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from natotui.argument.cues import Tokens
from natotui.argument.words import stem

_BEFORE_NOUNS = frozenset(
    """a an the of no its their our his her my your this that these those some any every each many more most few other in on for with
    by from about between against into over public private local new old own such two three four five six both all""".split())
_BEFORE_VERBS = frozenset(
    """to will would can could may might must should shall i you he she it we they who not n't don't doesn't didn't cannot
    can't let never always is are was were be been has have had do does did""".split())
_NO_LABEL = frozenset(
    """ones number numbers half hundred thousand million billion monday tuesday wednesday thursday friday saturday sunday january
    february march april june july august september october november december morning evening afternoon night month minute minutes
    hour whole percent cent per dozen couple bit pair nine seven eight eleven twelve fourteen fifteen twenty thirty tenth third quarter
    edit thanks don fine plain sure mine anyone nobody one page""".split())


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
    spots: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for first, last, group in spans:
        for at in range(first, last):
            root = stem(tokens.words[at])
            if root and tokens.words[at] not in _NO_LABEL:
                spots[root].append((at, group))
    made: dict[int, list[Name]] = defaultdict(list)
    for root, places in spots.items():
        surety = _nounhood(tokens, [at for at, _ in places])
        if surety <= 0:
            continue
        inside = Counter(group for _, group in places)
        for group, times in inside.items():
            label = _label([at for at, each in places if each == group], tokens, text)
            # A word said once names a group only where nothing better does: the surest and longest noun.
            weight = times * times / len(places) if times > 1 else _ONCE * (min(surety, 3) + len(label) / 10) / len(places)
            made[group].append(Name(root, label, weight))
    return made


_ONCE = 0.08
"""What a noun said once weighs, by how surely it is one."""


def _nounhood(tokens: Tokens, places: Sequence[int]) -> float:
    """How surely a word is a noun, from where it stands: above 0 more like a noun than a verb or adjective."""
    balance = 0
    for at in places:
        word, before = tokens.words[at], tokens.words[at - 1] if at else ""
        after = tokens.words[at + 1] if at + 1 < len(tokens.words) else ""
        if word.endswith(("ed", "ly")):
            balance -= 1
        balance += 2 * (before in _BEFORE_NOUNS) - 2 * (before in _BEFORE_VERBS)
        # "the old man": an adjective stands before another content word, not before a verb or a full stop.
        balance += 1 if after in (".", ",", ";", "of", "is", "are", "was", "were", "and", "?") else 0
        balance -= 1 if before in _BEFORE_NOUNS and stem(after) else 0
        balance -= 2 if word.endswith("ing") and before not in ("the", "of", "a") else 0
    return balance / len(places)


def _label(places: Sequence[int], tokens: Tokens, text: str) -> str:
    """The commonest form of the word, with the content word that keeps standing before or after it."""
    forms: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for at in places:
        forms[_written(at, tokens, text)] += 1
        for one in (at - 1, at):
            if _compound(one, tokens):
                pairs[f"{_written(one, tokens, text)} {_written(one + 1, tokens, text)}"] += 1
    best = forms.most_common(1)[0][0]
    if pairs:
        pair, times = pairs.most_common(1)[0]
        best = pair if times >= 2 else best
    return best[:1].upper() + best[1:]


def _compound(one: int, tokens: Tokens) -> bool:
    """True when tokens ``one`` and the next are two content words side by side, no verb between them."""
    if one < 0 or one + 1 >= len(tokens.words) or tokens.starts[one + 1] - tokens.ends[one] != 1:
        return False
    first, second = tokens.words[one], tokens.words[one + 1]
    before = tokens.words[one - 1] if one else ""
    return bool(stem(first) and stem(second)) and before not in _BEFORE_VERBS \
        and not first.endswith(("ly", "ed", "'s")) and not second.endswith(("ed", "ly")) \
        and first not in _NO_LABEL and second not in _NO_LABEL


def _written(at: int, tokens: Tokens, text: str) -> str:
    """The word as the article writes it, but small where only the start of a sentence made it large."""
    word = text[tokens.starts[at]:tokens.ends[at]]
    opens = at == 0 or tokens.words[at - 1] in ".?!:;”\"“"
    inner_capital = word[1:] != word[1:].lower()
    return word if inner_capital or (word[:1].isupper() and not opens) else word.lower()


def dealt(offers: Sequence[Sequence[Name]]) -> list[Name | None]:
    """One name for each group, the weightiest first, no two that share a word."""
    ranked = sorted(((name.weight, -group, name) for group, names in enumerate(offers) for name in names),
                    key=lambda each: (-each[0], -each[1], each[2].label))
    chosen: list[Name | None] = [None] * len(offers)
    taken: set[str] = set()
    for _, minus, name in ranked:
        words = {stem(word) or word for word in name.label.lower().split()} - {"and", "of", "the", "in", "on"}
        if chosen[-minus] is None and not words & taken:
            chosen[-minus] = name
            taken |= words
    return chosen
