"""The top of a structured article: which of its first blocks are title, standfirst and byline."""

from __future__ import annotations

import re

from natotui.article import frontmatter
from natotui.article.draft import BYLINE_RE, Draft
from natotui.article.furniture import same_title
from natotui.article.model import BlockKind

_LONGEST_STANDFIRST = 600
_LATEST_TITLE = 2  # other blocks (a kicker, a date) that may stand before the title
_TOP = ("standfirst", "byline")
_DATE_RE = re.compile(
    r"(?:\d{4}-\d\d-\d\d(?:[T ][\d:.+Z\-]+)?|\d{1,2}\.? [^\W\d_]{3,12}\.?,? \d{4}"
    r"|[^\W\d_]{3,12}\.?(?: \d{1,2},?)? \d{4}|\d{1,2}[./]\d{1,2}[./]\d{2,4})")


class Opening:
    """Puts blocks into a draft and names those at the top.

    Args:
        draft: takes the blocks.
        title: known from elsewhere (front matter, ``<title>``); shown at once if ``show``.
        show: whether to begin with a title block of its own.
        byline: name of the author, known from elsewhere; shown under title and standfirst.
    """

    def __init__(self, draft: Draft, title: str = "", show: bool = False, byline: str = "") -> None:
        self.draft = draft
        self._title = title
        self._wanted: set[BlockKind] = set()
        self._byline = byline.strip()
        self._others = 0
        if title and show:
            self._begin(title)

    def add(self, kind: BlockKind, text: str, level: int = 0, marker: str = "", *, emphasised: bool = False,
            page: int = 0) -> None:
        """Add a block; ``emphasised``: all its words are in emphasis."""
        words = text.strip()
        if not words:
            return
        if self._is_title(kind, level):
            self._begin(words, page)
            return
        if not self._others and self._title and _DATE_RE.fullmatch(words):
            self.draft.add("paragraph", words, furniture=True, page=page)
            return
        place = self._place(kind, words, emphasised)
        if place:
            self._wanted.discard(place)
            self.draft.add(place, words, page=page)
            return
        if not (self._wanted and same_title(words, self._title)):  # a repeated title ends nothing
            self._end(page)
        plain: BlockKind = "heading" if kind == "title" else "paragraph" if kind in _TOP else kind
        self.draft.add(plain, text, level or int(plain == "heading"), marker, page=page)

    def _begin(self, title: str, page: int = 0) -> None:
        self._title = title
        self._wanted = {"standfirst", "byline"}
        self.draft.entitle(title)
        self.draft.add("title", title, page=page)

    def _end(self, page: int) -> None:
        """The top is over: other words begin."""
        if self._byline and "byline" in self._wanted:
            words = self._byline if BYLINE_RE.fullmatch(self._byline) else f"By {self._byline}"
            self.draft.add("byline", words, page=page)
        self._wanted = set()
        self._others += 1

    def _is_title(self, kind: BlockKind, level: int) -> bool:
        if self._title or self._others > _LATEST_TITLE:
            return False
        return kind == "title" or (kind == "heading" and level == 1)

    def _place(self, kind: BlockKind, words: str, emphasised: bool) -> BlockKind | None:
        if kind == "byline" and self._title and not self._others:  # affiliations follow the name
            return "byline"
        if "byline" in self._wanted and kind == "paragraph" and BYLINE_RE.fullmatch(words):
            return "byline"
        if "standfirst" in self._wanted and len(words) <= _LONGEST_STANDFIRST and (
                kind == "standfirst" or (kind == "paragraph" and emphasised)):
            return "standfirst"
        return None


def begin(draft: Draft, text: str) -> tuple[Opening, dict[str, str], int]:
    """The opening of a Markdown text, its front matter, and the offset at which the article itself begins."""
    metadata, start = frontmatter.split(text)
    title = metadata.get("title", "")
    opening = Opening(draft, title, show=bool(title), byline=metadata.get("byline", ""))
    if title:
        opening.add("standfirst", metadata.get("standfirst", ""))
    return opening, metadata, start
