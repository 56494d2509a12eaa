"""Simple Markdown without its parser: headings and paragraphs of words, emphasis and links, which is what most of an
article is. The parser takes longer to load than all else that stands before the first page.

What is read here is exactly what ``markdown`` makes of it; the first stretch that is anything else ends the reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from natotui.article.draft import Draft
from natotui.article.model import Article
from natotui.article.opening import begin

PIECE = 131_072
"""Code points that are parsed at a time; a longer text is cut at blank lines outside fences and lists."""

_MOST = 65_536
"""Code points that are read: an article. Of anything longer the beginning is enough."""
_SURE = 0.4
"""Share of a text in which no trailing furniture begins (``furniture``): there, what follows changes nothing."""
_HEADING_RE = re.compile(r"(#{1,6}) +([^\s#][^\n]*[^\s#]|[^\s#])")
_START_RE = re.compile(r"(?!\d{1,9}[.)])(?:[^\W_]|[“\"'‘(…—–$£€]|\*{1,2}[^\W_])")
"""How a line of a paragraph begins; a list, a table, a rule, code, an underlined heading begin otherwise."""
_EMPHASIS_RE = re.compile(
    r"(?<![^\s(“\"‘])(\*{1,2})([^\W_](?:[^*_`\[\]<>&~|\\^]*(?:[^\W_]|[.,;:!?…”’)](?=\1(?:\s|$))))?)\1"
    r"(?![^\s.,;:!?)”\"’…])")
_LINK_RE = re.compile(r"(?<![!^\]])\[([^\s\[\]](?:[^\[\]]*[^\s\[\]])?)\]\(https?://[\w./:?=%#,+;@-]+\)(?![(\[])")
_LIST_RE = re.compile(r"[ \t]*(?:[-*+>#|]|\d{1,9}[.)])")
_SIGNS = "[`<*_~"
_DENSE = 600  # signs in one paragraph: for some, the parser's time grows with the square of their number
_SIGNS_RE = re.compile(r"[\x00-\x1f\x7f*_`\[\]<>&~|\\^]")


def read(text: str, source: str, *, whole: bool) -> Article | None:
    """The simple stretches at the beginning of ``text``; None where there are none.

    Args:
        text: decoded Markdown, at least its first ``PIECE`` code points.
        whole: whether ``text`` is all there is. If all of it is simple, the article is complete; else it is
            ``partial``, and text and blocks are a prefix of the article's.
    """
    if is_dense(text[:PIECE]) or text.count("\n", 0, PIECE) > _MOST:
        return None  # it is not parsed, or not all of it
    draft = Draft()
    opening, metadata, start = begin(draft, text)
    done = whole and len(text) <= _MOST
    for group in _groups(text[start:start + _MOST], done):
        blocks = _blocks(group)
        if blocks is None:
            done = False
            break
        for kind, words, level, emphasised in blocks:
            opening.add(kind, words, level, emphasised=emphasised)  # type: ignore[arg-type]  # the two kinds below
    article = draft.finish(source=source, kind="markdown", metadata=metadata, partial=not done,
                           title=metadata.get("title", ""))
    return article if done and len(article.blocks) else _surely(article)


def is_dense(text: str) -> bool:
    """Whether a paragraph holds more signs than any that was written to be read."""
    if sum(map(text.count, _SIGNS)) <= _DENSE:
        return False
    signs = 0
    for line in text.split("\n"):
        if not line or line.isspace() or _LIST_RE.match(line):
            signs = 0
        signs += sum(map(line.count, _SIGNS))
        if signs > _DENSE:
            return True
    return False


def _groups(text: str, whole: bool) -> Iterator[list[str]]:
    """The lines between blank lines; the last group only where the text ends with it."""
    lines: list[str] = []
    for line in text.split("\n"):
        if line and not line.isspace():
            lines.append(line)
        elif lines:
            yield lines
            lines = []
    if lines and whole:
        yield lines


def _blocks(lines: list[str]) -> list[tuple[str, str, int, bool]] | None:
    """Kind, words, level and whether all is emphasised; None where it is not simple."""
    found = []
    heading = _HEADING_RE.fullmatch(lines[0])
    if heading is not None:
        words = _words(heading[2])
        if words is None:
            return None
        found.append(("heading", words, len(heading[1]), False))
        lines = lines[1:]
    if not lines:
        return found
    if not all(_START_RE.match(line) and line == line.strip() for line in lines):
        return None
    raw = " ".join(lines)
    words = _words(raw)
    whole = _EMPHASIS_RE.fullmatch(raw) is not None
    return None if words is None else [*found, ("paragraph", words, 0, whole)]


def _words(raw: str) -> str | None:
    """What a reader sees of it; None where signs are left whose meaning the parser has to tell."""
    words = _LINK_RE.sub(r"\1", _EMPHASIS_RE.sub(r"\2", raw))
    return None if _SIGNS_RE.search(words) else words


def _surely(article: Article) -> Article | None:
    """The beginning of an article whose end is not known, as far as no end can change it."""
    from dataclasses import replace

    from natotui.article.model import Blocks

    end = len(article.text) * _SURE
    kept = [block for block in article.blocks if block.end <= end]
    if not kept or any(block.furniture for block in kept):
        return None
    return replace(article, text=article.text[:kept[-1].end], blocks=Blocks(kept), partial=True)
