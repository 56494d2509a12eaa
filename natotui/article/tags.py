"""HTML to tags and words in linear time, whatever comes: no tree, no backtracking over unclosed signs.

The standard library's parser takes quadratic time on unclosed comments, tags and quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from types import MappingProxyType
from typing import NamedTuple

_OPEN_RE = re.compile(r"<(?=[a-zA-Z/!?])")
_NAME_RE = re.compile(r"[a-zA-Z][^\s/>]{0,40}")
_ATTRIBUTE_RE = re.compile(r"[\s/]*([^\s/>=][^\s/>=]*)\s*(=?)\s*")
_BARE_RE = re.compile(r"[^\s>]*")
_TAIL_RE = re.compile(r"[\s/]*>")
_RAW = frozenset(("script", "style", "textarea", "title", "noembed", "noframes", "iframe", "xmp"))
_WORDS = frozenset(("title", "textarea"))  # of the raw ones: those in which entities are expanded
_LONGEST_VALUE = 4_000
_MOST_ATTRIBUTES = 100


class Tag(NamedTuple):
    """A start tag ("p"), an end tag ("/p") or, with an empty name, words."""

    name: str
    words: str = ""
    attributes: Mapping[str, str] = MappingProxyType({})


def tags(text: str) -> Iterator[Tag]:
    """The tags and words of a page in order; comments, declarations and scripts are left out."""
    at, end = 0, len(text)
    while at < end:
        match = _OPEN_RE.search(text, at)
        start = match.start() if match else end
        if start > at:
            yield Tag("", unescape(text[at:start]))
        if match is None:
            return
        at = start + 1
        if text[at] in "!?":
            at = _after_declaration(text, at)
            continue
        closing = text[at] == "/"
        name = _NAME_RE.match(text, at + closing)
        if name is None:  # "</ " is a comment to a browser
            at = _after(text, ">", at)
            continue
        word = name[0].lower()
        attributes, at = _attributes(text, name.end())
        yield Tag("/" + word if closing else word, "", attributes)
        if not closing and word in _RAW:
            stop = _closing(text, word, at)
            if word in _WORDS:
                yield Tag("", unescape(text[at:stop]))
            at = stop


def _after_declaration(text: str, at: int) -> int:
    if text.startswith("!--", at):
        return _after(text, "-->", at + 1)
    if text.startswith("![CDATA[", at):
        return _after(text, "]]>", at)
    return _after(text, ">", at)


def _after(text: str, sign: str, at: int) -> int:
    """The offset behind the next ``sign``; the end of the text where there is none, as in a browser."""
    found = text.find(sign, at)
    return found + len(sign) if found >= 0 else len(text)


def _attributes(text: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes of a tag, and the offset behind it."""
    found: dict[str, str] = {}
    while True:
        tail = _TAIL_RE.match(text, at)
        if tail:
            return found, tail.end()
        match = _ATTRIBUTE_RE.match(text, at)
        if match is None:
            return found, _after(text, ">", at)
        at, value = match.end(), ""
        if match[2]:
            quote = text[at:at + 1]
            if quote and quote in "\"'":
                stop = text.find(quote, at + 1)
                stop = stop if stop >= 0 else len(text)
                value, at = text[at + 1:min(stop, at + _LONGEST_VALUE)], stop + 1
            else:
                bare = _BARE_RE.match(text, at)
                if bare:
                    value, at = bare[0][:_LONGEST_VALUE], bare.end()
        if len(found) < _MOST_ATTRIBUTES:
            found.setdefault(match[1][:60].lower(), unescape(value))


def _closing(text: str, name: str, at: int) -> int:
    """The offset of the end tag of a raw element; the end of the text where there is none."""
    match = re.compile(rf"</{name}\b", re.IGNORECASE).search(text, at)
    return match.start() if match else len(text)
