"""Themes: which strands an article has, and which of them each paragraph and unit belongs to.

Candidates come from theme packs (strands whose cues the article uses) and from the article's own recurring words.
Paragraphs are the units of cohesion: each takes the candidate that it speaks of most, its neighbours' choice counts
a little, and a unit leaves its paragraph's theme only for one that it names itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from natotui.argument.cues import Tokens, Trie, build, scan
from natotui.argument.topics import TopicPack
from natotui.argument.words import stem

MOST = 9
"""Themes of one article or part."""
_FITS = 4
"""Different cues of a pack that an article must use before the pack speaks for it."""
_STAY = 1.0
"""What a paragraph gains by staying with the theme of the one before."""


@dataclass
class Strand:
    """A candidate theme: its label and how much each paragraph speaks of it."""

    id: str
    label: str
    pack: str = ""
    weight: dict[int, float] = field(default_factory=lambda: defaultdict(float))
    units: dict[int, float] = field(default_factory=lambda: defaultdict(float))


@dataclass(frozen=True)
class Stretch:
    """A unit as themes see it: its tokens and the index of its paragraph."""

    first: int
    last: int
    paragraph: int


def assign(stretches: Sequence[Stretch], tokens: Tokens, text: str, packs: Sequence[TopicPack],
           title: str = "") -> tuple[list[tuple[str, str]], list[int], tuple[str, ...]]:
    """Themes as (id, label) in order of appearance, the theme's index for each stretch, names of packs that fit."""
    if not stretches:
        return [], [], ()
    candidates, names = _from_packs(stretches, tokens, packs)
    candidates += _discovered(stretches, tokens, text, candidates)
    paragraphs = max(each.paragraph for each in stretches) + 1
    chosen = _select(candidates, paragraphs, len(stretches))
    if not chosen:
        label = title.rstrip("?!. ") or "The whole text"
        return [(slug(label), label[:60])], [0] * len(stretches), names
    path = _path(chosen, paragraphs)
    places = [_unit_theme(index, each, chosen, path) for index, each in enumerate(stretches)]
    order = list(dict.fromkeys(places))
    made = _named([chosen[index] for index in order])
    return made, [order.index(index) for index in places], names


def slug(label: str) -> str:
    """An id from a label."""
    return "-".join(re.findall(r"[a-z0-9]+", label.lower()))[:48].strip("-") or "theme"


def _named(strands: Sequence[Strand]) -> list[tuple[str, str]]:
    """Ids and labels; ids are unique."""
    taken: Counter[str] = Counter()
    made = []
    for strand in strands:
        name = slug(strand.id)
        taken[name] += 1
        made.append((name if taken[name] == 1 else f"{name}-{taken[name]}", strand.label))
    return made


def singular(word: str) -> str:
    """``word`` without a plural ending, for matching only."""
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] not in "su" else word


def _trie(packs: Sequence[TopicPack]) -> Trie:
    phrases = {}
    for number, pack in enumerate(packs):
        phrases[f"{number}"] = [_plain(cue) for cue in pack.cues]
        for place, strand in enumerate(pack.strands):
            phrases[f"{number}/{place}"] = [_plain(cue) for cue in strand.cues]
    return build(phrases)


def _plain(cue: str) -> str:
    return " ".join(singular(word) for word in cue.lower().replace("|", " ").split())


_tries: dict[tuple[str, ...], tuple[Sequence[TopicPack], Trie]] = {}


def _trie_of(packs: Sequence[TopicPack]) -> Trie:
    """The trie of these packs, kept: packs are read once and asked for with every article."""
    key = tuple(pack.name for pack in packs)
    kept = _tries.get(key)
    if kept is None or any(one is not other for one, other in zip(kept[0], packs, strict=True)):
        _tries[key] = kept = (packs, _trie(packs))
    return kept[1]


def _from_packs(stretches: Sequence[Stretch], tokens: Tokens,
                packs: Sequence[TopicPack]) -> tuple[list[Strand], tuple[str, ...]]:
    trie = _trie_of(packs)
    words = [singular(word) for word in tokens.words]
    strands: dict[str, Strand] = {}
    distinct: dict[int, set[str]] = defaultdict(set)
    for index, each in enumerate(stretches):
        for category, first, last in scan(trie, words, each.first, each.last):
            number, _, place = category.partition("/")
            distinct[int(number)].add(" ".join(words[first:last]))
            if place:
                if category not in strands:
                    strand = packs[int(number)].strands[int(place)]
                    strands[category] = Strand(strand.id, strand.label, packs[int(number)].name)
                strands[category].weight[each.paragraph] += 1.0
                strands[category].units[index] += last - first
    ranked = sorted(distinct, key=lambda number: -len(distinct[number]))
    top = len(distinct[ranked[0]]) if ranked else 0
    fit = {number for number in ranked[:3] if len(distinct[number]) >= max(_FITS, top * 0.6)}
    kept = [strand for category, strand in strands.items() if int(category.partition("/")[0]) in fit]
    return kept, tuple(packs[number].name for number in ranked if number in fit)


def _discovered(stretches: Sequence[Stretch], tokens: Tokens, text: str, known: Sequence[Strand]) -> list[Strand]:
    """Strands from the article's own words: stems that come again in a paragraph or two, not everywhere."""
    where: dict[str, Counter[int]] = defaultdict(Counter)
    units: dict[str, set[int]] = defaultdict(set)
    spots: dict[str, list[int]] = defaultdict(list)
    for index, each in enumerate(stretches):
        for at in range(each.first, each.last):
            root = stem(tokens.words[at])
            if root:
                where[root][each.paragraph] += 1
                units[root].add(index)
                spots[root].append(at)
    paragraphs = max(each.paragraph for each in stretches) + 1
    found = []
    for root, counts in where.items():
        total = sum(counts.values())
        spread = len(counts) / paragraphs
        if total < 2 or len(units[root]) < 2 or (spread > 0.6 and paragraphs > 3):
            continue
        strand = Strand(root, _label(spots[root], tokens, text))
        for paragraph, count in counts.items():
            strand.weight[paragraph] = 0.8 * count * (1.2 - spread)
        for index in units[root]:
            strand.units[index] = 0.5
        found.append(strand)
    return found


def _label(spots: Sequence[int], tokens: Tokens, text: str) -> str:
    """The words a person would use: the commonest form, with the content word that usually stands beside it."""
    forms: Counter[str] = Counter()
    pairs: Counter[str] = Counter()
    for at in spots:
        word = text[tokens.starts[at]:tokens.ends[at]]
        forms[word if word[1:] != word[1:].lower() or at and word[0].isupper() and _mid(text, tokens, at) else word.lower()] += 1
        for one, other in ((at - 1, at), (at, at + 1)):
            if 0 <= one and other < len(tokens.words) and stem(tokens.words[one]) and stem(tokens.words[other]) \
                    and tokens.starts[other] - tokens.ends[one] == 1:
                pairs[text[tokens.starts[one]:tokens.ends[other]]] += 1
    best = forms.most_common(1)[0][0]
    if pairs:
        pair, times = pairs.most_common(1)[0]
        if times >= 2:
            best = pair
    return best[:1].upper() + best[1:]


def _mid(text: str, tokens: Tokens, at: int) -> bool:
    """True when the word does not open a sentence."""
    return tokens.words[at - 1] not in ".?!:”\"“"


def _select(candidates: list[Strand], paragraphs: int, size: int) -> list[Strand]:
    """Greedy cover: each next strand adds the most to paragraphs that no chosen one explains well."""
    wanted = min(MOST, max(1, min(7, (paragraphs + 1) // 2 + 1)) if paragraphs > 1 else 1 + (size > 8))
    covered = [0.0] * paragraphs
    chosen: list[Strand] = []
    pool = list(candidates)
    while pool and len(chosen) < wanted:
        gains = [sum(max(0.0, weight - covered[p]) for p, weight in each.weight.items())
                 * (1.5 if each.pack else 1.0) for each in pool]
        best = max(range(len(pool)), key=gains.__getitem__)
        if gains[best] < (0.5 if not chosen else 1.5):
            break
        strand = pool.pop(best)
        chosen.append(strand)
        for paragraph, weight in strand.weight.items():
            covered[paragraph] = max(covered[paragraph], weight)
        pool = [each for each in pool if not _alike(each, strand)]
    return chosen


def _alike(one: Strand, other: Strand) -> bool:
    """True for strands that would read the same in the outline."""
    mine, theirs = set(one.label.lower().split()), set(other.label.lower().split())
    return bool(mine & theirs)


def _path(chosen: list[Strand], paragraphs: int) -> list[int]:
    """The theme of each paragraph (Viterbi)."""
    totals = [0.0] * len(chosen)
    back: list[list[int]] = []
    for paragraph in range(paragraphs):
        here = [strand.weight.get(paragraph, 0.0) for strand in chosen]
        best = max(range(len(chosen)), key=totals.__getitem__)
        step = []
        fresh = []
        for index, weight in enumerate(here):
            stay = totals[index] + _STAY
            step.append(index if stay >= totals[best] else best)
            fresh.append(weight + max(stay, totals[best]))
        back.append(step)
        totals = fresh
    at = max(range(len(chosen)), key=totals.__getitem__)
    path = [at]
    for step in reversed(back[1:]):
        at = step[at]
        path.append(at)
    path.reverse()
    return path


def _unit_theme(index: int, each: Stretch, chosen: list[Strand], path: list[int]) -> int:
    home = path[each.paragraph]
    own = chosen[home].units.get(index, 0.0)
    best = max(range(len(chosen)), key=lambda place: chosen[place].units.get(index, 0.0))
    return best if chosen[best].units.get(index, 0.0) >= own + 2 else home
