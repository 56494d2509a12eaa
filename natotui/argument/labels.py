"""What a theme is called: a strand of a theme pack, a heading, or the article's own words for it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

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
    spots: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for first, last, group in spans:
        for at in range(first, last):
            root = stem(tokens.words[at])
            if root and tokens.words[at] not in _NO_LABEL:
                spots[root].append((at, group))
    ranked: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for root, places in spots.items():
        surety = _nounhood(tokens, [at for at, _ in places])
        if surety <= 0:
            continue
        inside = Counter(group for _, group in places)
        for group, times in inside.items():
            # A word said once names a group only where nothing better does: the surest and longest noun.
            once = _ONCE * (min(surety, 3) + len(root) / 10)
            ranked[group].append(((times * times if times > 1 else once) / len(places), root))
    return {group: [Name(root, _label([at for at, each in spots[root] if each == group], tokens, text), weight)
                    for weight, root in sorted(found, reverse=True)[:_OFFERED]] for group, found in ranked.items()}


_OFFERED = 6
"""Names that a group is offered from its own words."""
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
        words = {stem(word) for word in name.label.lower().split()} - {""} or {name.label.lower()}
        if chosen[-minus] is None and not words & taken:
            chosen[-minus] = name
            taken |= words
    return chosen
