"""Clauses -> features: sparse, named, the same for training and reading.

A name says what it means to a reader through ``why.py``; all are counts of small things or yes/no. Beside them stand
the words of the clause (``wording.py``): only those that many articles use ever get a weight (``train/chain.py``), so
that none that belongs to one subject counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from heapq import nsmallest
from itertools import chain

from natotui.argument.clauses import Clause
from natotui.argument.cues import Hit, Tokens, inside, lexicon, scan
from natotui.argument.marks import COLON, NUMBER, PAST, QUOTE, Marks
from natotui.argument.parts import blocks_of
from natotui.argument.speakers import reporter
from natotui.argument.wording import OPENING, begins
from natotui.argument.words import stems
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
FORMS = ("single", "short", "long")
"""Forms of texts, which use the same cues in different ways: one paragraph, below ``_LONG`` clauses, more."""
_LONG = 32
_TOPIC = 4
"""Words that a text is taken to come back to."""
_LENGTHS = ((10, "clauses<10"), (22, "clauses<22"), (40, "clauses<40"), (60, "clauses<60"))
_DENSITIES = ((2, "dense<2"), (4, "dense<4"), (6, "dense<6"), (9, "dense<9"))
"""Upper bounds (up to and with, for clauses a paragraph) and their features."""


@dataclass
class Row:
    """What is known of one clause: its features, and the cue phrases behind them."""

    values: Values
    hits: list[Hit]
    stems: frozenset[str]
    shared: tuple[str, ...] = ()
    speaker: tuple[int, int] | None = None
    """Tokens that name who speaks."""
    words: Sequence[str] = ()
    first: int = 0
    """Index of its first token."""
    form: str = ""
    """Of the whole text: one of ``FORMS``."""


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
    marks = Marks(article.text, tokens)
    hits = inside(scan(lexicon()[0], tokens.words, 0, len(tokens.words)), ((each.first, each.last) for each in found))
    made = [_own(article.text, clause, tokens.words, marks, own) for clause, own in zip(found, hits, strict=True)]
    _neighbours(made, found)
    _places(made, found, article, scene)
    _forms(made, found)
    _topic(made)
    return made


def _topic(made: Sequence[Row]) -> None:
    """How many of the words that the text keeps coming back to each clause has."""
    counts = Counter(chain.from_iterable(row.stems for row in made))
    again = [(-times, word) for word, times in counts.items() if times > 1]
    common = frozenset(word for _, word in nsmallest(_TOPIC, again))
    for row in made:
        if not common.isdisjoint(row.stems):
            row.values["topic"] = 1.0
            if len(common & row.stems) > 1:
                row.values["topic>1"] = 1.0


_VOICES = frozenset({"opponents", "some_say", "voice", "grant", "concede@0", "concession", "says.opponents",
                     "says.some_say", "says.they", "says.officials", "says.he_she"})
_UNREPORTED = frozenset({"i", "you", "research", "experts"})
"""Speakers whose words are not other people's opinions."""


def _own(text: str, clause: Clause, words: list[str], marks: Marks, hits: list[Hit]) -> Row:
    """Features of the clause by itself."""
    values: Values = {"bias": 1.0}
    begun, opening = clause.first + 1, clause.first + _OPENING
    for category, first, _ in hits:
        values[category] = 1.0
        if first < opening:
            values[_opens(category)[first > begun]] = 1.0
    size = clause.last - clause.first
    values["words<9" if size < 9 else "words<16" if size < 16 else "words<26" if size < 26 else "words>25"] = 1.0
    if clause.kind != "whole":
        values[clause.kind] = 1.0
    _marks(values, text, clause, marks)
    speaker = reporter(words, clause.first, clause.last, hits)
    if speaker is not None:
        values["says"] = 1.0
        values["says." + speaker[0]] = 1.0
        if speaker[0] not in _UNREPORTED:
            values["reported"] = 1.0
    if not _VOICES.isdisjoint(values):
        values["other_voice"] = 1.0
    if "but@0" in values or "reply" in values:
        values["turn"] = 1.0
    shared = tuple(filter(_SHARED_SET.__contains__, values))
    for name in begins(words, clause):
        values[name] = 1.0
    return Row(values, hits, marks.stems(clause.first, clause.last), shared, speaker and speaker[1],
               words[clause.first:clause.last], clause.first)


@cache
def _opens(category: str) -> tuple[str, str]:
    """Names of the features that a cue stands right at the clause's start, and near it."""
    return category + "@0", category + "@1"


def _marks(values: Values, text: str, clause: Clause, marks: Marks) -> None:
    """Punctuation, figures, names, tense."""
    tail = text[max(clause.start, clause.end - 3):clause.end]
    if "?" in tail:
        values["question"] = 1.0
    elif "!" in tail:
        values["exclamation"] = 1.0
    kinds = marks.kinds[clause.first:clause.last]
    if QUOTE in kinds:
        if kinds[0] == QUOTE:
            values["quoted@0"] = 1.0
        if QUOTE in kinds[1:]:
            values["quoted"] = 1.0
    if COLON in kinds:
        values["colon"] = 1.0
    numbers = kinds.count(NUMBER)
    if numbers:
        values["number"] = 1.0
        if numbers > 1:
            values["numbers"] = 1.0
    if PAST in kinds:
        values["past_ed"] = 1.0
    names = marks.names(clause.start, clause.end)
    if names:
        values["names"] = 1.0
        if names > 2:
            values["many_names"] = 1.0


def _neighbours(made: list[Row], found: Sequence[Clause]) -> None:
    """What the clauses before and after do, and how many words they share."""
    for index in range(1, len(made)):
        before, after = made[index - 1], made[index]
        same = found[index - 1].block == found[index].block
        common = 0 if before.stems.isdisjoint(after.stems) else len(before.stems & after.stems)
        _see(before.values, after.shared, _SEEN["next", same])
        _shares(before.values, "shares.next", common)
        _see(after.values, before.shared, _SEEN["prev", same])
        _shares(after.values, "shares.prev", common)
        if same and before.words and after.words:  # a cut within a text of no blanks leaves a clause without words
            before.values[_NEXT_OPENS + after.words[0]] = after.values[_PREV_OPENS + before.words[0]] = 1.0


_NEXT_OPENS, _PREV_OPENS = "next." + OPENING, "prev." + OPENING


_SEEN = {(side, same): {name: f"{side}.{name}" if same else f"{side}_par.{name}" for name in _SHARED
                        if same or name in _SHARED_ACROSS} for side in ("prev", "next") for same in (True, False)}
"""Names of what a clause sees of its neighbour on a side, by the neighbour's own names, in its paragraph or not."""


def _see(values: Values, shared: Sequence[str], names: Mapping[str, str]) -> None:
    """What a neighbour does, as features of this clause."""
    for name in shared:
        if name in names:
            values[names[name]] = 1.0


def _shares(values: Values, name: str, common: int) -> None:
    """So many stems are shared."""
    if common:
        values[name] = 1.0
        if common > 2:
            values[name + ">2"] = 1.0


def _places(made: list[Row], found: Sequence[Clause], article: Article, scene: Setting) -> None:
    """Where the clause stands: in its paragraph, coarsely in the article, near the title's words."""
    groups = _groups(found)
    spots = _SPOTS[len(groups) == 1]
    for place, (first, last) in enumerate(groups):
        begun = found[first].sentence
        sentences = found[last - 1].sentence - begun + 1
        following = made[groups[place + 1][0]] if place + 1 < len(groups) else None
        kind = article.blocks[found[first].block].kind
        _course(made[first:last])
        opened = [name for key, name in _OPENED.items() if key in made[first].values] if last > first + 1 else []
        ahead = _paragraph(place, len(groups))
        behind = ["then.but@0"] if following is not None and "but@0" in following.values else []
        behind += ["block." + kind] if kind != "paragraph" else []
        behind += ["headed"] if found[first].block in scene.headed else []
        for index in range(first, last):
            values = made[index].values
            values[spots[_spot(found[index].sentence - begun, sentences)]] = 1.0
            values[ahead] = 1.0
            for name in (*opened, *behind) if index > first else behind:
                values[name] = 1.0
            common = len(made[index].stems & scene.title)
            if common or not scene.title:
                _shares(values, "shares.title", common)
            else:
                values["apart.title"] = 1.0
            _shares(values, "shares.standfirst", len(made[index].stems & scene.standfirst))


def _forms(made: Sequence[Row], found: Sequence[Clause]) -> None:
    """The form of the text; of more than one paragraph also how long it and its paragraphs are, and in which fifth of
    it each clause stands (in a single paragraph that would be learned by heart: it told nothing on left-out texts)."""
    count = len(made)
    paragraphs = len({clause.block for clause in found})
    form = "single" if paragraphs == 1 else "short" if count < _LONG else "long"
    if form == "single":
        for row in made:
            row.form = form
        return
    length = next((name for below, name in _LENGTHS if count < below), "clauses>59")
    density = next((name for most, name in _DENSITIES if count <= most * paragraphs), "dense>9")
    for index, row in enumerate(made):
        row.form = form
        row.values[length] = row.values[density] = row.values[_FIFTHS[5 * index // count]] = 1.0


_FIFTHS = tuple(f"fifth.{number}" for number in range(1, 6))


def _paragraph(place: int, count: int) -> str:
    """The name of a paragraph's place among ``count``."""
    if count == 1:
        return "single"
    return ("par.first" if place == 0 else "par.last" if place == count - 1
            else "par.second" if place == 1 else "par.middle")


def _groups(found: Sequence[Clause]) -> list[tuple[int, int]]:
    """Ranges of clauses that share a block."""
    groups: list[tuple[int, int]] = []
    for index, clause in enumerate(found):
        if groups and found[groups[-1][0]].block == clause.block:
            groups[-1] = (groups[-1][0], index + 1)
        else:
            groups.append((index, index + 1))
    return groups


def _spot(place: int, sentences: int) -> str:
    """Where the sentence at ``place`` stands among the ``sentences`` of its paragraph."""
    if sentences == 1:
        return "only"
    return ("first" if place == 0 else "last" if place == sentences - 1 else "second" if place == 1 else "middle")


_SPOTS = {single: {spot: ("text." if single else "in_par.") + spot
                   for spot in ("only", "first", "second", "middle", "last")} for single in (True, False)}
"""Names of the features for these places, in a text of one paragraph or not."""


_OPENED = {name: "opened." + name for name in ("opponents", "some_say", "says", "concede@0", "but@0", "question",
                                               "concede", "answer_noun", "example@0")}
"""What a paragraph can open with, and the name of the feature that tells so to its further clauses."""


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
