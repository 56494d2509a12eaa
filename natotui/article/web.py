"""Web pages: trafilatura says which of the words are the article, our own parser keeps their structure.

trafilatura alone loses headings, nesting and emphasis on many pages; the parser alone keeps menus and boxes.
"""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from xml.etree.ElementTree import Element

from natotui.article import html, xml
from natotui.article.markup import CELLS, Page, Piece, page
from natotui.article.model import Article
from natotui.errors import NatotuiError

LARGEST = 4 << 20
"""Code points of the largest page that trafilatura gets: it builds and copies a tree of all of it."""

_LEAST_SHARE = 0.3  # of the page's own <article>: less means that the extraction lost the article
_WINDOW = 20_000  # letters ahead in which the next piece is looked for: keeps the matching linear
_KEY = 80
_REACH = 3  # pieces between a heading and the text that it heads
_CHATTY = ("trafilatura", "htmldate", "courlan", "justext")
_MONSTROUS_RE = re.compile(r"<[a-zA-Z][^<>]{50000}")
"""A tag of this length has thousands of attributes; libxml2 compares each with all the others."""
_NOT_WORD_RE = re.compile(r"[\W_]+")
_FACTS = {"author": "byline", "date": "date", "url": "url", "sitename": "site", "language": "language"}


def read(text: str, *, source: str = "", url: str = "") -> Article:
    """Read a decoded page; ``url`` is where it came from, if it came from the web."""
    found = page(text)
    own = html.own_pieces(found)
    if not _installed():
        article = html.article_of(found, own, source)
        return replace(article, warnings=(*article.warnings, html.MISSING))
    root = _extracted(text, url)
    if root is not None:
        chosen = _chosen(found.pieces, _letters("".join(root.itertext())))
        if sum(len(piece.text) for piece in chosen) >= _LEAST_SHARE * sum(len(piece.text) for piece in own):
            return html.article_of(_with_facts(found, root), chosen, source)
    return html.article_of(found, own, source)


def _installed() -> bool:
    """Whether trafilatura is there and whole: one of its own parts may be missing."""
    try:
        import trafilatura  # noqa: F401
    except ImportError:
        return False
    return True


def _extracted(text: str, url: str) -> Element | None:
    """What trafilatura takes for the article; None where it finds nothing."""
    if len(text) > LARGEST or _MONSTROUS_RE.search(text):
        return None
    import trafilatura

    for name in _CHATTY:  # their complaints would reach the terminal
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False
    try:
        result = trafilatura.extract(text, url=url or None, output_format="xml", with_metadata=True,
                                     include_comments=False, include_tables=True, include_links=False,
                                     include_images=False, include_formatting=False, favor_recall=True)
        return xml.parse(result.encode("utf-8", "replace"), url) if result else None
    except (NatotuiError, RecursionError, ValueError, AttributeError, TypeError, KeyError, IndexError):
        return None  # a page stranger than the library expects: the parser reads it alone


def _with_facts(found: Page, root: Element) -> Page:
    facts = {name: root.get(key, "") for key, name in _FACTS.items() if root.get(key)}
    if facts.get("byline"):
        facts["byline"] = facts["byline"].replace("; ", ", ")
    return replace(found, metadata={**found.metadata, **facts}, title=root.get("title") or found.title)


def _chosen(pieces: list[Piece], letters: str) -> list[Piece]:
    """The pieces whose words are in the extracted text, in order, and the headings that stand over them."""
    kept: list[int] = []
    at = 0
    for index, piece in enumerate(pieces):
        key = _letters(piece.text)[:_KEY]
        place = letters.find(key, at, at + _WINDOW) if key else -1
        if place >= 0:
            at = place + len(key)
            kept.append(index)
    wanted = set(kept)
    for index, piece in enumerate(pieces):
        if piece.kind == "heading" and any(index + step in wanted for step in range(1, _REACH + 1)):
            wanted.add(index)
    return [pieces[index] for index in sorted(wanted)]


def _letters(text: str) -> str:
    return _NOT_WORD_RE.sub("", text.replace(CELLS, "")).casefold()
