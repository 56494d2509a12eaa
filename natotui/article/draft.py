"""An article in the making: readers of formats add blocks, the draft sanitises, joins and numbers them."""

from __future__ import annotations

import re

from natotui.article.furniture import is_boilerplate, mark_tail, same_title
from natotui.article.model import PROSE, Article, BlockKind, Blocks
from natotui.article.sanitise import sanitise, sanitise_line

LONGEST = 32_768
"""A longer stretch becomes several blocks, so that nothing downstream has to hold one endless paragraph."""

_JOINED = 1 << 20

BYLINE_RE = re.compile(
    r"(?:by|written by|words by|story by|von|par|por)[ ]+[^\W\d_][^\n]{1,90}", re.IGNORECASE)
_BLANKS_RE = re.compile(r"[ \t\n\r\f\v\u00a0\u200b]+")
_SENTENCE_END_RE = re.compile(r"[.!?…。！？][\"'”’)\]]*\s")
_TIGHT = frozenset(("item", "row"))


class Draft:
    """Collects text and blocks in reading order; the only way a reader makes an ``Article``."""

    def __init__(self) -> None:
        self.blocks = Blocks()
        self.length = 0
        self.title = ""
        self._text = ""
        self._parts: list[str] = []
        self._waiting = 0
        self._begun = False
        self._last_kind = ""
        self._shown_title = False

    def gap(self, text: str) -> None:
        """Text between blocks (newlines, a marker), kept so that offsets are those of the source."""
        if text:
            self._write(text)

    def block(self, kind: BlockKind, text: str, level: int = 0, marker: str = "", furniture: bool = False,
              page: int = 0) -> None:
        """Add sanitised text as one block here, without a gap; a very long one is cut into several."""
        if len(text) > LONGEST:
            self._pieces(kind, text, level, marker, furniture, page)
            return
        if not furniture and len(text) <= 200 and kind != "code":
            furniture = self._is_repeated_title(kind, text) or is_boilerplate(text)
        self._begun = self._begun or (kind in PROSE and not furniture)
        self.blocks.append(kind, self.length, self.length + len(text), level, marker, furniture, page)
        self._write(text)

    def add(self, kind: BlockKind, text: str, level: int = 0, marker: str = "", furniture: bool = False,
            page: int = 0) -> None:
        """Add raw text of any origin as a block on lines of its own: sanitised, blanks collapsed.

        Newlines inside are forced breaks; code and rows keep their blanks. Empty text adds nothing.
        """
        if kind == "code":
            clean = sanitise(text).strip("\n").rstrip().expandtabs(4)
        elif kind == "row":
            clean = sanitise(text.replace("\n", " ")).strip()
        else:
            lines = (_BLANKS_RE.sub(" ", line).strip() for line in text.split("\n"))
            clean = sanitise("\n".join(filter(None, lines)))
        if not clean:
            return
        if self.length:
            self.gap("\n" if kind == self._last_kind and kind in _TIGHT else "\n\n")
        self._last_kind = kind
        self.block(kind, clean, level, sanitise_line(marker, 40), furniture, page)

    def entitle(self, title: str) -> None:
        """Name the article; a line right under it, or a heading, with the same words is furniture."""
        self.title = sanitise_line(title)

    def finish(self, *, source: str, kind: str, metadata: dict[str, str] | None = None, title: str = "",
               partial: bool = False, warnings: tuple[str, ...] = ()) -> Article:
        """The article.

        Args:
            source: as the person named it.
            kind: name of the format.
            metadata: raw; keys and values are made safe here.
            title: where no block shows one.
            partial: the text goes on, so its trailing furniture is not looked for.
            warnings: what could not be kept.
        """
        self._join()
        text = self._text
        if not partial:
            mark_tail(text, self.blocks)
        shown = {"title": "", "standfirst": "", "byline": ""}
        for block in self.blocks[:12]:
            if block.kind in shown and not block.furniture and not shown[block.kind]:
                shown[block.kind] = sanitise_line(text[block.start:block.end], 600)
        data = {sanitise_line(key, 60): sanitise_line(value, 1000)
                for key, value in (metadata or {}).items() if value}
        return Article(
            text=text, blocks=self.blocks, source=source, format=kind,
            title=shown["title"] or sanitise_line(title) or self.title, standfirst=shown["standfirst"],
            byline=shown["byline"] or data.get("byline", ""), metadata=data, partial=partial,
            warnings=tuple(sanitise_line(warning) for warning in warnings))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)
        self._waiting += len(text)
        if self._waiting > _JOINED:
            self._join()

    def _join(self) -> None:
        """Add what waits to the text. A string that nobody else holds grows in place: a text of a hundred
        megabytes is never there twice."""
        text, self._text = self._text, ""
        text += "".join(self._parts)
        self._text = text
        self._parts.clear()
        self._waiting = 0

    def _is_repeated_title(self, kind: BlockKind, text: str) -> bool:
        if not self.title or kind not in (*PROSE, "title", "heading") or not same_title(text, self.title):
            return False
        if kind == "title" and not self._shown_title:
            self._shown_title = True
            return False
        return self._shown_title and (kind not in PROSE or not self._begun)  # later it is a refrain

    def _pieces(self, kind: BlockKind, text: str, level: int, marker: str, furniture: bool,
                page: int) -> None:
        start = 0
        while start < len(text):
            end = cut_point(text, start)
            piece = text[start:end].rstrip()
            if piece:
                self.block(kind, piece, level, marker, furniture, page)
            self.gap(text[start + len(piece):end])
            start = end


def cut_point(text: str, start: int) -> int:
    """Where a stretch that is too long for one block is cut: after a sentence, a line, a blank, or anywhere."""
    limit = start + LONGEST
    if len(text) <= limit:
        return len(text)
    half = start + LONGEST // 2
    end = None
    for match in _SENTENCE_END_RE.finditer(text, half, limit):
        end = match.end()  # the last one
    if end is None:
        end = (text.rfind("\n", half, limit) + 1) or (text.rfind(" ", half, limit) + 1) or limit
    return end
