"""Why a unit has its role, in words: the features that truly moved its score most."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from natotui.argument.cues import Tokens, lexicon
from natotui.argument.features import Row
from natotui.argument.model import Cue, Role
from natotui.argument.roles import LABELS, Model
from natotui.argument.wording import EARLY, OPENING, WORD
from natotui.argument.words import listed

MOST = 4
"""Cues told of one unit."""
_PLACES = {
    "in_par.first": "opens its paragraph", "in_par.last": "closes its paragraph",
    "in_par.only": "is a paragraph by itself", "in_par.second": "is the second sentence of its paragraph",
    "in_par.middle": "stands within its paragraph", "text.first": "opens the text", "text.last": "closes the text",
    "text.only": "is the whole text", "text.second": "is the second sentence of the text",
    "text.middle": "stands within the text", "par.first": "stands in the first paragraph",
    "par.second": "stands in the second paragraph", "par.last": "stands in the last paragraph",
    "par.middle": "stands in the middle of the article", "headed": "stands under a heading",
    "block.quote": "is quoted", "block.item": "is an item of a list",
    "concession": "is the conceding half of a sentence", "reply": "is the answering half of a sentence",
    "turned": "is the half that the sentence turns away from", "after": "follows a semicolon",
    "reason": "is the reason given in its sentence", "main": "is what its sentence gives a reason for",
    "question": "is a question", "exclamation": "is an exclamation", "quoted": "quotes",
    "quoted@0": "opens with a quotation", "number": "gives a number", "numbers": "gives several numbers",
    "past_ed": "tells what was done", "names": "names someone or something",
    "many_names": "names several people or things", "colon": "announces with a colon",
    "says": "reports what somebody says", "words<9": "is short", "words<16": "is rather short",
    "words<26": "is of middling length", "words>25": "is long", "shares.title": "takes up the title's words",
    "shares.title>2": "takes up the title's words", "shares.standfirst": "takes up the standfirst's words",
    "shares.standfirst>2": "takes up the standfirst's words", "apart.title": "takes up no word of the title",
    "topic": "has a word that the text comes back to", "topic>1": "has words that the text comes back to",
    "shares.prev": "takes up words of the sentence before",
    "shares.prev>2": "takes up words of the sentence before",
    "shares.next": "its words are taken up by the next sentence",
    "shares.next>2": "its words are taken up by the next sentence", "single": "stands in a text of one paragraph",
    "other_voice": "lets another side speak", "reported": "reports what others say",
    "turn": "turns against what stands before it",
    "before.voice": "comes after words of another side in its paragraph",
    "before.voice_only": "comes after words of another side, and nothing has turned against them yet",
    "before.voice_turn": "comes after the paragraph has turned against another side",
    "before.turn": "comes after the paragraph's turn", "after.turn": "comes before the paragraph's turn",
    "after.voice": "comes before words of another side in its paragraph",
    "clauses<10": "stands in a very short text", "clauses<22": "stands in a short text",
    "clauses<40": "stands in a text of some length", "clauses<60": "stands in a rather long text",
    "clauses>59": "stands in a long text", "dense<2": "stands among paragraphs of a sentence or two",
    "dense<4": "stands among short paragraphs", "dense<6": "stands among paragraphs of middling length",
    "dense<9": "stands among long paragraphs", "dense>9": "stands among very long paragraphs",
    "fifth.1": "stands in the first fifth of the text", "fifth.2": "stands in the second fifth of the text",
    "fifth.3": "stands in the middle of the text", "fifth.4": "stands in the fourth fifth of the text",
    "fifth.5": "stands in the last fifth of the text",
}
_SETTING = ("clauses", "dense", "fifth.", "words<", "words>", "par.", "single")
"""What the features begin with that tell of the text around a unit: they are told after all that tells of its words."""
_SAYS = {
    "opponents": "reports opponents", "some_say": "reports what some people say", "supporters": "reports supporters",
    "experts": "reports experts", "officials": "reports those in charge", "research": "reports research",
    "they": "reports what others say", "he_she": "reports what a person says", "i": "speaks for the author",
    "you": "puts words into the reader's mouth", "it": "reports a source", "other": "reports somebody",
}
_NEIGHBOURS = {"prev.": "follows a sentence that {}", "next.": "comes before a sentence that {}",
               "prev_par.": "follows a paragraph whose end {}",
               "next_par.": "comes before a paragraph whose beginning {}",
               "opened.": "stands in a paragraph whose beginning {}", "then.": "the next paragraph {}"}


def cues(rows: Sequence[Row], role: Role, tokens: Tokens, weights: Model, start: int) -> tuple[Cue, ...]:
    """Up to ``MOST`` cues of a unit made of these clauses, the strongest first.

    A cue without words of its own (place, neighbours) has an empty span at ``start``.
    """
    place = LABELS.index("claim" if role == "thesis" else role)
    told: list[Cue] = []
    seen: set[str] = set()
    for row in rows:
        for name in _moved(row, place, weights):
            if len(told) >= MOST:
                break
            words = reason(name)
            if words is None or words in seen:
                continue
            seen.add(words)
            span = _span(name, row, tokens) or (start, start)
            told.append(Cue(*span, words))
    return tuple(told)


def _moved(row: Row, place: int, weights: Model) -> list[str]:
    """The features that speak for the role against the others: the most telling first, among them the weightiest."""
    table, words, pairs = weights.contrasts[row.form][place], *weights.word_contrasts[place]
    gains = [(_telling(name), table[name], name) for name in table.keys() & row.values.keys()]
    gains += [(_telling(name), words[word], name) for word in words.keys() & row.words if word.isalpha()
              for name in [WORD + word]]
    gains += [(_telling(name), pairs[pair], name) for pair in pairs.keys() & pairwise(row.words)
              if pair[0].isalpha() and pair[1].isalpha() for name in [WORD + " ".join(pair)]]
    return [name for _, _, name in sorted(gains, reverse=True)]


@lru_cache(maxsize=4_096)
def _telling(name: str) -> int:
    """How much a feature tells a reader: the words of a unit most, then such as are mere grammar, then its setting."""
    if name.startswith(_SETTING):
        return 0
    return 1 if name.startswith(WORD) and set(name.removeprefix(WORD).split(" ")) <= listed("empty") else 2


@lru_cache(maxsize=4_096)
def reason(name: str) -> str | None:
    """What a feature means, in words; None for one that means nothing by itself."""
    if name in _PLACES:
        return _PLACES[name]
    for head, form in _NEIGHBOURS.items():
        if name.startswith(head):
            inner = reason(name[len(head):])
            return form.format(inner) if inner else None
    if name.startswith("says."):
        return _SAYS.get(name[5:])
    if name.startswith(OPENING):
        return f"opens with “{name.removeprefix(OPENING)}”"
    if name.startswith(EARLY):
        return f"says “{name.removeprefix(EARLY)}” at its beginning"
    if name.startswith(WORD):
        return f"says “{name.removeprefix(WORD)}”"
    _, whys = lexicon()
    return whys.get(name.partition("@")[0])


def _span(name: str, row: Row, tokens: Tokens) -> tuple[int, int] | None:
    """The words behind a feature, where there are any."""
    if name.startswith("says") and row.speaker is not None:
        return tokens.starts[row.speaker[0]], tokens.ends[row.speaker[1] - 1]
    if name.startswith(WORD):
        word, _, other = name.removeprefix(WORD).partition(" ")
        place = row.first + next(at for at, said in enumerate(row.words)
                                 if said == word and (not other or row.words[at + 1:at + 2] == [other]))
        return tokens.starts[place], tokens.ends[place + bool(other)]
    category = name.partition("@")[0]
    for hit in row.hits:
        if hit[0] == category:
            return tokens.starts[hit[1]], tokens.ends[hit[2] - 1]
    return None
