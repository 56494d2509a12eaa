"""Sentences -> clauses, cut where the two halves may play different roles ("Although X, Y", "X, but Y")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from natotui.argument.cues import Tokens
from natotui.argument.sentences import Sentence

SHORTEST = 4
"""Words that a half must have at least: shorter ones ("true, but ...") say nothing by themselves."""
_SUBORDINATE = frozenset({"although", "though", "while", "whilst", "whereas"})
_EVEN = frozenset({"if", "though", "when"})
_TURNS = frozenset({"but", "yet", "however", "nevertheless", "nonetheless", "still"})
_REASONS = frozenset({"because"})
_REASONS_AFTER_COMMA = frozenset({"since", "for", "as"})
_BREAKS = frozenset(",;:—–-")


class Clause(NamedTuple):
    """A stretch of one sentence; ``kind`` says how it hangs on its neighbour in the sentence.

    "whole": the sentence is one clause; "concession": although X; "reply": Y beside a concession or after "but";
    "turned": X before "but"; "main": X before "because"; "reason": because Y; "after": what follows a semicolon.
    """

    start: int
    end: int
    block: int
    sentence: int
    kind: str
    first: int
    """Index of its first token."""
    last: int
    """Index after its last token."""


def clauses(found: Iterable[Sentence], tokens: Tokens) -> Iterator[Clause]:
    """Every sentence whole or in clauses that together cover it."""
    for number, sentence in enumerate(found):
        first, last = tokens.within(sentence.start, sentence.end)
        cuts = _cuts(tokens.words, first, last)
        if not cuts:
            yield Clause(sentence.start, sentence.end, sentence.block, number, "whole", first, last)
            continue
        edges = [first, *(index for index, _, _ in cuts), last]
        kinds = _kinds(cuts)
        for place, kind in enumerate(kinds):
            begin, stop = edges[place], edges[place + 1]
            start = sentence.start if place == 0 else tokens.starts[begin]
            end = sentence.end if place == len(kinds) - 1 else tokens.ends[stop - 1]
            yield Clause(start, end, sentence.block, number, kind, begin, stop)


def _kinds(cuts: list[tuple[int, str, str]]) -> list[str]:
    """The kind of each clause from the kinds on both sides of every cut; the cut before a clause wins."""
    kinds = [cuts[0][1]]
    for place, (_, _, after) in enumerate(cuts):
        following = cuts[place + 1][1] if place + 1 < len(cuts) else ""
        kinds.append(following if following == "concession" and after == "after" else after)
    return kinds


def _cuts(words: list[str], first: int, last: int) -> list[tuple[int, str, str]]:
    """Where to cut: (token index, kind before it, kind after it), in order; at most three."""
    cuts: list[tuple[int, str, str]] = []
    begin = first
    opening = _opening_concession(words, first, last)
    if opening:
        cuts.append((opening, "concession", "reply"))
        begin = opening
    for index in range(begin + SHORTEST, last - SHORTEST):
        if index - begin < SHORTEST or len(cuts) == 3:
            continue
        kinds = _turn(words, index)
        if kinds and not _inside_marks(words, first, index) and not _correlative(words, begin, index):
            cuts.append((index, *kinds))
            begin = index
    return cuts


_NOT_WHAT = frozenset({"only", "just", "merely", "simply", "so"})


def _correlative(words: list[str], begin: int, index: int) -> bool:
    """Whether the "but" at ``index`` belongs to "not only X, but (also) Y": both halves stand on one side."""
    return words[index] == "but" and any(
        words[at] == "not" and words[at + 1] in _NOT_WHAT for at in range(begin, index - 1))


def _opening_concession(words: list[str], first: int, last: int) -> int:
    """Token after the comma that ends an opening "although ..." clause; 0 where there is none."""
    at = first
    while at < last and words[at] in ("and", "but", "so", "\"", "“", ","):
        at += 1
    if at + 1 >= last:
        return 0
    opens = words[at] in _SUBORDINATE or (words[at] == "even" and words[at + 1] in _EVEN)
    if not opens:
        return 0
    for index in range(at + SHORTEST, last - SHORTEST):
        if words[index] == "," and words[index + 1] not in ("and", "or", "which", "who", "where"):
            return index + 1
    return 0


def _turn(words: list[str], index: int) -> tuple[str, str] | None:
    """Kinds on both sides of token ``index`` where a new clause may begin there."""
    word, before = words[index], words[index - 1]
    after_break = before in _BREAKS
    if after_break and word in _TURNS:
        return ("turned", "reply")
    if before == ";":
        return ("turned", "after")
    if after_break and (word in ("although", "though", "whereas") or (word == "even" and words[index + 1] in _EVEN)):
        return ("reply", "concession")
    if word in _REASONS and before not in _NO_REASON:
        return ("main", "reason")
    if before == "," and word in _REASONS_AFTER_COMMA and words[index + 1] in _SUBJECTS:
        return ("main", "reason")
    return None


_SUBJECTS = frozenset({"it", "they", "the", "we", "he", "she", "there", "this", "that", "these", "those", "a", "i",
                       "you", "no", "most", "many"})
_NO_REASON = frozenset({"not", "just", "only", "partly", "simply", "precisely", "is", "'s", "largely"})


def _inside_marks(words: list[str], first: int, index: int) -> bool:
    """True inside an open bracket or typographic quotation."""
    stretch = words[first:index]
    return stretch.count("(") > stretch.count(")") or stretch.count("“") > stretch.count("”")
