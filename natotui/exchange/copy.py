"""Words of an article as a person pastes them elsewhere."""

from __future__ import annotations

from natotui.article.model import Article
from natotui.exchange import mark
from natotui.exchange.source import page, source
from natotui.exchange.words import one_line, quoted

STYLES = ("plain", "markdown", "citation")


def plain(article: Article, start: int, end: int) -> str:
    """The words of ``[start, end)`` as they stand."""
    return article.text[start:end]


def markdown(article: Article, start: int, end: int) -> str:
    """The words as a Markdown quotation with its source below."""
    cited = source(article).citation(page(article, start))
    return mark.quote(article.text[start:end]) + (f"\n>\n> — {mark.escape(cited)}" if cited else "") + "\n"


def citation(article: Article, start: int, end: int) -> str:
    """The words in quotation marks with author, title, date, page and URL, on one line."""
    cited = source(article).citation(page(article, start))
    words = quoted(one_line(article.text[start:end]))
    return f"{words} ({cited})" if cited else words


def words(article: Article, start: int, end: int, style: str = "plain") -> str:
    """The words of ``[start, end)`` in one of ``STYLES``."""
    return {"plain": plain, "markdown": markdown, "citation": citation}[style](article, start, end)
