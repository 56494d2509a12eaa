"""Plain text to an article: unwrapped lines, hard-wrapped paragraphs, verse, headings, items, quotes, code.

It works in one pass over pieces that end between paragraphs, so the beginning of a text gives the same blocks
whether or not the rest has been read, and memory is that of the text. Offsets are those of the decoded source,
but for quoted ("> ") and indented paragraphs, whose margins are taken out where their lines are joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from natotui.article.draft import BYLINE_RE, Draft
from natotui.article.furniture import is_rule
from natotui.article.lines import (
    HARD_WRAP,
    ITEM_RE,
    NUMBERED_RE,
    is_code,
    is_list,
    is_shouted,
    is_title,
    is_wrapped,
    looks_like_heading,
    usual_width,
)
from natotui.article.model import Article, BlockKind
from natotui.article.sanitise import sanitise

_PIECE = 65_536
_HELD = 131_072
_GAP_RE = re.compile(r"\n(?:[ \t]*\n)+")
_UNDERLINE_RE = re.compile(r"[ \t]*(={3,}|-{3,}|~{3,})[ \t]*")
_MARGIN_RE = re.compile(r"[ \t]*\n[ \t]*")
_QUOTE_RE = re.compile(r"[ \t]*>+[ \t]?")
_SPECIAL = frozenset(" \t>-*•‣◦·–0123456789(=~")
_TOP_GROUPS = 6  # stretches at the top among which title, standfirst and byline are looked for


def read(pieces: Iterable[str], *, source: str = "", enough: int | None = None) -> Article:
    """Read decoded text.

    Args:
        pieces: the text with ``\\n`` line ends, in pieces of any size.
        source: as the person named it.
        enough: code points after which to stop; the article is then partial, and what the rest could change
            is left out. None: read all.
    """
    reader = PlainReader(Draft())
    for piece in pieces:
        for start in range(0, len(piece), _PIECE):
            reader.feed(piece[start:start + _PIECE])
            if enough is not None and reader.draft.length >= enough:
                return reader.draft.finish(source=source, kind="text", partial=True)
    if enough is None:
        reader.close()
    return reader.draft.finish(source=source, kind="text", partial=enough is not None)


class PlainReader:
    """Turns pieces of plain text into the blocks of a draft.

    Args:
        draft: takes the blocks; one that has some already gets no title.
    """

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self._rest = ""
        self._width = 0
        self._pending = ""  # a short line that is a heading if what follows it is prose
        self._pending_gap = ""
        self._groups = _TOP_GROUPS if len(draft.blocks) else 0

    def feed(self, piece: str) -> None:
        """Take the next piece; all but its last paragraph becomes blocks."""
        text = self._rest + sanitise(piece)
        cut = text.rfind("\n\n", len(text) // 4) if len(text) >= _PIECE // 2 else -1
        if cut < 0 and len(text) > _HELD:
            cut = text.rfind("\n", 0, _HELD)
            cut = cut if cut > 0 else _HELD
        self._rest = text[cut:] if cut > 0 else text
        if cut > 0:
            self._take(text[:cut])

    def close(self) -> None:
        """The text ends here."""
        self._take(self._rest)
        self._rest = ""
        self._settle(prose_follows=False)

    def _take(self, text: str) -> None:
        if not self._width:
            self._width = usual_width(text)
        start = len(text) - len(text.lstrip("\n"))
        self._gap(text[:start])
        for match in _GAP_RE.finditer(text, start):
            self._group(text[start:match.start()])
            self._gap(match[0])
            start = match.end()
        body = text[start:].rstrip("\n")
        self._group(body)
        self._gap(text[start + len(body):])

    def _gap(self, text: str) -> None:
        if self._pending:
            self._pending_gap += text
        else:
            self.draft.gap(text)

    def _group(self, group: str) -> None:
        """A stretch without blank lines."""
        if not group or group.isspace():
            self._gap(group)
            return
        self._groups += 1
        if "\n" not in group:
            self._alone(group)
            return
        lines = group.split("\n")
        longest = max(map(len, lines))
        self._settle(prose_follows=longest > 40)
        if self._groups == 1 and self._opening(lines):
            return
        if not _SPECIAL.isdisjoint({line[:1] for line in lines}) and self._marked(group, lines):
            return
        if longest > HARD_WRAP:
            self._unwrapped(lines)
        elif is_wrapped(lines, self._width):
            self._padded("paragraph", group.replace("\n", " "))
        else:
            self._padded("paragraph", group)

    def _alone(self, line: str) -> None:
        """A line between blank lines."""
        words = line.strip()
        self._settle(prose_follows=len(words) > 60 or words.endswith((".", "!", "?", ":", "”", '"')))
        if self._groups <= _TOP_GROUPS and self._at_top(line, words):
            return
        item = ITEM_RE.match(line)
        if is_rule(words):
            self._padded("paragraph", line)
        elif item and not (NUMBERED_RE.match(words) and looks_like_heading(words)):
            self._item(line, item)
        elif words.startswith(">"):
            self._quote([line])
        elif is_shouted(words):
            self._padded("heading", line, 2)
        elif looks_like_heading(words):
            self._pending = line
        else:
            self._padded("paragraph", line)

    def _opening(self, lines: list[str]) -> bool:
        """A title, perhaps underlined, with standfirst and byline under it. False: the text just begins."""
        underlined = _UNDERLINE_RE.fullmatch(lines[1]) is not None
        if not is_title(lines[0].strip()) or not (underlined or self._heads(lines)):
            return False
        self.draft.entitle(lines[0])
        self._padded("title", lines[0])
        rest = lines[1:]
        if underlined:
            self._gap("\n" + rest.pop(0))
        if rest and _is_standfirst(rest):
            self._gap("\n")
            self._padded("standfirst", rest.pop(0))
        if rest and BYLINE_RE.fullmatch(rest[0].strip()):
            self._gap("\n")
            self._padded("byline", rest.pop(0))
        self._remainder(rest)
        return True

    def _heads(self, lines: list[str]) -> bool:
        """Whether the first line stands over the others rather than beginning a paragraph with them."""
        if ITEM_RE.match(lines[0]) or is_wrapped(lines, self._width):
            return False
        signed = any(BYLINE_RE.fullmatch(line.strip()) for line in lines[1:3])
        return len(lines) == 2 or signed or max(map(len, lines)) > HARD_WRAP

    def _remainder(self, lines: list[str]) -> None:
        if lines:
            self._gap("\n")
            self._group("\n".join(lines))

    def _at_top(self, line: str, words: str) -> bool:
        """Title, standfirst or byline on a line of its own."""
        if self._groups == 1:
            self._pending = line if is_title(words) and not ITEM_RE.match(line) else ""
            return bool(self._pending)
        if not self.draft.title or len(self.draft.blocks) > 4:
            return False
        kind: BlockKind | None = None
        if BYLINE_RE.fullmatch(words):
            kind = "byline"
        elif self._groups == 2 and words.count(" ") >= 5 and len(words) <= 200 and not words.endswith((".", ":")):
            kind = "standfirst"
        if kind:
            self._padded(kind, line)
        return kind is not None

    def _settle(self, prose_follows: bool) -> None:
        """Decide what the pending short line was, now that it is known what follows."""
        line, gap = self._pending, self._pending_gap
        if not line:
            return
        self._pending = self._pending_gap = ""
        if not len(self.draft.blocks) and self._groups > 1:
            self.draft.entitle(line)
            self._padded("title", line)
        else:
            self._padded("heading" if prose_follows else "paragraph", line, 2 if prose_follows else 0)
        self.draft.gap(gap)

    def _marked(self, group: str, lines: list[str]) -> bool:
        """Lines that begin with a sign or a margin: underlined headings, quotes, items, code."""
        if _UNDERLINE_RE.fullmatch(lines[1]) and is_title(lines[0].strip()):
            self._padded("heading", lines[0], 1 if "=" in lines[1] else 2)
            self._gap("\n" + lines[1])
            self._remainder(lines[2:])
        elif all(line.lstrip().startswith(">") for line in lines):
            self._quote(lines)
        elif is_list(lines):
            self._items(lines)
        elif all(line.startswith(("    ", "\t")) for line in lines) and is_code(lines):
            self._padded("code", group, keep_margin=True)
        elif any(line[:1] in " \t" for line in lines) and is_wrapped([line.strip() for line in lines], self._width):
            lead = len(group) - len(group.lstrip())
            self._gap(group[:lead])
            self.draft.block("paragraph", _MARGIN_RE.sub(" ", group[lead:].rstrip()))
        else:
            return False
        return True

    def _unwrapped(self, lines: list[str]) -> None:
        for index, line in enumerate(lines):
            if index:
                self._gap("\n")
            words = line.strip()
            follows = lines[index + 1] if index + 1 < len(lines) else ""
            item = ITEM_RE.match(line)
            if not words:
                self._gap(line)
            elif item:
                self._item(line, item)
            elif len(words) <= 60 and len(follows) > 80 and looks_like_heading(words):
                self._padded("heading", line, 2)
            else:
                self._padded("paragraph", line)

    def _items(self, lines: list[str]) -> None:
        """Items; a line without a sign goes on with the item above it."""
        start = 0
        for index in range(1, len(lines) + 1):
            if index < len(lines) and not ITEM_RE.match(lines[index]):
                continue
            if start:
                self._gap("\n")
            stretch = "\n".join(lines[start:index])
            item = ITEM_RE.match(stretch)
            if item:
                self._item(stretch, item)
            start = index

    def _item(self, text: str, item: re.Match[str]) -> None:
        margin = len(item[0]) - len(item[0].lstrip())
        self._gap(text[:item.end()])
        words = _MARGIN_RE.sub(" ", text[item.end():]).rstrip()
        self.draft.block("item", words, min(margin // 2, 6), "•" if item[1] else item[2])

    def _quote(self, lines: list[str]) -> None:
        signs = [match[0] if (match := _QUOTE_RE.match(line)) else "" for line in lines]
        bare = [line[len(sign):].strip() for line, sign in zip(lines, signs, strict=True)]
        self._gap(signs[0])
        between = " " if len(bare) == 1 or is_wrapped(bare, self._width) else "\n"
        words = between.join(filter(None, bare))
        if words:
            self.draft.block("quote", words, min(signs[0].count(">"), 10) - 1)

    def _padded(self, kind: BlockKind, text: str, level: int = 0, keep_margin: bool = False) -> None:
        """A block for ``text``; the blanks around its words stay outside the block."""
        lead = 0 if keep_margin else len(text) - len(text.lstrip())
        words = text[lead:].rstrip()
        self.draft.gap(text[:lead])
        self.draft.block(kind, words, level)
        self.draft.gap(text[lead + len(words):])


def _is_standfirst(rest: list[str]) -> bool:
    words = rest[0].strip()
    if not words or len(words) > 300 or BYLINE_RE.fullmatch(words):
        return False
    ends = len(rest) == 1 or BYLINE_RE.fullmatch(rest[1].strip()) is not None
    return ends or (len(words) <= 200 and not words.endswith("."))
