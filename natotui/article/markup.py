"""HTML to pieces (blocks without a place yet): headings, paragraphs, items, quotes, code, table rows.

Half of every reader whose library hands out HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from natotui.article.model import BlockKind
from natotui.article.tags import tags

CELLS = "\x00"
"""Stands between the cells of a row; never reaches an article."""

_SKIPPED = frozenset(("script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select",
                      "button", "canvas", "audio", "video", "textarea"))
_AROUND = frozenset(("nav", "footer", "aside", "form", "dialog"))
_BREAKS = frozenset(("p", "div", "section", "article", "main", "header", "ul", "ol", "li", "dl", "dt", "dd", "table",
                     "tr", "td", "th", "thead", "tbody", "blockquote", "pre", "figure", "figcaption", "hr", "h1", "h2",
                     "h3", "h4", "h5", "h6", "address", "body", "html", "head", "title", "center", "details",
                     "summary", "nav", "footer", "aside", "form", "dialog"))
_EMPTY = frozenset(("br", "hr", "img", "meta", "link", "input", "source", "wbr", "area", "base", "col", "embed"))
_CLASSES: dict[str, BlockKind] = {"standfirst": "standfirst", "subtitle": "standfirst", "byline": "byline",
                                  "author": "byline"}
_FACTS = {"og:title": "title", "author": "byline", "article:published_time": "date", "date": "date", "og:url": "url",
          "og:site_name": "site", "og:locale": "language"}
_MOST_SKIPPED = 64
_DEEPEST_LIST = 9
_SPACE_RE = re.compile(r"[ \t\n\r\f]+")
_BACK_LINK_RE = re.compile(r"[\s\ufe0e\ufe0f↩↑]+$")
_NOTE_RE = re.compile(
    r"<sup\b[^<>]{0,200}>\s{0,9}<a\b[^<>]{0,400}>\s{0,9}\[?(\d{1,3})\]?\s{0,9}</a>\s{0,9}</sup>"
    r"|<a\b[^<>]{0,400}>\s{0,9}<sup\b[^<>]{0,200}>\s{0,9}\[?(\d{1,3})\]?\s{0,9}</sup>\s{0,9}</a>"
    r"|<a\b[^<>]{0,300}noteref[^<>]{0,100}>\s{0,9}\[?(\d{1,3})\]?\s{0,9}</a>", re.IGNORECASE)


class Piece(NamedTuple):
    """A block of a page before it is placed in an article; cells of a row are parted by ``CELLS``."""

    kind: BlockKind
    text: str
    level: int = 0
    marker: str = ""
    emphasised: bool = False


@dataclass
class Page:
    """What a page holds: all pieces but those of menus and boxes, and those of its own article region."""

    pieces: list[Piece] = field(default_factory=list)
    region: list[Piece] = field(default_factory=list)
    title: str = ""
    metadata: dict[str, str] = field(default_factory=dict)


def page(text: str) -> Page:
    """The pieces of a web page."""
    return _parse(text, _SKIPPED | _AROUND)


def pieces_of(text: str) -> list[Piece]:
    """The pieces of a fragment, a chapter or a document, with asides and footers."""
    return _parse(text, _SKIPPED).pieces


def _parse(text: str, skipped: frozenset[str]) -> Page:
    parser = _Parser(skipped)
    for tag in tags(_NOTE_RE.sub(lambda match: f"[{match[1] or match[2] or match[3]}]", text)):
        if not tag.name:
            parser.words(tag.words)
        elif tag.name[0] == "/":
            parser.end(tag.name[1:])
        else:
            parser.start(tag.name, tag.attributes)
    parser.end("table")
    found = parser.page
    found.title = _SPACE_RE.sub(" ", found.metadata.get("title", "") or found.title).strip()
    return found


class _Parser:
    """Collects pieces; knows which elements are open, but keeps no tree."""

    def __init__(self, skipped: frozenset[str]) -> None:
        self.page = Page()
        self._skipped = skipped
        self._words: list[str] = []
        self._skipping: list[str] = []
        self._regions = 0
        self._lists: list[tuple[str, int]] = []
        self._quotes = 0
        self._heading = 0
        self._pre = 0
        self._emphasis = 0
        self._unstressed = False
        self._marker = ""
        self._cells: list[str] | None = None
        self._header_row = False
        self._in_title = False
        self._class: BlockKind | None = None

    def start(self, tag: str, named: Mapping[str, str]) -> None:
        """An element opens."""
        if self._skipping:
            if tag == self._skipping[-1] and len(self._skipping) < _MOST_SKIPPED:
                self._skipping.append(tag)
            return
        if tag in self._skipped or "hidden" in named or named.get("aria-hidden") == "true":
            if tag in _BREAKS:
                self.end_block()
            if tag not in _EMPTY:
                self._skipping.append(tag)
        elif tag == "meta":
            self._meta(named)
        elif tag == "br":
            self._words.append("\n")
        elif tag == "img":
            self.words(named.get("alt", ""))
        elif tag in ("em", "i"):
            self._emphasis += 1
        elif tag in _BREAKS:
            self._open(tag)
            if tag == "p":
                self._class = _CLASSES.get(named.get("class", ""))

    def end(self, tag: str) -> None:
        """An element closes."""
        if self._skipping:
            if tag == self._skipping[-1]:
                self._skipping.pop()
        elif tag in ("em", "i"):
            self._emphasis = max(0, self._emphasis - 1)
        elif tag in _BREAKS:
            self._close(tag)

    def words(self, data: str) -> None:
        """Words between tags."""
        if self._in_title:
            self.page.title = (self.page.title + data)[:1000]
        elif not self._skipping:
            self._words.append(data if self._pre else _SPACE_RE.sub(" ", data))
            self._unstressed = self._unstressed or (not self._emphasis and bool(data.strip()))

    def end_block(self) -> None:
        """What has been read since the last break becomes a piece."""
        text, stressed = "".join(self._words).replace(CELLS, ""), not self._unstressed
        self._words.clear()
        self._unstressed = False
        if self._cells is not None:
            if text.strip():
                self._cells[-1:] = [f"{self._cells[-1]} {text}" if self._cells else text]
        elif text.strip():
            self._keep(self._piece(text, stressed))

    def _piece(self, text: str, stressed: bool) -> Piece:
        if self._heading:
            return Piece("heading", text, self._heading)
        if self._pre:
            return Piece("code", text)
        if self._lists:
            marker, self._marker = self._marker, ""
            return Piece("item", _BACK_LINK_RE.sub("", text), min(len(self._lists) - 1, _DEEPEST_LIST), marker)
        if self._quotes:
            return Piece("quote", text, min(self._quotes - 1, _DEEPEST_LIST))
        return Piece(self._class or "paragraph", text, emphasised=stressed)

    def _keep(self, piece: Piece) -> None:
        self.page.pieces.append(piece)
        if self._regions:
            self.page.region.append(piece)

    def _open(self, tag: str) -> None:
        self.end_block()
        self._emphasis = 0
        if tag == "title":
            self._in_title = not self.page.pieces
        elif tag in ("article", "main"):
            self._regions += 1
        elif tag in ("ul", "ol"):
            self._lists.append((tag, 0))
        elif tag == "li":
            self._item()
        elif tag == "blockquote":
            self._quotes += 1
        elif tag == "pre":
            self._pre += 1
        elif tag == "tr":
            self._cells, self._header_row = [], False
        elif tag in ("td", "th") and self._cells is not None:
            self._header_row = self._header_row or tag == "th"
            self._cells.append("")
        elif tag[0] == "h" and tag[1:].isdigit():
            self._heading = int(tag[1:])

    def _item(self) -> None:
        kind, count = self._lists.pop() if self._lists else ("ul", 0)
        self._lists.append((kind, count + 1))
        self._marker = f"{count + 1}." if kind == "ol" else "•"

    def _close(self, tag: str) -> None:
        self.end_block()
        self._class = None
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
            if any(map(str.strip, cells)):
                self._keep(Piece("row", CELLS.join(cells), 0, "header" if self._header_row else ""))
        elif tag[0] == "h" and tag[1:].isdigit():
            self._heading = 0

    def _meta(self, named: Mapping[str, str]) -> None:
        key = _FACTS.get((named.get("property") or named.get("name", "")).lower())
        if key and named.get("content"):
            self.page.metadata.setdefault(key, named["content"][:1000])
