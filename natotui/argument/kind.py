"""Whether a text is argumentative English prose at all, and what it is if not.

The limits were set on small texts of each kind (tests/argument/test_kind.py) and on seeds/, none of which may fall
under them.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from natotui.argument.cues import Tokens
from natotui.argument.parts import blocks_of
from natotui.argument.words import listed
from natotui.article.model import PROSE, Article, Block

ENGLISH = 0.16
"""Share of English's commonest words below which a text is not English: English prose has 0.25 to 0.45."""
FEWEST = 20
"""Words below which nothing can be told, and a text is taken as it comes."""
VERSE = 60
"""Code points of a line: lines of verse are shorter, lines of prose that was broken by hand longer."""
RECIPE = 0.05
"""Share of kitchen words from which a text with a list of ingredients is a recipe: a long one, or a
short one where most of the rest stands in items too (the steps)."""
FAILED = "a text that could not be analysed"
"""The kind of a text on which the engine failed."""
_SAID = {
    "code": "This reads like code",
    "table": "This reads like a table",
    "not English": "This is not English",
    "verse": "This reads like verse",
    "recipe": "This reads like a recipe",
    "list": "This reads like a list",
}
_WHOLE = {
    "nothing to read": "There is nothing to read here.",
    FAILED: "This text could not be analysed. Headings and paragraphs instead.",
}


def kind_of(article: Article, tokens: Tokens) -> str:
    """"argument", or else "nothing to read", "code", "table", "not English", "verse", "recipe" or "list"."""
    blocks = [block for _, block in blocks_of(article, tokens.start, tokens.end)]
    sizes = {kind: sum(block.end - block.start for block in blocks if block.kind == kind)
             for kind in ("code", "row", "item")}
    prose = sum(block.end - block.start for block in blocks if block.kind in PROSE)
    words = sum(map(str.isalpha, map(itemgetter(0), tokens.words)))
    if not words:
        return "nothing to read"
    if sizes["code"] > prose or _looks_like_code(tokens):
        return "code"
    if sizes["row"] > prose:
        return "table"
    if words < FEWEST:
        return "argument"
    common, kitchen = listed("english"), listed("kitchen")
    if _count(common, tokens) / words < ENGLISH and not sizes["item"] > prose / 2:
        return "not English"
    if _is_verse(article, blocks):
        return "verse"
    if _count(kitchen, tokens) / words > RECIPE:  # only then: the items of a book are many
        ingredients = _ingredients(article, blocks)
        if ingredients * 5 > prose or (ingredients and sizes["item"] * 2 > prose):  # sentences alone are no recipe
            return "recipe"
    return "list" if _is_list(article, blocks) else "argument"


def notice(kind: str, key: str = "") -> str:
    """What is said of a text in which no claims were looked for, in whole sentences.

    Args:
        kind: what :func:`kind_of` found, not "argument".
        key: what makes it be read as an argument all the same ("L", "--argue"); empty: that is not said.
    """
    if kind in _WHOLE:
        return _WHOLE[kind]
    instead = "Headings and paragraphs instead" + (f"; {key} reads it as an argument." if key else ".")
    return f"{_verdict(kind)}. {instead}"


def no_gaps(kind: str, option: str) -> str:
    """The same in one sentence where only what lacks support is asked for; ``option`` has it looked for."""
    return _WHOLE.get(kind) or f"{_verdict(kind)}; {option} looks for them."


def _verdict(kind: str) -> str:
    return f"{_SAID.get(kind, f'This reads like {kind}')}: no claims were looked for"


def _ingredients(article: Article, blocks: Sequence[Block]) -> int:
    """Code points of the items that are no sentences."""
    return sum(block.end - block.start for block in blocks
               if block.kind == "item" and article.block_text(block).rstrip("\"'”’)")[-1:] not in (".", "?", "!"))


def _count(listed: frozenset[str], tokens: Tokens) -> int:
    """How many of the tokens are in a list."""
    return sum(map(listed.__contains__, tokens.words))


def _looks_like_code(tokens: Tokens) -> bool:
    """Marks of program text make up more than a fifth of all tokens."""
    marks = _count(_MARKS, tokens)
    return marks > 12 and marks * 5 > len(tokens.words)


_MARKS = frozenset("{}()[];=<>_/\\+*&|#$@^~`")


def _is_verse(article: Article, blocks: list[Block]) -> bool:
    """Most blocks are several short lines whose breaks were meant."""
    lines = [article.block_text(block).split("\n") for block in blocks if block.kind in ("paragraph", "quote")]
    broken = [each for each in lines if len(each) > 2]
    if not broken or len(broken) * 2 <= len(lines):
        return False
    every = [line for each in broken for line in each]
    return sum(len(line) for line in every) / len(every) < VERSE


def _is_list(article: Article, blocks: list[Block]) -> bool:
    """Most of the words stand in items, and the items are no sentences."""
    items = [article.block_text(block).strip() for block in blocks if block.kind == "item"]
    prose = sum(block.end - block.start for block in blocks if block.kind in ("paragraph", "quote"))
    if len(items) < 4 or sum(map(len, items)) <= prose:
        return False
    sentences = sum(item.endswith((".", "!", "?", "”", "\"")) and len(item.split()) > 7 for item in items)
    return sentences * 2 < len(items)
