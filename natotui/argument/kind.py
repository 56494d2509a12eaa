"""Whether a text is argumentative English prose at all, and what it is if not."""

from __future__ import annotations

from natotui.argument.cues import Tokens
from natotui.article.model import PROSE, Article

_COMMON = frozenset("the of and to a in is that it for was on are as with be by this not have from or at but they an".split())
ENGLISH = 0.12
"""Share of English's commonest words below which a text is not English: English prose has .25 to .4."""


def kind_of(article: Article, tokens: Tokens) -> str:
    """"argument", or what the text is instead: "not English", "verse", "list", "recipe", "code", "nothing to read"."""
    words = [word for word in tokens.words if word[0].isalpha()]
    if not words:
        return "nothing to read"
    prose = sum(block.end - block.start for block in article.blocks if block.kind in PROSE and not block.furniture)
    code = sum(block.end - block.start for block in article.blocks if block.kind == "code")
    if code > prose:
        return "code"
    if len(words) >= 20 and sum(word in _COMMON for word in words) / len(words) < ENGLISH:
        return "not English"
    return "argument"
