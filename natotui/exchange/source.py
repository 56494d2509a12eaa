"""Where words come from: what a citation of an article says, and the address that tools know it by."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from natotui.article.model import Article
from natotui.exchange.words import one_line, quoted

_ADDRESS = re.compile(r"(?:https?://[^\s<>\"{}|\\^`]+|urn:[a-z0-9][a-z0-9-]{0,31}:[^\s<>\"{}|\\^`]+|file:///[^\s<>\"{}|\\^`]*)",
                      re.IGNORECASE)
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")


@dataclass(frozen=True)
class Source:
    """The facts of a citation; what is not known is empty."""

    title: str
    author: str
    date: str
    site: str
    url: str

    def citation(self, page: int = 0) -> str:
        """Author, "title", site, date, page, URL in one line, without what is not known."""
        title = quoted(self.title) if self.title else ""
        where = f"p. {page}" if page else ""
        return ", ".join(filter(None, [self.author, title, self.site, self.date, where, self.url]))


def source(article: Article) -> Source:
    """What ``article`` says of itself."""
    facts = article.metadata
    date = one_line(facts.get("date", ""))
    day = _DATE.match(date)
    author = re.sub(r"^by\s+", "", one_line(article.byline), flags=re.IGNORECASE)
    site = one_line(facts.get("site", ""))
    return Source(one_line(article.title), author, day[0] if day else date, site, url(article))


def url(article: Article) -> str:
    """The article's address on the web; empty for one that has none."""
    for each in (article.metadata.get("url", ""), article.source):
        if re.match("https?://", each, re.IGNORECASE) and _ADDRESS.fullmatch(each):
            return each
    return ""


def address(article: Article) -> str:
    """A URI by which other tools know the article: its URL, else one made from its words.

    A path is not used: it would tell others how a person's folders are called, and differ on every machine.
    """
    return url(article) or f"urn:natotui:{article.fingerprint}"


def page(article: Article, offset: int) -> int:
    """The page of the source that holds ``offset``, from 1; 0 where there are no pages."""
    return article.blocks[article.blocks.at(offset)].page if len(article.blocks) else 0


def name(article: Article) -> str:
    """What the article is called where a file name is too long: its title, else the name of its file."""
    return one_line(article.title) or Path(article.source).name or "Untitled"
