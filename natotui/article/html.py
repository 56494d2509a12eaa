"""Pages to articles with the standard library alone: the reader when trafilatura is not installed or finds
nothing, and the placing of pieces for every reader whose library hands out HTML."""

from __future__ import annotations

from collections.abc import Iterable

from natotui.article.draft import Draft
from natotui.article.markup import CELLS, Page, Piece, page, pieces_of
from natotui.article.model import Article
from natotui.article.opening import Opening
from natotui.article.tables import add_table

MISSING = "Read without trafilatura: menus and boxes may be left in. pip install 'natotui[web]'"

_LEAST_REGION = 400  # code points: a shorter <article> is a teaser, not the article


def read(text: str, *, source: str = "") -> Article:
    """Read a decoded page: its ``<article>`` or ``<main>`` where it has one, else all but menus and boxes."""
    found = page(text)
    return article_of(found, own_pieces(found), source)


def own_pieces(found: Page) -> list[Piece]:
    """The pieces of the page's own article region, if it has one worth the name, else all."""
    long_enough = sum(len(piece.text) for piece in found.region) >= _LEAST_REGION
    return found.region if long_enough else found.pieces


def article_of(found: Page, pieces: list[Piece], source: str) -> Article:
    """An article of some of a page's pieces, under the page's title unless they show it themselves."""
    draft = Draft()
    shown = any(piece.kind == "heading" and piece.level == 1 for piece in pieces[:4])
    opening = Opening(draft, "" if shown else found.title, show=bool(found.title) and not shown,
                      byline=found.metadata.get("byline", ""))
    place(opening, pieces)
    return draft.finish(source=source, kind="html", metadata=found.metadata, title=found.title)


def fragment(text: str) -> list[Piece]:
    """The pieces of HTML inside another format; rows are lines of text already."""
    draft = Draft()
    place(Opening(draft, "-"), pieces_of(text))
    article = draft.finish(source="", kind="html")
    return [Piece(block.kind, article.block_text(block), block.level, block.marker) for block in article.blocks]


def place(opening: Opening, pieces: Iterable[Piece]) -> None:
    """Put pieces into an article in the making; rows that follow each other are one table."""
    rows: list[list[str]] = []
    header = False
    for piece in [*pieces, Piece("paragraph", "")]:
        if rows and (piece.kind != "row" or piece.marker == "header"):
            add_table(opening.draft, rows, header)
            rows = []
        if piece.kind == "row":
            header = piece.marker == "header" if not rows else header
            rows.append(piece.text.split(CELLS))
        else:
            opening.add(piece.kind, piece.text, piece.level, piece.marker, emphasised=piece.emphasised)
