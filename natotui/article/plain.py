"""Plain text to an article: unwrapped lines, hard-wrapped paragraphs, verse, headings, items, quotes, code.

It works in one pass over pieces that end between paragraphs, so the beginning of a text gives the same blocks
whether or not the rest has been read, and memory is that of the text. Offsets are those of the decoded source,
but for quoted ("> ") and indented paragraphs, whose margins are taken out where their lines are joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from natotui.article.draft import BYLINE_RE, LONGEST, Draft
from natotui.article.model import Article
from natotui.article.sanitise import sanitise

HARD_WRAP = 120
"""A line longer than this is a paragraph by itself: nobody wraps that wide by hand."""

_PIECE = 65_536
_HELD = 262_144
_GAP_RE = re.compile(r"\n(?:[ \t]*\n)+")
_ITEM_RE = re.compile(r"[ \t]*(?:([-*•‣◦·–])|(\(?(?:\d{1,3}|[a-zA-Z])[.)]))[ \t]+(?=\S)")
_NUMBERED_RE = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*\.?|[IVXL]{1,6}\.|Chapter \w+|Part \w+|Section \w+)\s+\S")
_UNDERLINE_RE = re.compile(r"[ \t]*(={3,}|-{3,}|~{3,})[ \t]*")
_MARGIN_RE = re.compile(r"[ \t]*\n[ \t]*")
_QUOTE_RE = re.compile(r"[ \t]*>+[ \t]?")
_CODE_SIGNS_RE = re.compile(r"[{};=<>$|\\]|\(\)|^\s*(?:def|class|import|return|if|for|while|#include|\$)\b", re.MULTILINE)
_SPECIAL = frozenset(" \t>-*•‣◦·–0123456789(=~")
_FINAL = tuple(".!?:;,…。！？\"”’'")


def read(pieces: Iterable[str], *, source: str = "", format: str = "text", whole: bool = True) -> Article:
    """Read decoded text.

    Args:
        pieces: the text with ``\\n`` line ends, in pieces of any size.
        source: as the person named it.
        format: name of the format.
        whole: False when the text goes on after the pieces: what the rest could change is left out, and the
            article is partial.
    """
    reader = PlainReader()
    for piece in pieces:
        for start in range(0, len(piece), _PIECE):
            reader.feed(piece[start:start + _PIECE])
    if whole:
        reader.close()
    return reader.draft.finish(source=source, format=format, partial=not whole)


class PlainReader:
    """Turns pieces of plain text into the blocks of ``draft``."""

    def __init__(self) -> None:
        self.draft = Draft()
        self._rest = ""
        self._width = 0
        self._pending = ""  # a short line that is a heading if what follows it is prose
        self._pending_gap = ""
        self._groups = 0

    def feed(self, piece: str) -> None:
        """Take the next piece; all but its last paragraph becomes blocks."""
        text = self._rest + sanitise(piece)
        if len(text) < _PIECE // 2:
            self._rest = text
            return
        cut = text.rfind("\n\n", len(text) // 4)
        if cut < 0 and len(text) > _HELD:
            cut = text.rfind("\n", 0, _HELD)
            cut = cut if cut >= 0 else _HELD
        if cut < 0:
            self._rest = text
            return
        self._rest = text[cut:]
        self._take(text[:cut])

    def close(self) -> None:
        """The text ends here."""
        self._take(self._rest)
        self._rest = ""
        self._settle(prose_follows=False)

    def _take(self, text: str) -> None:
        if not self._width:
            self._width = _usual_width(text)
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
        if not group.strip():
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
            self._joined(group)
        else:
            self._verse(group)

    def _alone(self, line: str) -> None:
        """A line between blank lines."""
        words = line.strip()
        self._settle(prose_follows=len(words) > 60 or words.endswith(_FINAL))
        item = _ITEM_RE.match(line)
        if self._groups <= 6 and self._place_at_top(line, words):
            return
        if item and not (_NUMBERED_RE.match(words) and _looks_like_heading(words)):
            self._item(line, item)
        elif line.lstrip().startswith(">"):
            self._quote([line])
        elif _is_shouted(words):
            self._padded("heading", line, 2)
        elif _looks_like_heading(words):
            self._pending = line
        else:
            self._padded("paragraph", line)

    def _opening(self, lines: list[str]) -> bool:
        """A title, perhaps underlined, with standfirst and byline right under it. False: the text just begins."""
        title = lines[0].strip()
        underlined = _UNDERLINE_RE.fullmatch(lines[1]) is not None
        if not underlined and (is_wrapped(lines, self._width) or not _is_title(title) or _ITEM_RE.match(lines[0])
                               or (len(lines) > 2 and max(map(len, lines)) <= HARD_WRAP)):
            return False
        self.draft.entitle(title)
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
        if rest:
            self._gap("\n")
            self._group("\n".join(rest))
        return True

    def _place_at_top(self, line: str, words: str) -> bool:
        """Title, standfirst or byline on a line of its own."""
        if self._groups == 1 and _is_title(words) and not _ITEM_RE.match(line):
            self._pending = line
            return True
        if not self.draft.title or len(self.draft.blocks) > 4:
            return False
        if BYLINE_RE.fullmatch(words):
            self._padded("byline", line)
            return True
        if self._groups == 2 and 6 <= words.count(" ") + 1 and len(words) <= 200 and not words.endswith((".", ":")):
            self._padded("standfirst", line)
            return True
        return False

    def _settle(self, prose_follows: bool) -> None:
        """Decide what the pending short line was, now that it is known what follows."""
        line, gap = self._pending, self._pending_gap
        if not line:
            return
        self._pending = self._pending_gap = ""
        if not len(self.draft.blocks) and (gap or prose_follows):
            self.draft.entitle(line)
            self._padded("title", line)
        else:
            self._padded("heading" if prose_follows else "paragraph", line, 2 if prose_follows else 0)
        self.draft.gap(gap)

    def _marked(self, group: str, lines: list[str]) -> bool:
        """Lines that begin with a sign or a margin: underlined headings, quotes, items, code."""
        if _UNDERLINE_RE.fullmatch(lines[1]) and _is_title(lines[0].strip()):
            self._padded("heading", lines[0], 1 if "=" in lines[1] else 2)
            self._gap("\n" + lines[1])
            if len(lines) > 2:
                self._gap("\n")
                self._group("\n".join(lines[2:]))
            return True
        if all(line.lstrip().startswith(">") for line in lines):
            self._quote(lines)
            return True
        if any(map(_ITEM_RE.match, lines)) and _is_list(lines):
            self._items(lines)
            return True
        if all(line.startswith(("    ", "\t")) for line in lines):
            if _is_code(lines):
                self._padded("code", group, keep_margin=True)
                return True
        if any(line[:1] in " \t" for line in lines) and max(map(len, lines)) <= HARD_WRAP:
            return self._indented(group, lines)
        return False

    def _indented(self, group: str, lines: list[str]) -> bool:
        bare = [line.strip() for line in lines]
        if not is_wrapped(bare, self._width):
            return False
        lead = len(group) - len(group.lstrip())
        self._gap(group[:lead])
        self.draft.block("paragraph", _MARGIN_RE.sub(" ", group[lead:].rstrip()))
        return True

    def _unwrapped(self, lines: list[str]) -> None:
        for index, line in enumerate(lines):
            if index:
                self._gap("\n")
            words = line.strip()
            follows = lines[index + 1] if index + 1 < len(lines) else ""
            item = _ITEM_RE.match(line)
            if not words:
                self._gap(line)
            elif item:
                self._item(line, item)
            elif len(words) <= 60 and len(follows) > 80 and _looks_like_heading(words):
                self._padded("heading", line, 2)
            else:
                self._padded("paragraph", line)

    def _joined(self, group: str) -> None:
        self._padded("paragraph", group.replace("\n", " "))

    def _verse(self, group: str) -> None:
        self._padded("paragraph", group)

    def _items(self, lines: list[str]) -> None:
        """Items; a line without a sign goes on with the item above it."""
        start = 0
        for index in range(1, len(lines) + 1):
            if index < len(lines) and not _ITEM_RE.match(lines[index]):
                continue
            if start:
                self._gap("\n")
            stretch = "\n".join(lines[start:index])
            item = _ITEM_RE.match(stretch)
            if item:
                self._item(stretch, item)
            else:
                self._joined(stretch)
            start = index

    def _item(self, text: str, item: re.Match[str]) -> None:
        margin = len(item[0]) - len(item[0].lstrip())
        self._gap(text[:item.end()])
        words = _MARGIN_RE.sub(" ", text[item.end():]).rstrip()
        self.draft.block("item", words, min(margin // 2, 6), "•" if item[1] else item[2])

    def _quote(self, lines: list[str]) -> None:
        bare = [line[_QUOTE_RE.match(line).end():] for line in lines if _QUOTE_RE.match(line)]  # type: ignore[union-attr]
        depth = len(lines[0]) - len(lines[0].lstrip(" \t>")) and lines[0][:200].count(">")
        lead = _QUOTE_RE.match(lines[0])
        self._gap(lead[0] if lead else "")
        joined = is_wrapped(bare, self._width) or len(bare) == 1
        words = (" " if joined else "\n").join(line.strip() for line in bare if line.strip())
        if words:
            self.draft.block("quote", words, max(0, min(depth, 9) - 1))

    def _padded(self, kind: str, text: str, level: int = 0, keep_margin: bool = False) -> None:
        """A block for ``text``; the blanks around its words stay outside the block."""
        lead = 0 if keep_margin else len(text) - len(text.lstrip())
        words = text[lead:].rstrip()
        if lead:
            self.draft.gap(text[:lead])
        self.draft.block(kind, words, level)  # type: ignore[arg-type]
        if lead + len(words) < len(text):
            self.draft.gap(text[lead + len(words):])


def is_wrapped(lines: list[str], usual: int) -> bool:
    """Whether the lines were broken by width alone: the next line's first word would not have fitted.

    Args:
        lines: of one paragraph.
        usual: width to which the text is wrapped elsewhere, in code points; 0 if unknown.
    """
    width = max(max(map(len, lines)), usual)
    if width > HARD_WRAP or len(lines) < 2:
        return False
    room = width * 0.82
    full = 0
    capitals = 0
    for index in range(len(lines) - 1):
        following = lines[index + 1]
        word = following.find(" ")
        full += len(lines[index]) + 1 + (word if word >= 0 else len(following)) > room
        capitals += following[:1].isupper()
    if capitals == len(lines) - 1 and capitals > 1 and width < 60:
        return False
    return full >= 0.7 * (len(lines) - 1)


def _usual_width(text: str) -> int:
    """The width of the fullest tenth of the lines that could be hard-wrapped."""
    lengths = sorted(len(line) for line in text.split("\n") if 0 < len(line) <= HARD_WRAP)
    return lengths[len(lengths) * 9 // 10] if lengths else 1


def _is_title(words: str) -> bool:
    return 0 < len(words) <= 150 and not words.endswith((".", ",", ";", ":")) and words[:1] not in ">#|" and any(
        map(str.isalpha, words))


def _is_standfirst(rest: list[str]) -> bool:
    words = rest[0].strip()
    if not words or len(words) > 300 or BYLINE_RE.fullmatch(words):
        return False
    ends = len(rest) == 1 or BYLINE_RE.fullmatch(rest[1].strip()) is not None
    return ends or (len(words) <= 200 and not words.endswith("."))


def _looks_like_heading(words: str) -> bool:
    return (len(words) <= 80 and not words.endswith(_FINAL) and words.count(" ") < 10
            and (words[:1].isupper() or words[:1].isdigit()) and sum(map(str.isalpha, words)) >= 3)


def _is_shouted(words: str) -> bool:
    return len(words) <= 80 and words.isupper() and sum(map(str.isalpha, words)) >= 4 and not words.endswith((".", ","))


def _is_list(lines: list[str]) -> bool:
    """Items, not prose in which one line happens to begin with a dash or a number."""
    signs = [bool(_ITEM_RE.match(line)) for line in lines]
    return signs[0] and (sum(signs) > 1 or lines[0].lstrip()[:1] in "-*•‣◦")


def _is_code(lines: list[str]) -> bool:
    return 3 * sum(1 for line in lines if _CODE_SIGNS_RE.search(line)) >= len(lines)


assert LONGEST <= _HELD  # a held-back stretch is always cut inside one paragraph's limit
