"""Reported speech: who says it, and on whose side such speakers usually stand."""

from __future__ import annotations

from natotui.argument.cues import Hit

_VERBS = frozenset({"say_verb", "argue_verb", "warn_verb"})
_KINDS = ("opponents", "some_say", "supporters", "experts", "officials", "research")
_REACH = 9
"""Tokens between the end of the words that name a speaker and the verb of speech."""
_SPEECH = frozenset({"that", ":", "“", "\"", ","})
"""What follows a verb of speech when nobody we know is named before it."""
_PRONOUNS = {"they": "they", "he": "he_she", "she": "he_she", "i": "i", "we": "i", "you": "you", "it": "it"}


def reporter(words: list[str], first: int, last: int, hits: list[Hit]) -> tuple[str, tuple[int, int] | None] | None:
    """The kind of speaker and the tokens that name them, where ``words[first:last]`` report speech."""
    verbs = [hit for hit in hits if hit[0] in _VERBS]
    if not verbs:
        return None
    named = [hit for hit in hits if hit.category in _KINDS]
    for verb in verbs:
        before = [hit for hit in named if hit.last <= verb.first and verb.first - hit.last <= _REACH]
        if before:
            nearest = max(before, key=lambda hit: (hit.last, -_KINDS.index(hit.category)))
            return nearest.category, (nearest.first, nearest.last)
        for index in range(verb.first - 1, max(first, verb.first - 3) - 1, -1):
            kind = _PRONOUNS.get(words[index])
            if kind:
                return kind, (index, index + 1)
    overlapping = [hit for hit in named if any(hit.first <= verb.first < hit.last for verb in verbs)]
    if overlapping:
        return overlapping[0].category, (overlapping[0].first, overlapping[0].last)
    if any(words[verb.last] in _SPEECH for verb in verbs if verb.last < last):
        return "other", None
    return None
