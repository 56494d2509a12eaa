"""Which module reads which kind of document; each is imported when it is needed, and not before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from natotui.article.decode import declared_in_page, decode, is_binary
from natotui.article.kinds import FORMATS, kind_of
from natotui.article.model import Article
from natotui.article.sources import unreadable

LARGEST = {"html": 32 << 20, "rtf": 16 << 20, "feed": 16 << 20, "docx": 64 << 20, "odt": 64 << 20,
           "pdf": 128 << 20, "epub": 128 << 20, "zip": 128 << 20}
"""Bytes of the largest document of a kind."""


def read(kind: str, first: bytes, chunks: Iterator[bytes], source: str) -> Article:
    """Read a document whose format is no running text.

    Args:
        kind: a name of ``kinds.FORMATS``, or "zip" or "office" for a container to look into.
        first: its first bytes.
        chunks: the rest of them.
        source: as the person named it.

    Raises:
        NatotuiError: too large, broken, protected, or the library that reads it is not installed.
    """
    data = _joined(kind, first, chunks, source)
    if kind == "office":
        raise _old_office(data, source)
    return _reader(_in_zip(data, source) if kind == "zip" else kind)(data, source)


def read_fetched(data: bytes, *, source: str, url: str, charset: str, kind: str | None = None) -> Article:
    """Read what a server answered; ``charset`` is the encoding it names, ``url`` the address it came from."""
    from natotui.article import load, web

    if not data.strip():
        raise unreadable(source, "the answer is empty")
    kind = kind or kind_of(data[:65_536], url.partition("?")[0])
    if kind == "html":
        article = web.read(decode(data, charset or declared_in_page(data)), source=source, url=url)
    elif kind in ("text", "markdown") and charset and not is_binary(data[:65_536]):
        article = load.read_bytes(decode(data, charset).encode("utf-8", "replace"), source=source, forced=kind)
    else:
        article = load.read_bytes(data, source=source, forced=kind if kind in FORMATS else None)
    if not len(article.blocks):
        raise unreadable(source, "it holds no text", "The page may be drawn by scripts")
    return replace(article, metadata={**article.metadata, "url": article.metadata.get("url") or url})


def _joined(kind: str, first: bytes, chunks: Iterator[bytes], source: str) -> bytes:
    limit = LARGEST.get(kind, 1 << 20)
    parts, total = [first], len(first)
    for chunk in chunks:
        total += len(chunk)
        if total > limit:
            raise unreadable(source, f"it is larger than {limit >> 20} MiB, too large for this format")
        parts.append(chunk)
    return b"".join(parts)


def _in_zip(data: bytes, source: str) -> str:
    """The kind of a zip container, told by its parts."""
    from natotui.article.archive import Archive

    archive = Archive(data, source)
    declared = archive.get("mimetype", 1024).strip()
    if declared == b"application/epub+zip" or "META-INF/container.xml" in archive:
        return "epub"
    if declared.startswith(b"application/vnd.oasis.opendocument.text") or "content.xml" in archive:
        return "odt"
    if "word/document.xml" in archive or any(name.startswith("word/") for name in archive.names):
        return "docx"
    raise unreadable(source, "it is an archive, and no EPUB, Word or OpenDocument text", "Unpack it first")


def _old_office(data: bytes, source: str) -> Exception:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return unreadable(source, "it is protected by a password", "Save it without one")
    return unreadable(source, "it is a document of old Office", "Save it as DOCX, ODT or PDF")


def _reader(kind: str) -> Callable[[bytes, str], Article]:
    return {"html": _html, "epub": _epub, "odt": _odt, "docx": _docx, "pdf": _pdf, "rtf": _rtf, "feed": _feed}[kind]


def _html(data: bytes, source: str) -> Article:
    from natotui.article import web

    if is_binary(data[:65_536]):
        raise unreadable(source, "it is no page: it holds binary data")
    return web.read(decode(data, declared_in_page(data)), source=source)


def _epub(data: bytes, source: str) -> Article:
    from natotui.article import epub

    return epub.read(data, source=source)


def _odt(data: bytes, source: str) -> Article:
    from natotui.article import odt

    return odt.read(data, source=source)


def _docx(data: bytes, source: str) -> Article:
    from natotui.article import docx

    return docx.read(data, source=source)


def _pdf(data: bytes, source: str) -> Article:
    from natotui.article import pdf

    return pdf.read(data, source=source)


def _rtf(data: bytes, source: str) -> Article:
    from natotui.article import rtf

    return rtf.read(data, source=source)


def _feed(data: bytes, source: str) -> Article:
    from natotui.article import feeds

    return feeds.read(data, source=source)
