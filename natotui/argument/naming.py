"""Features of the names that a theme may get, and which of them fits best.

Candidates are the article's own nouns and the strands of theme packs that fit. A name's chance is a choice among the
candidates of its group (conditional logit), learned from what annotators called their themes (``train/names.py``): a
word that opens the group, stands in its claims and seldom elsewhere is likely to be its name, and some words are
likelier to be names than others.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import exp
from typing import NamedTuple

from natotui.argument.cues import Tokens
from natotui.argument.model import Role
from natotui.argument.nouns import Columns
from natotui.argument.topics import TopicPack
from natotui.argument.words import singular, stem, stem_set

WORD = "w:"
"""What the name of the feature for a word itself begins with."""
_TIMES = (2, 3, 4, 6)
_SHARES = (0.3, 0.6, 0.99)
_TOTALS = (2, 3, 6, 10)
_BALANCES = (-0.5, 0.01, 0.5, 1, 1.5, 2)
_OPENING = 5
"""A word within so many tokens of its unit's start leads it."""
_LEAD, _FIRST, _TITLE, _CLAIM, _THESIS = (1 << bit for bit in range(5))
_NAMES = ("lead", "in.first", "title", "in.claim", "in.thesis")
_MARKS = [tuple(name for bit, name in enumerate(_NAMES) if marks & 1 << bit) for marks in range(32)]
"""The features of a word that stands, somewhere in its group, in such places."""
_SIDES = {"claim": _CLAIM, "thesis": _THESIS}
_SUFFIXES = ("ion", "ity", "ment", "ness", "ism", "ing", "ence", "ance", "ers", "er", "ors", "or", "ed", "ly", "al",
             "s", "th", "ship", "age", "cy", "ics", "ty")

Hits = Sequence[tuple[int, str]]


class Span(NamedTuple):
    """A unit: its tokens, the group that it belongs to, its role."""

    first: int
    last: int
    group: int
    role: Role


class Candidate(NamedTuple):
    """A name that a group may get."""

    id: str
    """A strand's id, or the stem of a word."""
    label: str
    """Of a strand; empty for a word: the text has to be asked how it writes it."""
    features: tuple[str, ...]
    places: Sequence[int] = ()
    """Tokens of a word."""


def _bucket(kind: str, bounds: Sequence[float]) -> tuple[str, ...]:
    """Names of the features for what lies between bounds, the lowest first."""
    return tuple(f"{kind}{place}" for place in range(len(bounds) + 1))


_N, _SHARE, _TOTAL = _bucket("n", _TIMES), _bucket("share", _SHARES), _bucket("total", _TOTALS)
_NOUN, _CUES, _DIFFERENT = _bucket("noun", _BALANCES), _bucket("cues", _TIMES), _bucket("different", _TIMES)
_SEVERAL = frozenset(_DIFFERENT[2:])
_CERTAIN = 40.0
"""Factor on the share of a strand that shows itself clearly: annotators did not know the packs' labels, and "Domestic
politics" names more than "political" also where they chose another word. It costs no hit."""


@lru_cache(maxsize=65_536)
def _suffix(word: str) -> str:
    """The feature for how a word ends."""
    return next((f"-{ending}" for ending in _SUFFIXES if word.endswith(ending)), "-")


def own(spans: Sequence[Span], tokens: Tokens, columns: Columns, title: str) -> dict[int, list[Candidate]]:
    """The article's own nouns as candidates, by group."""
    spots: dict[int, dict[str, list[int]]] = {}
    marks: dict[int, dict[str, int]] = {}
    for first, last, group, role in spans:
        side = _SIDES.get(role, 0)
        if group not in spots:
            spots[group], marks[group] = defaultdict(list), defaultdict(int)
            side |= _FIRST
        inside, marked = spots[group], marks[group]
        for at, root in enumerate(columns.roots[first:last], first):
            if root:
                inside[root].append(at)
                if at < first + _OPENING:
                    marked[root] |= side | _LEAD
                elif side:
                    marked[root] |= side
    totals = _totals(spots.values())
    said = dict.fromkeys(stem_set(Tokens(title).words), _TITLE)
    return {group: [_word(root, places, totals[root], marks[group].get(root, 0) | said.get(root, 0), columns)
                    for root, places in inside.items() if len(places) > 1 or root in marks[group]]
            for group, inside in spots.items()}


def _totals(groups: Iterable[Mapping[str, Sequence[int]]]) -> Counter[str]:
    """How often all groups together have each stem."""
    totals: Counter[str] = Counter()
    for inside in groups:
        for root, places in inside.items():
            totals[root] += len(places)
    return totals


def _word(root: str, places: Sequence[int], total: int, marks: int, columns: Columns) -> Candidate:
    """The candidate for a stem that a group has at ``places``, and the whole text ``total`` times."""
    times = len(places)
    form, nounhood = columns.noun(places)
    return Candidate(root, "", (
        WORD + _alone(form), _N[bisect_right(_TIMES, times)], _SHARE[bisect_right(_SHARES, times / total)],
        _TOTAL[bisect_right(_TOTALS, total)], _NOUN[bisect_right(_BALANCES, nounhood)], _suffix(form),
        *_MARKS[marks]), places)


def strands(found: Mapping[str, Hits], packs: Sequence[TopicPack],
            group_of: Mapping[int, int]) -> dict[int, list[Candidate]]:
    """The strands of packs as candidates, by group.

    Args:
        found: for each strand ("pack number/strand number") the paragraphs and words of its cues.
        group_of: the group of each paragraph.
    """
    made: dict[int, list[Candidate]] = defaultdict(list)
    for name, hits in found.items():
        number, _, place = name.partition("/")
        strand = packs[int(number)].strands[int(place)]
        inside: dict[int, list[str]] = defaultdict(list)
        for paragraph, cue in hits:
            inside[group_of[paragraph]].append(cue)
        words = _words(strand.label)
        for group, cues in inside.items():
            features = ["strand", _CUES[bisect_right(_TIMES, len(cues))],
                        _DIFFERENT[bisect_right(_TIMES, len(set(cues)))]]
            features += ["phrase"] if any(" " in cue for cue in cues) else []
            made[group].append(Candidate(strand.id, strand.label, (*features, *words)))
    return made


@lru_cache(maxsize=4_096)
def _words(label: str) -> tuple[str, ...]:
    """The features for the words of a label."""
    return tuple(WORD + word for word in content(label))


def content(label: str) -> list[str]:
    """The words of a label that carry its subject, in the singular."""
    return sorted({_alone(word) for word in Tokens(label).words if stem(word)})


def _alone(word: str) -> str:
    """``word`` in the singular, nobody's."""
    return singular(word.removesuffix("'s"))


def chances(candidates: Sequence[Candidate], weights: Mapping[str, float]) -> list[float]:
    """How likely each candidate of one group is its name, or says no less than the name does.

    A strand that shows itself by a phrase or by two different cues is likely also through the words of its label that
    the group has: "Defense spending" names what "spending" names.
    """
    scores = [sum([weights[name] for name in each.features if name in weights]) for each in candidates]
    top = max(scores, default=0.0)
    shares = [exp(score - top) for score in scores]
    total = sum(shares)
    words = {each.features[0]: share for each, share in zip(candidates, shares, strict=True) if not each.label}
    return [share / total if not _shown(each) else
            (share * (_CERTAIN if _sure(each) else 1.0)
             + sum(words.get(name, 0.0) for name in each.features)) / total
            for each, share in zip(candidates, shares, strict=True)]


def _sure(candidate: Candidate) -> bool:
    """True for a strand that three different cues speak for, one of them a phrase."""
    return "phrase" in candidate.features and not _SEVERAL.isdisjoint(candidate.features)


def _shown(candidate: Candidate) -> bool:
    """True for a strand that two different cues or a phrase speak for: one word alone may mean anything."""
    return bool(candidate.label) and ("phrase" in candidate.features or _DIFFERENT[0] not in candidate.features)
