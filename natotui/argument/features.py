"""Clauses -> features: sparse, named, the same for training and reading.

A name says what it means to a reader through ``why.py``; all are counts of small things or yes/no. Words of the
subject are no features: they do not carry over to articles about something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from natotui.argument.clauses import Clause
from natotui.argument.cues import Hit, Tokens, lexicon, scan
from natotui.argument.parts import blocks_of
from natotui.argument.speakers import reporter
from natotui.argument.words import stem_set, stems
from natotui.article.model import Article

Values = dict[str, float]
_OPENING = 4
"""A cue within so many tokens of a clause's start opens it."""
_SHARED = (
    "but@0", "concede@0", "conclude@0", "cause@0", "example@0", "add@0", "enumerate@0", "this@0", "deny", "question",
    "should", "must", "story", "research", "says", "opinion", "concession", "reply", "turned", "answer_noun", "number",
    "if@0", "negation", "grant", "answer@0", "other_voice", "reported", "past", "scene", "quoted", "announce",
    "verdict")
"""Features of a clause that its neighbours in the paragraph see."""
_SHARED_ACROSS = frozenset({"but@0", "other_voice", "question", "grant", "announce", "reported"})
"""The same across a paragraph's end: fewer, since the next paragraph often begins something new."""
_SHARED_SET = frozenset(_SHARED)


@dataclass
class Row:
    """What is known of one clause: its features, and the cue phrases behind them."""

    values: Values
    hits: list[Hit]
    stems: frozenset[str]
    shared: tuple[str, ...] = ()
    speaker: tuple[int, int] | None = None
    """Tokens that name who speaks."""


@dataclass(frozen=True)
class Setting:
    """What all clauses of an article (or part of one) share."""

    title: frozenset[str] = frozenset()
    standfirst: frozenset[str] = frozenset()
    headed: frozenset[int] = field(default=frozenset())
    """Blocks that stand right under a heading."""


def setting(article: Article, start: int, end: int) -> Setting:
    """The words of title and standfirst, and the blocks of ``[start, end)`` right under headings."""
    headed = set()
    heading = False
    for index, block in blocks_of(article, start, end):
        if heading and block.kind != "heading":
            headed.add(index)
        heading = block.kind == "heading"
    return Setting(stems(article.title), stems(article.standfirst), frozenset(headed))


def headings(article: Article, start: int, end: int) -> tuple[dict[int, int], dict[int, str]]:
    """For each block under a heading the heading's number (from 1), and each heading's words by its number."""
    over: dict[int, int] = {}
    words: dict[int, str] = {}
    for index, block in blocks_of(article, start, end):
        if block.kind == "heading":
            words[len(words) + 1] = article.block_text(block)
        elif words:
            over[index] = len(words)
    return over, words


def rows(article: Article, found: Sequence[Clause], tokens: Tokens, scene: Setting) -> list[Row]:
    """One row a clause, in order."""
    made = [_own(article, clause, tokens) for clause in found]
    _neighbours(made, found)
    _places(made, found, article, scene)
    return made


_VOICES = ("opponents", "some_say", "voice", "grant", "concede@0", "concession", "says.opponents", "says.some_say",
           "says.they", "says.officials", "says.he_she")


def _own(article: Article, clause: Clause, tokens: Tokens) -> Row:
    """Features of the clause by itself."""
    trie, _ = lexicon()
    words = tokens.words
    hits = scan(trie, words, clause.first, clause.last)
    values: Values = {"bias": 1.0}
    opening = clause.first + _OPENING
    for category, first, _ in hits:
        values[category] = 1.0
        if first < opening:
            values[category + "@0" if first <= clause.first + 1 else category + "@1"] = 1.0
    size = clause.last - clause.first
    values["words<9" if size < 9 else "words<16" if size < 16 else "words<26" if size < 26 else "words>25"] = 1.0
    if clause.kind != "whole":
        values[clause.kind] = 1.0
    _marks(values, article.text, clause, words)
    speaker = reporter(words, clause.first, clause.last, hits)
    if speaker is not None:
        values["says"] = 1.0
        values["says." + speaker[0]] = 1.0
    if speaker is not None and speaker[0] not in ("i", "you", "research", "experts"):
        values["reported"] = 1.0
    if any(name in values for name in _VOICES):
        values["other_voice"] = 1.0
    if "but@0" in values or "reply" in values:
        values["turn"] = 1.0
    row = Row(values, hits, stem_set(words[clause.first:clause.last]), speaker=speaker and speaker[1])
    row.shared = tuple(name for name in values if name in _SHARED_SET)
    return row


def _marks(values: Values, text: str, clause: Clause, words: list[str]) -> None:
    """Punctuation, figures, names, tense."""
    tail = text[max(clause.start, clause.end - 3):clause.end]
    if "?" in tail:
        values["question"] = 1.0
    elif "!" in tail:
        values["exclamation"] = 1.0
    numbers = names = past = 0
    for index in range(clause.first, clause.last):
        word = words[index]
        if word[0].isdigit():
            numbers += 1
        elif word.endswith("ed") and len(word) > 4:
            past += 1
        elif word in "“\"":
            values["quoted@0" if index == clause.first else "quoted"] = 1.0
        elif word == ":":
            values["colon"] = 1.0
    if numbers:
        values["number"] = 1.0
        if numbers > 1:
            values["numbers"] = 1.0
    if past:
        values["past_ed"] = 1.0
    names = _names(text, clause)
    if names:
        values["names"] = 1.0
        if names > 2:
            values["many_names"] = 1.0


def _names(text: str, clause: Clause) -> int:
    """Number of capitalised words after the first."""
    return sum(word[0].isupper() and len(word) > 1 for word in text[clause.start:clause.end].split()[1:])


def _neighbours(made: list[Row], found: Sequence[Clause]) -> None:
    """What the clauses before and after do, and how many words they share."""
    for index, row in enumerate(made):
        values = row.values
        if index:
            before = made[index - 1]
            _see(values, before.shared, "prev", found[index - 1].block == found[index].block)
            _overlap(values, "shares.prev", row.stems, before.stems)
        if index + 1 < len(made):
            after = made[index + 1]
            _see(values, after.shared, "next", found[index + 1].block == found[index].block)
            _overlap(values, "shares.next", row.stems, after.stems)


def _see(values: Values, shared: Sequence[str], side: str, same: bool) -> None:
    """What a neighbour does, as a feature of this clause."""
    for name in shared:
        if same:
            values[f"{side}.{name}"] = 1.0
        elif name in _SHARED_ACROSS:
            values[f"{side}_par.{name}"] = 1.0


def _overlap(values: Values, name: str, one: frozenset[str], other: frozenset[str]) -> None:
    common = len(one & other)
    if common:
        values[name] = 1.0
        if common > 2:
            values[name + ">2"] = 1.0


def _places(made: list[Row], found: Sequence[Clause], article: Article, scene: Setting) -> None:
    """Where the clause stands: in its paragraph, coarsely in the article, near the title's words."""
    groups = _groups(found)
    single = len(groups) == 1
    for place, (first, last) in enumerate(groups):
        opening = made[first]
        sentences = found[last - 1].sentence - found[first].sentence + 1
        following = made[groups[place + 1][0]] if place + 1 < len(groups) else None
        _course(made[first:last])
        for index in range(first, last):
            values = made[index].values
            _in_paragraph(values, found[index].sentence - found[first].sentence, sentences, single)
            if single:
                values["single"] = 1.0
            else:
                values["par.first" if place == 0 else "par.last" if place == len(groups) - 1
                       else "par.second" if place == 1 else "par.middle"] = 1.0
            _around(values, opening if index > first else None, following)
            block = article.blocks[found[index].block]
            if block.kind != "paragraph":
                values["block." + block.kind] = 1.0
            if found[index].block in scene.headed:
                values["headed"] = 1.0
            _overlap(values, "shares.title", made[index].stems, scene.title)
            _overlap(values, "shares.standfirst", made[index].stems, scene.standfirst)


def _groups(found: Sequence[Clause]) -> list[tuple[int, int]]:
    """Ranges of clauses that share a block."""
    groups: list[tuple[int, int]] = []
    for index, clause in enumerate(found):
        if groups and found[groups[-1][0]].block == clause.block:
            groups[-1] = (groups[-1][0], index + 1)
        else:
            groups.append((index, index + 1))
    return groups


def _in_paragraph(values: Values, place: int, sentences: int, single: bool) -> None:
    scope = "text." if single else "in_par."
    if sentences == 1:
        values[scope + "only"] = 1.0
        return
    if place == 0:
        values[scope + "first"] = 1.0
    elif place == sentences - 1:
        values[scope + "last"] = 1.0
    elif place == 1:
        values[scope + "second"] = 1.0
    else:
        values[scope + "middle"] = 1.0


_OPENERS = ("opponents", "some_say", "says", "concede@0", "but@0", "question", "concede", "answer_noun", "example@0")


def _around(values: Values, opening: Row | None, following: Row | None) -> None:
    """How the paragraph opens, and how the next one does."""
    if opening is not None:
        for name in _OPENERS:
            if name in opening.values:
                values["opened." + name] = 1.0
    if following is not None and "but@0" in following.values:
        values["then.but@0"] = 1.0


def _course(made: Sequence[Row]) -> None:
    """For each clause of a paragraph: has the paragraph let others speak and turned by then, or will it."""
    voiced = turned = -1
    for place, row in enumerate(made):
        own_voice, own_turn = "other_voice" in row.values, "turn" in row.values
        if voiced >= 0:
            row.values["before.voice"] = 1.0
            if turned > voiced:
                row.values["before.voice_turn"] = 1.0
            elif turned < 0:
                row.values["before.voice_only"] = 1.0
        if turned >= 0:
            row.values["before.turn"] = 1.0
        voiced, turned = place if own_voice else voiced, place if own_turn else turned
    voice_ahead = turn_ahead = False
    for row in reversed(made):
        if turn_ahead:
            row.values["after.turn"] = 1.0
        if voice_ahead:
            row.values["after.voice"] = 1.0
        voice_ahead, turn_ahead = voice_ahead or "other_voice" in row.values, turn_ahead or "turn" in row.values
