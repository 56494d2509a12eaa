"""Themes: which strands an article has, and which of them each unit belongs to.

Paragraphs that speak of one thing are one theme (``cohesion.py``); what it is called comes from a theme pack, a
heading, or the article's own words (``labels.py``).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from heapq import nlargest
from operator import itemgetter

from natotui.argument import cohesion, labels, naming
from natotui.argument.cues import Tokens, Trie, build, ends, inside
from natotui.argument.labels import Name
from natotui.argument.model import Role
from natotui.argument.naming import Candidate, Span
from natotui.argument.nouns import Columns
from natotui.argument.topics import TopicPack
from natotui.argument.words import singular, stem

_FITS = 4
"""Different cues of a pack that an article must use before the pack speaks for it."""
_PACKS = 3
"""Packs that can speak for one article."""
_OFFERED = 4
"""Names that a group is offered."""
_HEADING = 1.0
"""Weight of a heading over all of a group's paragraphs as its label: the author's own word goes before any guess."""
_CONTINUES = frozenset({"this", "that", "these", "those", "such", "but", "yet", "however", "and", "also", "they", "he",
                        "she", "it", "moreover", "furthermore", "still", "nor", "so", "then"})


@dataclass(frozen=True)
class Stretch:
    """A unit as themes see it: its tokens, the index of its paragraph, the number of the heading over it (0: none),
    and its role."""

    first: int
    last: int
    paragraph: int
    heading: int = 0
    role: Role = "background"
    """Background names a theme only where nothing else does."""


Hits = list[tuple[int, str]]
Strands = dict[str, Hits]
"""For each strand ("pack number/strand number") the paragraphs and words of its cues."""


def assign(stretches: Sequence[Stretch], tokens: Tokens, text: str, packs: Sequence[TopicPack],
           weights: Mapping[str, float], title: str = "", headings: Mapping[int, str] | None = None,
           ) -> tuple[list[tuple[str, str]], list[int], tuple[str, ...]]:
    """Themes as (id, label) in order of appearance, the theme's index for each stretch, names of packs that fit.

    Args:
        weights: of the features of names.
        title: names the theme of a text that has only one and no other name for it.
        headings: text of each heading by its number.
    """
    if not stretches:
        return [], [], ()
    strands, fits = strands_of(stretches, tokens, packs)
    group_of = cohesion.groups(_paragraphs(stretches, tokens, strands))
    places = [group_of[each.paragraph] for each in stretches]
    columns = Columns(tokens, text)
    found = candidates(stretches, places, tokens, columns, packs, strands, title)
    offers = _offers(stretches, places, found, columns, headings or {}, weights)
    chosen = labels.dealt(offers)
    made = []
    for group, name in enumerate(chosen):
        fallback = title.rstrip("?!. ") if len(chosen) == 1 or group == 0 else ""
        label = name.label if name else fallback[:60] or f"Part {group + 1}"
        made.append((name.id if name else label, label))
    return _unique(made), places, fits


def slug(label: str) -> str:
    """An id from a label."""
    return "-".join(re.findall(r"[a-z0-9]+", label.lower()))[:48].strip("-") or "theme"


def _unique(named: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    taken: Counter[str] = Counter()
    made = []
    for name, label in named:
        short = slug(name)
        taken[short] += 1
        made.append((short if taken[short] == 1 else f"{short}-{taken[short]}", label))
    return made


def _paragraphs(stretches: Sequence[Stretch], tokens: Tokens, strands: Strands) -> list[cohesion.Paragraph]:
    count = max(each.paragraph for each in stretches) + 1
    words: list[Counter[str]] = [Counter() for _ in range(count)]
    roots = list(map(stem, tokens.words))
    opening: dict[int, Stretch] = {}
    for each in stretches:
        opening.setdefault(each.paragraph, each)
        words[each.paragraph].update(filter(None, roots[each.first:each.last]))
    for name, hits in strands.items():
        for paragraph, _ in hits:
            words[paragraph][f"/{name}"] += 1
    firsts = [tokens.words[opening[index].first:opening[index].first + 1] for index in range(count)]
    return [cohesion.Paragraph(words[index], opening[index].heading, any(word in _CONTINUES for word in firsts[index]))
            for index in range(count)]


def _plain(cue: str) -> str:
    return " ".join(singular(word) for word in cue.lower().replace("|", " ").split())


_tries: dict[tuple[str, ...], tuple[Sequence[TopicPack], Trie]] = {}


def _trie_of(packs: Sequence[TopicPack]) -> Trie:
    """The trie of these packs, kept: packs are read once and asked for with every article."""
    key = tuple(pack.name for pack in packs)
    kept = _tries.get(key)
    if kept is None or any(one is not other for one, other in zip(kept[0], packs, strict=True)):
        phrases = {}
        for number, pack in enumerate(packs):
            phrases[f"{number}"] = [_plain(cue) for cue in pack.cues]
            for place, strand in enumerate(pack.strands):
                phrases[f"{number}/{place}"] = [_plain(cue) for cue in strand.cues]
        _tries[key] = kept = (packs, build(phrases))
    return kept[1]


@cache
def _pack_of(category: str) -> tuple[int, bool]:
    """The number of the pack of a trie's category, and whether it is that of a strand."""
    number, _, place = category.partition("/")
    return int(number), bool(place)


def strands_of(stretches: Sequence[Stretch], tokens: Tokens,
               packs: Sequence[TopicPack]) -> tuple[Strands, tuple[str, ...]]:
    """Strands of the packs that fit, and the packs' names, the best first."""
    trie = _trie_of(packs)
    words = list(map(singular, tokens.words))
    own = inside(ends(trie, words, 0, len(words)), ((each.first, each.last) for each in stretches))
    found = [(categories, words[first] if last == first + 1 else " ".join(words[first:last]), each.paragraph)
             for each, phrases in zip(stretches, own, strict=True) for categories, first, last in phrases]
    distinct: dict[int, set[str]] = defaultdict(set)
    for cue, categories in {cue: categories for categories, cue, _ in found}.items():
        for category in categories:
            distinct[_pack_of(category)[0]].add(cue)
    ranked = sorted(distinct, key=lambda number: (-len(distinct[number]), number))
    top = len(distinct[ranked[0]]) if ranked else 0
    fit = [number for number in ranked[:_PACKS] if len(distinct[number]) >= max(_FITS, top * 0.6)]
    kept: Strands = defaultdict(list)
    for categories, cue, paragraph in found:
        for category in categories:
            number, in_strand = _pack_of(category)
            if in_strand and number in fit:
                kept[category].append((paragraph, cue))
    return kept, tuple(packs[number].name for number in fit)


def candidates(stretches: Sequence[Stretch], places: Sequence[int], tokens: Tokens, columns: Columns,
               packs: Sequence[TopicPack], strands: Strands, title: str) -> list[list[Candidate]]:
    """Names that each group could have.

    Args:
        places: the group of each stretch.
    """
    group_of = {each.paragraph: place for each, place in zip(stretches, places, strict=True)}
    argued = {place for each, place in zip(stretches, places, strict=True) if each.role != "background"}
    spans = [Span(each.first, each.last, place, each.role) for each, place in zip(stretches, places, strict=True)
             if each.role != "background" or place not in argued]
    words = naming.own(spans, tokens, columns, title)
    topics = naming.strands(strands, packs, group_of)
    return [[*topics.get(group, ()), *words.get(group, ())] for group in range(max(places) + 1)]


def _offers(stretches: Sequence[Stretch], places: Sequence[int], found: Sequence[Sequence[Candidate]],
            columns: Columns, headings: Mapping[int, str], weights: Mapping[str, float]) -> list[list[Name]]:
    """The likeliest names of each group, and the heading over all of it."""
    offers = []
    for each in found:
        best = nlargest(_OFFERED, zip(naming.chances(each, weights), each, strict=True), key=itemgetter(0))
        offers.append([Name(one.id, chance, partial(_written, one, columns)) for chance, one in best])
    for group, offer in enumerate(offers):
        over = {each.heading for each, place in zip(stretches, places, strict=True) if place == group}
        if len(over) == 1 and (label := headings.get(over.pop(), "").strip(" .:?!")) and len(label) <= 48:
            offer.append(Name(label, _HEADING + sum(place == group for place in places), partial(str, label)))
    return offers


def _written(candidate: Candidate, columns: Columns) -> str:
    return candidate.label or columns.label(candidate.places)
