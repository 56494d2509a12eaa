"""The top of a structured article: which of its first blocks are title, standfirst and byline."""

from __future__ import annotations

from natotui.article.draft import BYLINE_RE, Draft
from natotui.article.furniture import same_title
from natotui.article.model import BlockKind

_LONGEST_STANDFIRST = 600


class Opening:
    """Puts blocks into a draft and names those at the top.

    Args:
        draft: takes the blocks.
        title: known from elsewhere (front matter, ``<title>``); shown at once if ``show``.
        show: whether to begin with a title block of its own.
    """

    def __init__(self, draft: Draft, title: str = "", show: bool = False) -> None:
        self.draft = draft
        self._title = title
        self._after_title = 0
        self._byline = False
        self._others = 0
        if title and show:
            draft.entitle(title)
            draft.add("title", title)
            self._after_title = 1

    def add(self, kind: BlockKind, text: str, level: int = 0, marker: str = "", *, emphasised: bool = False,
            page: int = 0) -> None:
        """Add a block; ``emphasised``: all its words are in emphasis, or it is marked as a subtitle."""
        words = text.strip()
        if not words:
            return
        place = self._place(kind, words, level, emphasised)
        if place == "title":
            self.draft.entitle(words)
        if place:
            self.draft.add(place, words, page=page)
            return
        if self._title and self._after_title and same_title(words, self._title):
            self.draft.add(kind, text, level, marker, page=page)  # the draft dims it; it ends nothing
            return
        self._others += 1
        self._after_title = 0
        self.draft.add(kind, text, level, marker, page=page)

    def _place(self, kind: BlockKind, words: str, level: int, emphasised: bool) -> BlockKind | None:
        if kind == "title" and not self._after_title:
            self._after_title = 1
            self._title = self._title or words
            return "title"
        if kind == "heading" and not self._title and self._others < 2 and level == 1:
            self._title = words
            self._after_title = 1
            return "title"
        if not self._after_title or self._after_title > 4:
            return None
        self._after_title += 1
        if kind in ("paragraph", "byline") and not self._byline and BYLINE_RE.fullmatch(words):
            self._byline = True
            return "byline"
        if kind == "standfirst" or (kind == "paragraph" and emphasised and self._after_title == 2
                                    and len(words) <= _LONGEST_STANDFIRST):
            return "standfirst"
        self._after_title -= 1
        return None
