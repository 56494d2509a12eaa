"""Colours of fenced code, by Pygments, imported when the first code block is painted."""

from __future__ import annotations

from functools import lru_cache

from rich.style import Style

_LONGEST = 200_000
"""Code points: longer code stays plain, lexing it would hold up the first paint of its page."""


@lru_cache(maxsize=64)
def coloured(code: str, language: str, dark: bool) -> tuple[tuple[int, int, Style], ...]:
    """Half-open spans of ``code`` with a style each; none where the language is unknown."""
    if not language or len(code) > _LONGEST:
        return ()
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language.split()[0], stripnl=False, ensurenl=False)
    except (ClassNotFound, IndexError):
        return ()
    spans = []
    for start, token, words in lexer.get_tokens_unprocessed(code):
        colour = _colour(str(token), dark)
        if colour:
            spans.append((start, start + len(words), Style.parse(colour)))
    return tuple(spans)


_COLOURS = (
    ("Token.Comment", "bright_black italic"),
    ("Token.Keyword", "blue"),
    ("Token.Literal.String", "green"),
    ("Token.Literal.Number", "magenta"),
    ("Token.Name.Function", "yellow"),
    ("Token.Name.Class", "yellow"),
    ("Token.Operator.Word", "blue"),
)


def _colour(token: str, dark: bool) -> str:
    found = next((colour for prefix, colour in _COLOURS if token.startswith(prefix)), "")
    return found if dark else found.replace("yellow", "dark_orange3")
