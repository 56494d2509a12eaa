"""Bytes to text: byte-order marks, encodings, line ends.

The encoding is decided once, on the first chunk that is not plain ASCII, so the beginning of a file decodes to
the same text whether or not its end has been read.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

CHUNK = 262_144
"""Bytes that are read and decoded at a time."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
         (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SAMPLE = 65_536
_MAGIC = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\x1f\x8b", b"BZh", b"\xfd7zXZ",
          b"7z\xbc\xaf", b"Rar!", b"\x28\xb5\x2f\xfd", b"SQLite format 3\x00", b"OggS", b"fLaC", b"ID3",
          b"\xd0\xcf\x11\xe0", b"wOFF", b"wOF2", b"\x00\x00\x01\x00", b"RIFF", b"PK\x03\x04", b"PK\x05\x06")
# Punctuation, signs and letters of Western European languages in cp1252: a text whose other bytes are all of
# these, and few, needs no statistics.
_WESTERN = frozenset(
    [0x80, *range(0x82, 0x86), 0x8B, 0x8C, *range(0x91, 0x98), 0x99, 0x9B, 0x9C, 0xA0, 0xA1, 0xA3, 0xA7, 0xA9, 0xAB,
     0xAE, 0xB0, 0xB4, 0xB7, 0xBB, 0xBD, 0xBF, *range(0xC0, 0xC3), *range(0xC4, 0xCC), 0xCE, 0xCF, 0xD1, 0xD3, 0xD4,
     0xD6, *range(0xD9, 0xDD), *range(0xDF, 0xE3), *range(0xE4, 0xEC), 0xEE, 0xEF, 0xF1, 0xF3, 0xF4, 0xF6,
     *range(0xF9, 0xFD)])
_WESTERN_SHARE = 0.12
_DECLARED_RE = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:\-]{2,40})")
_ENCODING_RE = re.compile(  # Python's codecs hold more than encodings of text
    r"utf-?(?:8|16)(?:-?[lb]e)?|iso-?8859-\d+|latin-?\d+|(?:us-)?ascii|(?:windows-|cp)\d{3,4}|koi8-[rut]|mac\w+"
    r"|shift[_-]?jis|s?jis|euc[_-](?:jp|kr)|gb(?:2312|k|18030)|big5(?:-?hkscs)?|iso-2022-(?:jp|kr)|tis-?620")
_HIGH = bytes(range(128))


def decode(data: bytes, declared: str = "") -> str:
    """All of ``data`` as text with ``\\n`` line ends (not yet sanitised).

    Args:
        data: the bytes.
        declared: the encoding that the document or its server names; believed where it fits.
    """
    encoding = _known(declared)
    if encoding and not _unicode_by_bom(data):
        try:
            return _newlines(data.decode(encoding))
        except (UnicodeError, ValueError):
            pass  # it names the wrong one: the bytes decide
    return "".join(decoded([data]))


def declared_in_page(data: bytes) -> str:
    """The encoding that the head of an HTML page or XML document names, or ""."""
    match = _DECLARED_RE.search(data, 0, 2048)
    return match[1].decode("ascii") if match else ""


def decoded(chunks: Iterable[bytes]) -> Iterator[str]:
    """The chunks as text with ``\\n`` line ends, a piece for each.

    The first chunk should hold at least a few hundred bytes. Bytes that do not fit the encoding become U+FFFD.
    """
    decoder: codecs.IncrementalDecoder | None = None
    held_return = False
    first = True
    for chunk in chunks:
        if first:
            chunk, decoder = _opening(chunk)
            first = False
        if decoder is None:
            if chunk.isascii() and b"\x1b" not in chunk:
                text = chunk.decode("ascii")
            else:
                decoder = _decoder(_choose(chunk))
                text = decoder.decode(chunk)
        else:
            text = decoder.decode(chunk)
        if held_return:
            text = "\r" + text
        held_return = text.endswith("\r")
        yield _newlines(text[:-1] if held_return else text)
    rest = decoder.decode(b"", True) if decoder is not None else ""
    if held_return or rest:
        yield _newlines(("\r" if held_return else "") + rest)


def is_binary(head: bytes) -> bool:
    """Whether the beginning of a file is no text in any encoding: a known signature, or NULs and controls."""
    if head.startswith(_MAGIC) or head[4:8] == b"ftyp":
        return True
    if _unicode_by_bom(head) or _wide_by_nuls(head):
        return False
    sample = head[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, bytes([*range(9), *range(14, 27), *range(28, 32)])))
    nuls = sample.count(0)
    return (nuls > 2 and nuls * 50 > len(sample)) or (controls > 2 and controls * 20 > len(sample))


def _opening(chunk: bytes) -> tuple[bytes, codecs.IncrementalDecoder | None]:
    found = _unicode_by_bom(chunk)
    if found:
        bom, encoding = found
        return chunk[len(bom):], _decoder(encoding)
    wide = _wide_by_nuls(chunk)
    return chunk, _decoder(wide) if wide else None


def _unicode_by_bom(head: bytes) -> tuple[bytes, str] | None:
    return next(((bom, name) for bom, name in _BOMS if head.startswith(bom)), None)


def _wide_by_nuls(head: bytes) -> str:
    """UTF-16 or UTF-32 without a byte-order mark, told by where the NULs lie; else ""."""
    sample = head[:4096 - 4096 % 4]
    if len(sample) < 8 or b"\0" not in sample:
        return ""
    quarter = max(1, len(sample) // 4)
    share = [sample[lane::4].count(0) / quarter for lane in range(4)]
    if min(share[1:]) > 0.7 and share[0] < 0.1:
        return "utf-32-le"
    if min(share[:3]) > 0.7 and share[3] < 0.1:
        return "utf-32-be"
    if min(share[1], share[3]) > 0.4 and max(share[0], share[2]) < 0.1:
        return "utf-16-le"
    if min(share[0], share[2]) > 0.4 and max(share[1], share[3]) < 0.1:
        return "utf-16-be"
    return ""


def _decoder(encoding: str) -> codecs.IncrementalDecoder:
    return codecs.getincrementaldecoder(encoding)(errors="replace")


def _choose(chunk: bytes) -> str:
    """The encoding of a chunk with bytes beyond ASCII."""
    first = next((at for at in range(0, len(chunk), 4096) if not chunk[at:at + 4096].isascii()), 0)
    sample = chunk[max(0, first - 1024):first + _SAMPLE]
    if _is_utf8(chunk):
        return "utf-8"
    high = sample.translate(None, _HIGH)
    if len(high) <= len(sample) * _WESTERN_SHARE and _WESTERN.issuperset(high):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None or best.encoding in ("ascii", "latin_1", "utf_8"):
        return "cp1252"
    return best.encoding


def _is_utf8(chunk: bytes) -> bool:
    """Whether the chunk is UTF-8, but for a cut end and a rare damaged byte."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(chunk)
        return True
    except UnicodeDecodeError:
        text = chunk.decode("utf-8", "replace")
        damaged = text.count("\ufffd")
        good = len(text) - damaged - len(chunk.translate(None, bytes(range(128, 256))))
        return good > damaged * 20


def _known(name: str) -> str:
    """A text encoding by its name on the web; what is called Latin-1 there is cp1252."""
    name = name.strip().lower()
    if not _ENCODING_RE.fullmatch(name):
        return ""
    if name in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii"):
        return "cp1252"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _newlines(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x0c" in text:
        text = text.replace("\x0c", "\n")
    if not text.isascii():
        text = text.replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return text
