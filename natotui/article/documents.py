"""Which module reads which kind of document; each is imported when it is needed, and not before."""

from __future__ import annotations

from collections.abc import Iterator

from natotui.article.decode import decode
from natotui.article.model import Article
from natotui.article.sources import unreadable

LARGEST = {"html": 32 << 20}
"""Bytes of the largest document of a kind that is read whole."""


def read(kind: str, first: bytes, chunks: Iterator[bytes], source: str) -> Article:
    """Read a document whose format is no running text.

    Raises:
        NatotuiError: too large, broken, protected, or the library that reads it is not installed.
    """
    data = _joined(kind, first, chunks, source)
    if kind == "html":
        from natotui.article import html

        return html.read(decode(data), source=source, warnings=(html.MISSING,))
    raise unreadable(source, f"files of the kind {kind} are not read")


def _joined(kind: str, first: bytes, chunks: Iterator[bytes], source: str) -> bytes:
    limit = LARGEST.get(kind, 64 << 20)
    parts, total = [first], len(first)
    for chunk in chunks:
        total += len(chunk)
        if total > limit:
            raise unreadable(source, f"it is larger than {limit >> 20} MiB, too large for this format")
        parts.append(chunk)
    return b"".join(parts)
