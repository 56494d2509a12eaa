"""Rich Text through striprtf: the words and paragraphs. RTF keeps headings as looks only, and looks are lost, so
headings are told as in plain text."""

from __future__ import annotations

import re
from typing import Any

from natotui.article.draft import BYLINE_RE, Draft
from natotui.article.lines import ITEM_RE, is_title, looks_like_heading
from natotui.article.model import Article
from natotui.article.opening import Opening
from natotui.article.sources import unreadable
from natotui.article.tables import add_table
from natotui.errors import NatotuiError

_DEEPEST = 2_000
_SHORTEST_PROSE = 60  # code points: a heading stands over something that reads as a paragraph
_INFO_RE = re.compile(rb"\{\\(title|author)\s+([^{}\\]{1,300})\}")
_CELL_RE = re.compile(r"\n+\|")


def read(data: bytes, *, source: str = "") -> Article:
    """Read a document.

    Raises:
        NatotuiError: damaged, nested beyond the limit, or striprtf is not installed.
    """
    try:
        from striprtf import striprtf
    except ImportError:
        raise NatotuiError("cannot read", "RTF files need striprtf", "pip install 'natotui[rtf]'") from None
    _check_nesting(data, source)
    try:
        text = _text(striprtf, data.decode("cp1252", "replace"))
    except (ValueError, KeyError, IndexError, LookupError, TypeError, OverflowError) as error:
        raise unreadable(source, f"it is no RTF that can be read ({type(error).__name__})") from None
    facts = {name.decode(): value.decode("cp1252", "replace") for name, value in _INFO_RE.findall(data[:65_536])}
    draft = Draft()
    lines = [line for line in _CELL_RE.sub("|", text.replace("\r", "\n")).split("\n") if line.strip()]
    _place(Opening(draft, byline=facts.get("author", "")), lines)
    metadata = {"byline": facts["author"]} if "author" in facts else {}
    return draft.finish(source=source, kind="rtf", metadata=metadata, title=facts.get("title", ""))


def _place(opening: Opening, lines: list[str]) -> None:
    rows: list[list[str]] = []
    for index, line in enumerate([*lines, ""]):
        words = line.strip()
        if words.endswith("|") and words.count("|") > 1:
            rows.append(words[:-1].split("|"))
            continue
        if rows:
            add_table(opening.draft, rows, header=False)
            rows = []
        follows = lines[index + 1].strip() if index + 1 < len(lines) else ""
        _line(opening, words, follows, first=index == 0)


def _line(opening: Opening, words: str, follows: str, first: bool) -> None:
    item = ITEM_RE.match(words)
    if first and follows and is_title(words):
        opening.add("title", words)
    elif item:
        opening.add("item", words[item.end():], 0, "•" if item[1] else item[2])
    elif looks_like_heading(words) and len(follows) >= _SHORTEST_PROSE and not BYLINE_RE.fullmatch(words):
        opening.add("heading", words, 2)
    else:
        opening.add("paragraph", words)


def _text(striprtf: Any, words: str) -> str:
    return str(striprtf.rtf_to_text(words, errors="replace"))


def _check_nesting(data: bytes, source: str) -> None:
    depth = 0
    for sign in re.finditer(rb"\\[\\{}]|[{}]", data):
        depth += (sign[0] == b"{") - (sign[0] == b"}")
        if depth > _DEEPEST:
            raise unreadable(source, "its groups are nested too deeply", "It may have been made to do harm")
