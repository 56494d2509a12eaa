"""RSS and Atom through feedparser: the list of articles to pick from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

from natotui.article.draft import Draft
from natotui.article.markup import pieces_of
from natotui.article.model import Article
from natotui.article.opening import Opening
from natotui.article.sanitise import sanitise_line
from natotui.article.sources import unreadable
from natotui.errors import NatotuiError

MOST_ENTRIES = 2_000
_LONGEST_SUMMARY = 2_000
_OWN_ENTITIES_RE = re.compile(rb"<!ENTITY|<!DOCTYPE[^>\[]*\[", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a feed; all sanitised. ``link`` is empty unless it is an http(s) address."""

    title: str
    link: str
    summary: str
    date: str


def entries(data: bytes, *, source: str = "") -> tuple[str, list[Entry]]:
    """Title and entries of a feed, in its order.

    Raises:
        NatotuiError: it is no feed, declares entities, or feedparser is not installed.
    """
    try:
        import feedparser
    except ImportError:
        raise NatotuiError("cannot read", "feeds need feedparser", "pip install 'natotui[feeds]'") from None
    if _OWN_ENTITIES_RE.search(data.replace(b"\x00", b"")):
        raise unreadable(source, "it declares entities of its own", "It may have been made to do harm")
    try:
        feed = feedparser.parse(BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise unreadable(source, f"it is no feed that can be read ({type(error).__name__})") from None
    found = [_entry(item) for item in feed.entries[:MOST_ENTRIES]]
    if not found:
        raise unreadable(source, "it is no feed, or has no entries")
    return sanitise_line(feed.feed.get("title", "")), found


def read(data: bytes, *, source: str = "") -> Article:
    """The feed as an article: a heading for each entry, with its date, summary and address."""
    title, found = entries(data, source=source)
    draft = Draft()
    opening = Opening(draft, title, show=bool(title))
    for entry in found:
        opening.add("heading", entry.title or "(without a title)", 2)
        for line in filter(None, (entry.date, entry.summary, entry.link)):
            opening.add("paragraph", line)
    return draft.finish(source=source, kind="feed", title=title)


def _entry(item: dict[str, str]) -> Entry:
    link = sanitise_line(item.get("link", ""), 2_000)
    words = " ".join(piece.text for piece in pieces_of(item.get("summary", "")[:50_000]))
    return Entry(title=sanitise_line(" ".join(piece.text for piece in pieces_of(item.get("title", "")[:2_000]))),
                 link=link if link.lower().startswith(("http://", "https://")) else "",
                 summary=sanitise_line(words, _LONGEST_SUMMARY),
                 date=sanitise_line(item.get("published", "") or item.get("updated", ""), 60))
