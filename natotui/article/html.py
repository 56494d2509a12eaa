"""HTML to blocks with the standard library: the reader when trafilatura is not installed, and the second half
of every reader whose library hands out HTML (trafilatura, mammoth, EPUB)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple

from natotui.article.draft import Draft
from natotui.article.model import Article, BlockKind
from natotui.article.opening import Opening
from natotui.article.tables import add_table

MISSING = "This page was read without trafilatura: menus and boxes may be left in. pip install 'natotui[web]'"

_SKIPPED = frozenset(("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select", "button",
                      "nav", "footer", "aside", "form", "dialog", "canvas", "audio", "video", "textarea"))
_BREAKS = frozenset(("p", "div", "section", "article", "main", "header", "ul", "ol", "li", "dl", "dt", "dd", "table",
                     "tr", "td", "th", "thead", "tbody", "blockquote", "pre", "figure", "figcaption", "hr", "h1", "h2",
                     "h3", "h4", "h5", "h6", "address", "body", "html", "head", "title", "center", "details", "summary"))
_EMPTY = frozenset(("br", "hr", "img", "meta", "link", "input", "source", "wbr", "area", "base", "col", "embed"))
_LEAST_REGION = 400  # code points: a shorter <article> is a teaser, not the article
_DEEPEST = 64
_SPACE_RE = re.compile(r"\s+")


class Piece(NamedTuple):
    """A block of a page before it is placed in an article."""

    kind: BlockKind
    text: str
    level: int = 0
    marker: str = ""


def read(text: str, *, source: str = "", metadata: dict[str, str] | None = None,
         warnings: tuple[str, ...] = ()) -> Article:
    """Read a decoded page: its ``<article>`` or ``<main>`` where it has one, else all but menus and boxes."""
    parser = _parse(text)
    draft = Draft()
    title = _best_title(parser)
    data = {**parser.metadata, **(metadata or {})}
    pieces = parser.chosen()
    shown = any(piece.kind == "heading" and piece.level == 1 for piece in pieces[:4])
    opening = Opening(draft, "" if shown else title, show=bool(title) and not shown)
    place(opening, pieces)
    return draft.finish(source=source, format="html", metadata=data, warnings=warnings, title=title)


def fragment(text: str) -> list[tuple[BlockKind, str, int, str]]:
    """The blocks of a piece of HTML; tables come as rows."""
    draft = Draft()
    opening = Opening(draft, "-")
    place(opening, _parse(text).pieces)
    article = draft.finish(source="", format="html")
    return [(block.kind, article.block_text(block), block.level, block.marker) for block in article.blocks]


def place(opening: Opening, pieces: list[Piece], page: int = 0) -> None:
    """Put the pieces of a page into an article in the making."""
    rows: list[list[str]] = []
    header = False
    for piece in [*pieces, Piece("paragraph", "")]:
        if piece.kind == "row" and (not rows or piece.marker != "header"):
            header = header or piece.marker == "header"
            rows.append(piece.text.split("\x00"))
            continue
        if rows:
            add_table(opening.draft, rows, header, page)
            rows, header = ([piece.text.split("\x00")], True) if piece.kind == "row" else ([], False)
        if piece.kind != "row":
            opening.add(piece.kind, piece.text, piece.level, piece.marker, page=page)


def pieces_of(text: str) -> list[Piece]:
    """All blocks of a page or fragment, in order."""
    return _parse(text).pieces


def _parse(text: str) -> _Parser:
    parser = _Parser()
    parser.feed(text)
    parser.close()
    parser.end_block()
    return parser


def _best_title(parser: _Parser) -> str:
    title = parser.metadata.get("title", "") or parser.page_title
    return _SPACE_RE.sub(" ", title).strip()


class _Parser(HTMLParser):
    """Collects pieces; knows which elements are open, but keeps no tree."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.metadata: dict[str, str] = {}
        self.page_title = ""
        self._region: list[Piece] = []
        self._words: list[str] = []
        self._skipping: list[str] = []
        self._regions = 0
        self._lists: list[list[int]] = []
        self._quotes = 0
        self._heading = 0
        self._pre = 0
        self._marker = ""
        self._cells: list[str] | None = None
        self._header_row = False
        self._in_title = False

    def chosen(self) -> list[Piece]:
        """The pieces of the page's own article region, if it has one worth the name."""
        long_enough = sum(len(piece.text) for piece in self._region) >= _LEAST_REGION
        return self._region if long_enough else self.pieces

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipping:
            if tag == self._skipping[-1] and len(self._skipping) < _DEEPEST:
                self._skipping.append(tag)
            return
        named = dict(attrs)
        if tag in _SKIPPED or "hidden" in named or named.get("aria-hidden") == "true":
            if tag not in _EMPTY:
                self.end_block()
                self._skipping.append(tag)
            return
        if tag == "meta":
            self._meta(named)
        elif tag == "br":
            self._words.append("\n")
        elif tag == "img":
            self._words.append(named.get("alt") or "")
        elif tag in _BREAKS:
            self._open(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if tag == self._skipping[-1]:
                self._skipping.pop()
            return
        if tag in _BREAKS:
            self._close(tag)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.page_title = (self.page_title + data)[:1000]
        elif not self._skipping:
            self._words.append(data if self._pre else _SPACE_RE.sub(" ", data))

    def end_block(self) -> None:
        """What has been read since the last break becomes a piece."""
        text = "".join(self._words)
        self._words.clear()
        if self._cells is not None:
            if text.strip():
                self._cells[-1] = f"{self._cells[-1]} {text}".replace("\x00", "") if self._cells else text
            return
        if not text.strip():
            return
        marker, level = "", 0
        kind: BlockKind = "paragraph"
        if self._heading:
            kind, level = "heading", self._heading
        elif self._pre:
            kind = "code"
        elif self._lists:
            kind, level, marker = "item", min(len(self._lists), 10) - 1, self._marker
            self._marker = ""
        elif self._quotes:
            kind, level = "quote", min(self._quotes, 10) - 1
        self._keep(Piece(kind, text, level, marker))

    def _keep(self, piece: Piece) -> None:
        self.pieces.append(piece)
        if self._regions:
            self._region.append(piece)

    def _open(self, tag: str) -> None:
        self.end_block()
        if tag == "title":
            self._in_title = True
        elif tag in ("article", "main"):
            self._regions += 1
        elif tag in ("ul", "ol"):
            self._lists.append([0, tag == "ol"])
        elif tag == "li":
            self._item()
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "pre":
            self._pre += 1
        elif tag == "tr":
            self._cells, self._header_row = [], False
        elif tag in ("td", "th"):
            self._header_row = self._header_row or tag == "th"
            if self._cells is not None:
                self._cells.append("")
        elif tag[0] == "h" and tag[1:].isdigit():
            self._heading = int(tag[1:])

    def _item(self) -> None:
        if not self._lists:
            self._lists.append([0, False])
        self._lists[-1][0] += 1
        count, ordered = self._lists[-1]
        self._marker = f"{count}." if ordered else "•"

    def _close(self, tag: str) -> None:
        self.end_block()
        if tag == "title":
            self._in_title = False
        elif tag in ("article", "main"):
            self._regions = max(0, self._regions - 1)
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "blockquote":
            self._quotes = max(0, self._quotes - 1)
        elif tag == "pre":
            self._pre = max(0, self._pre - 1)
        elif tag in ("tr", "table") and self._cells is not None:
            cells, self._cells = self._cells, None
            if any(cell.strip() for cell in cells):
                self._keep(Piece("row", "\x00".join(cells), 0, "header" if self._header_row else ""))
        elif tag[0] == "h" and tag[1:].isdigit():
            self._heading = 0

    def _meta(self, named: dict[str, str | None]) -> None:
        name = (named.get("property") or named.get("name") or "").lower()
        content = named.get("content") or ""
        key = {"og:title": "title", "author": "byline", "article:published_time": "date", "date": "date",
               "og:url": "url", "og:site_name": "site", "og:locale": "language"}.get(name)
        if key and content:
            self.metadata.setdefault(key, content)


def iter_text(pieces: list[Piece]) -> Iterator[str]:
    """The words of the pieces, for a reader that only wants to know whether there are any."""
    return (piece.text for piece in pieces)
