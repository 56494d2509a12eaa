"""The one door into ``Article.text``: nothing that could act on a terminal gets past it.

A text is sanitised after all decoding and entity expansion. Every character that controls a terminal, hides
text or turns its direction is replaced by one visible, harmless stand-in, so lengths and offsets stay honest.
"""

from __future__ import annotations

import re

_CONTROL_PICTURES = 0x2400
_DELETE_PICTURE = "\u2421"
_STAND_IN = "\ufffd"

# C0 but tab and newline, DEL, C1; the marks, embeddings, overrides and isolates of bidirectional text; line and
# paragraph separators; invisible operators and the byte-order mark; interlinear annotation; surrogates;
# noncharacters. The tag characters and the noncharacters beyond the first plane stand apart: in one class with
# the others they make the search ten times slower.
_HARMFUL_RE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BEYOND_RE = re.compile("[\U0001fffe-\U0010ffff]")
_HARMFUL_BEYOND_RE = re.compile(
    "[\U000e0000-\U000e007f"
    + "".join(chr((plane << 16) | low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF)) + "]")
_ASCII_CONTROLS = bytes(code for code in range(128) if code not in (9, 10) and (code < 32 or code == 127))
_WHITE_RE = re.compile(r"\s+")


def sanitise(text: str) -> str:
    """``text`` with every harmful character replaced by one visible stand-in: the length does not change.

    C0 controls become their control pictures (U+2400 on), DEL becomes U+2421, line and paragraph separators
    become newlines, all others U+FFFD. Newline and tab stay.
    """
    if is_clean(text):
        return text
    return _HARMFUL_BEYOND_RE.sub(_STAND_IN, _HARMFUL_RE.sub(_stand_in, text))


def is_clean(text: str) -> bool:
    """Whether ``text`` holds nothing that :func:`sanitise` would replace."""
    if text.isascii():  # an order of magnitude faster than the expression, and most articles take it
        raw = text.encode("ascii")
        return len(raw.translate(None, _ASCII_CONTROLS)) == len(raw)
    if _HARMFUL_RE.search(text):
        return False
    return _BEYOND_RE.search(text) is None or _HARMFUL_BEYOND_RE.search(text) is None


def escape_json(document: str) -> str:
    """A JSON document with every harmful character written as ``\\uXXXX``: the same data, and nothing for a terminal
    to obey. Line breaks between values stay."""
    if is_clean(document):
        return document
    return _HARMFUL_BEYOND_RE.sub(_in_json, _HARMFUL_RE.sub(_in_json, document))


def _in_json(match: re.Match[str]) -> str:
    if match[0] == "\r":
        return "\r"
    code = ord(match[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    return f"\\u{0xD7C0 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def sanitise_line(text: str, limit: int = 300) -> str:
    """``text`` as one safe line of at most ``limit`` code points, for titles, file names and metadata."""
    line = sanitise(_WHITE_RE.sub(" ", text[:limit * 8]).strip())
    return line if len(line) <= limit else line[:max(0, limit - 1)].rstrip() + "…"


def _stand_in(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    if code == 0x7F:
        return _DELETE_PICTURE
    return "\n" if code in (0x2028, 0x2029) else _STAND_IN
