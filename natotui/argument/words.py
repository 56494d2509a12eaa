"""Plain help with English words: which carry the subject, and their stems."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from natotui.argument.cues import Tokens

_EMPTY = frozenset("""a about above across after again against all almost alone along already also although always am among an and
another any anybody anyone anything are around as ask asked at away back be became because become been before began behind being
below best better between big both but by call called came can cannot case cause certain clear come could course day days did
different do does doing done down during each early either else end enough even ever every everybody everyone everything example
fact far few find first for found four from full further gave get give given go going good got great had half hard has have having he
her here hers herself high him himself his how however i if important in indeed instead into is it its itself just keep kept kind
knew know known large last later least left less let like likely little long look made make makes making man many matter may maybe
me mean means men might mine more most much must my myself name near nearly need needs neither never new next no nobody none nor not
nothing now of off often old on once one only or other others our ours out over own part past people perhaps place point possible
problem put question quite rather real really reason reasons right said same saw say saying says second see seem seems seen set
several shall she should show side simply since small so some somebody someone something sometimes soon still such sure take taken
tell ten than that the their theirs them themselves then there therefore these they thing things think third this those though
thought three through thus time times to today together told too took toward true try turn two under until up upon us use used very
view want wants was way ways we week weeks well went were what when where whether which while who whole whom whose why will with
within without woman work world would wrong year years yes yet you young your yours don't doesn't didn't isn't it's that's can't
won't i'm i've you're they're we're there's wasn't aren't couldn't wouldn't shouldn't whatever makes rest lot sort""".split())
_ENDINGS = ("ations", "ation", "ities", "ments", "ingly", "ings", "ment", "ness", "ions", "ing", "ion", "ies", "ity", "ers", "ed", "er", "es", "ly", "al", "s", "e", "y")


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """``word`` without its ending; the empty string for words that carry no subject."""
    if len(word) < 3 or word in _EMPTY or not word[0].isalpha():
        return ""
    word = word.removesuffix("'s")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[:-len(ending)]
    return word


def stem_set(words: Iterable[str]) -> frozenset[str]:
    """The stems of content words among folded ``words``."""
    found = set(map(stem, words))
    found.discard("")
    return frozenset(found)


def stems(text: str) -> frozenset[str]:
    """The stems of content words in ``text``."""
    return stem_set(Tokens(text).words)
