"""Markdown to an article: what a reader sees, not the signs; links are words, images their descriptions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from natotui.article.draft import Draft
from natotui.article.model import Article
from natotui.article.opening import Opening, begin
from natotui.article.plain import PlainReader
from natotui.article.quick import PIECE, is_dense
from natotui.article.tables import add_table

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MOST_LINES = 100_000
"""Lines that are parsed as Markdown, which takes a hundred times as long as plain text; the rest is shown as it is."""

_CUT_RE = re.compile(r"\n[ \t]*\n(?=[^\s\-*+>|\d\[])")
_FENCE_RE = re.compile(r"^ {0,3}(`{3,}|~{3,})", re.MULTILINE)
_REFERENCE_RE = re.compile(r"\[([^\[\]\n]+)\]\[[^\[\]\n]*\]")
_DEEP_RE = re.compile(r"^([ \t]*(?:>[ \t]?){32})[> \t]+", re.MULTILINE)
_BREAK_RE = re.compile(r"<br\s*/?>", re.IGNORECASE)


def read(pieces: Iterable[str], *, source: str = "", enough: int | None = None) -> Article:
    """Read decoded Markdown; the arguments are those of :func:`natotui.article.plain.read`."""
    reader = _Reader()
    for piece in pieces:
        reader.feed(piece)
        if enough is not None and reader.draft.length >= enough:
            break
    if enough is None:
        reader.close()
    return reader.draft.finish(source=source, kind="markdown", metadata=reader.metadata, partial=enough is not None,
                               title=reader.metadata.get("title", ""), warnings=reader.warnings)


class _Reader:
    """Parses piece after piece into one draft."""

    def __init__(self) -> None:
        self.draft = Draft()
        self.metadata: dict[str, str] = {}
        self.warnings: tuple[str, ...] = ()
        self._parser = _parser()
        self._references: dict[str, Any] = {}
        self._rest = ""
        self._lines = 0
        self._opening: Opening | None = None

    def feed(self, piece: str) -> None:
        """Take the next piece; what ends safely in it becomes blocks."""
        self._rest += piece
        while len(self._rest) > PIECE:
            cut = _safe_cut(self._rest[:PIECE])
            self._parse(self._rest[:cut])
            self._rest = self._rest[cut:]

    def close(self) -> None:
        """The text ends here."""
        while len(self._rest) > PIECE:
            self.feed("")
        self._parse(self._rest)
        self._rest = ""

    def _parse(self, text: str) -> None:
        if self._opening is None:
            self._opening, self.metadata, start = begin(self.draft, text)
            text = text[start:]
        self._lines += text.count("\n")
        if self._lines > MOST_LINES or is_dense(text):
            self._as_plain(text)
            return
        tokens = self._parser.parse(_DEEP_RE.sub(r"\1", text), {"references": self._references})
        _Walk(self._opening).walk(tokens)

    def _as_plain(self, text: str) -> None:
        self.warnings = ("parts of it are shown with their Markdown signs: too long or too dense to be set",)
        if self.draft.length:
            self.draft.gap("\n\n")
        reader = PlainReader(self.draft)
        reader.feed(text)
        reader.close()


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    return MarkdownIt("commonmark", {"maxNesting": 40}).enable(["table", "strikethrough"]).use(footnote_plugin)


def _safe_cut(text: str) -> int:
    """Where to end a piece: the last blank line that is not inside a fence, a list or a quote."""
    spans, unclosed = _ranges(text)
    limit = unclosed if unclosed > len(text) // 4 else len(text)
    best = passed = 0
    for match in _CUT_RE.finditer(text, limit // 4, limit):
        while passed < len(spans) and spans[passed][1] < match.start():
            passed += 1
        if passed == len(spans) or spans[passed][0] > match.start():
            best = match.end()
    return best or text.rfind("\n", 0, limit) + 1 or text.rfind(" ", 0, limit) + 1 or limit


def _ranges(text: str) -> tuple[list[tuple[int, int]], int]:
    """Spans of closed fences in order, and where an unclosed one begins (the end of the text for none)."""
    spans: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    for fence in _FENCE_RE.finditer(text):
        if opened is None:
            opened = fence
        elif fence[1][0] == opened[1][0] and len(fence[1]) >= len(opened[1]):
            spans.append((opened.start(), fence.end()))
            opened = None
    return spans, len(text) if opened is None else opened.start()


class _Walk:
    """Tokens to blocks: keeps what lists, quotes and tables are open."""

    def __init__(self, opening: Opening) -> None:
        self._opening = opening
        self._lists: list[bool] = []
        self._marker = ""
        self._quotes = 0
        self._heading = 0
        self._rows: list[list[str]] | None = None
        self._note = False

    def walk(self, tokens: Iterable[Token]) -> None:
        """Place all blocks."""
        for token in tokens:
            handler = getattr(self, "_" + token.type, None)
            if handler is not None:
                handler(token)

    def _heading_open(self, token: Token) -> None:
        self._heading = int(token.tag[1])

    def _heading_close(self, token: Token) -> None:
        self._heading = 0

    def _bullet_list_open(self, token: Token) -> None:
        self._lists.append(False)

    def _ordered_list_open(self, token: Token) -> None:
        self._lists.append(True)

    def _bullet_list_close(self, token: Token) -> None:
        self._lists.pop()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, token: Token) -> None:
        self._marker = f"{token.info}{token.markup}" if self._lists[-1] else "•"

    def _blockquote_open(self, token: Token) -> None:
        self._quotes += 1

    def _blockquote_close(self, token: Token) -> None:
        self._quotes -= 1

    def _footnote_open(self, token: Token) -> None:
        self._note = True
        self._marker = f"[{token.meta.get('label') or token.meta.get('id', 0) + 1}]"

    def _footnote_close(self, token: Token) -> None:
        self._note = False
        self._marker = ""

    def _fence(self, token: Token) -> None:
        language = token.info.split()[0].strip("{}.") if token.info.split() else ""
        self._opening.add("code", token.content, len(self._lists), language)

    def _code_block(self, token: Token) -> None:
        self._opening.add("code", token.content, len(self._lists))

    def _hr(self, token: Token) -> None:
        self._opening.draft.add("paragraph", "* * *", furniture=True)

    def _html_block(self, token: Token) -> None:
        from natotui.article.html import fragment

        for piece in fragment(token.content):
            self._opening.add(piece.kind, piece.text, piece.level, piece.marker)

    def _table_open(self, token: Token) -> None:
        self._rows = []

    def _tr_open(self, token: Token) -> None:
        if self._rows is not None:
            self._rows.append([])

    def _table_close(self, token: Token) -> None:
        add_table(self._opening.draft, self._rows or [], header=True)
        self._rows = None

    def _inline(self, token: Token) -> None:
        text = _REFERENCE_RE.sub(r"\1", "".join(_words(token.children or ())))
        if self._rows is not None:
            self._rows[-1].append(text)
        elif self._heading:
            self._opening.add("heading", text, self._heading)
        elif self._lists or self._note:
            self._opening.add("item", text, max(0, len(self._lists) - 1), self._marker)
            self._marker = ""
        elif self._quotes:
            self._opening.add("quote", text, self._quotes - 1)
        else:
            self._opening.add("paragraph", text, emphasised=_is_emphasised(token.children or []))


def _words(children: Iterable[Token]) -> Iterator[str]:
    for child in children:
        if child.type == "softbreak":
            yield " "
        elif child.type == "hardbreak" or (child.type == "html_inline" and _BREAK_RE.fullmatch(child.content)):
            yield "\n"
        elif child.type == "image":
            yield "".join(_words(child.children or ())) or child.content
        elif child.type == "footnote_ref":
            yield f"[{child.meta.get('label') or child.meta.get('id', 0) + 1}]"
        elif child.type in ("text", "code_inline", "text_special"):
            yield child.content


def _is_emphasised(children: list[Token]) -> bool:
    """One emphasis from the first word to the last."""
    words = [child for child in children if child.type != "text" or child.content.strip()]
    if len(words) < 3 or words[0].type not in ("em_open", "strong_open"):
        return False
    opened = sum(child.nesting == 1 and child.level == words[0].level for child in words)
    return opened == 1 and words[-1].type in ("em_close", "strong_close")
