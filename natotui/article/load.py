"""From what a person names (a path, "-", a URL) to an Article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from natotui.article import sources
from natotui.article.decode import CHUNK, decoded, is_binary
from natotui.article.draft import LONGEST
from natotui.article.furniture import TAIL
from natotui.article.kinds import FORMATS, kind_of
from natotui.article.model import Article, Blocks
from natotui.article.sanitise import sanitise_line
from natotui.article.sources import unreadable
from natotui.errors import NatotuiError

HEAD_LIMIT = 262_144
"""Bytes of a large file that are enough for its first screens."""

_STREAMED = ("text", "markdown")


def load(source: str, *, stdin: bytes | None = None, format: str | None = None) -> Article:  # noqa: A002
    """Read an article.

    Args:
        source: a path, "-" for standard input, or an http(s) URL.
        stdin: what was piped in, if it has been read already.
        format: one of ``kinds.FORMATS`` to override what the content says.

    Raises:
        NatotuiError: it cannot be read; the message names the source.
    """
    _check_format(format)
    if is_url(source):
        from natotui.article.url import load_url

        return load_url(source, kind=format)
    if source == "-":
        data = sources.read_stdin() if stdin is None else stdin
        return _read(_in_chunks(data), source, "", format)
    return _read(sources.chunks(source), source, source, format)


def load_head(source: str, limit: int = HEAD_LIMIT) -> Article:
    """The beginning of a large plain text or Markdown file, for the first paint; else the same as ``load``.

    Text and blocks are a prefix of what ``load`` gives; the last block ends at a paragraph's end, ``partial``
    is True.

    Args:
        source: as for ``load``.
        limit: code points that are enough; the block that reaches them is the last.
    """
    if source == "-" or is_url(source):
        return load(source)
    size = sources.size_of(source)
    if size is None or size <= limit:
        return load(source)
    chunks = sources.chunks(source)
    first = next(chunks, b"")
    kind = kind_of(first, source)
    if kind not in _STREAMED or is_binary(first):
        return load(source)
    if size >= 4 * (limit + LONGEST + TAIL):  # the trailing furniture cannot begin within the beginning
        article = _stream(kind, chain([first], chunks), source, enough=limit)
        if len(article.blocks):
            return _cut(article, limit)
    return _cut(load(source), limit)


def load_quickly(source: str) -> Article | None:
    """The beginning of a Markdown file as far as it can be read without a parser, or all of it; None where it cannot.

    What comes is what ``load`` gives: all of it, or (``partial``) a prefix of its text and blocks.

    Raises:
        NatotuiError: it cannot be read.
    """
    if source == "-" or is_url(source):
        return None
    size = sources.size_of(source)
    if size is None:
        return None
    first = next(sources.chunks(source), b"")
    if not first.strip() or kind_of(first, source) != "markdown" or is_binary(first):
        return None
    from natotui.article import quick

    whole = len(first) == size
    return quick.read("".join(decoded([first])) if whole else next(decoded([first])), source, whole=whole)


def is_url(source: str) -> bool:
    """Whether ``source`` is an address of the web."""
    return source[:8].lower().startswith(("http://", "https://"))


def read_bytes(data: bytes, *, source: str, name: str = "", forced: str | None = None) -> Article:
    """Read an article from its bytes; ``name`` is the file name that may tell its kind."""
    return _read(_in_chunks(data), source, name, forced)


def _in_chunks(data: bytes) -> Iterator[bytes]:
    """As a file would be read, so that the same bytes are the same article whichever way they came."""
    return (data[start:start + CHUNK] for start in range(0, len(data), CHUNK))


def _read(chunks: Iterator[bytes], source: str, name: str, forced: str | None) -> Article:
    first = next(chunks, b"")
    if not first.strip():
        rest = b"".join(chunks)
        if not rest.strip():
            raise unreadable(source, "it is empty")
        first, chunks = first + rest, iter(())
    kind = forced or kind_of(first, name)
    if kind in _STREAMED:
        if is_binary(first):
            raise unreadable(source, "it is no text", "Formats: " + ", ".join(FORMATS))
        article = _stream(kind, chain([first], chunks), source)
    else:
        article = _document(kind, first, chunks, source)
    if not len(article.blocks):
        raise unreadable(source, "it holds no text")
    return article


def _stream(kind: str, chunks: Iterable[bytes], source: str, enough: int | None = None) -> Article:
    if kind == "markdown":
        from natotui.article import markdown

        return markdown.read(decoded(chunks), source=source, enough=enough)
    from natotui.article import plain

    return plain.read(decoded(chunks), source=source, enough=enough)


def _document(kind: str, first: bytes, chunks: Iterator[bytes], source: str) -> Article:
    from natotui.article import documents

    return documents.read(kind, first, chunks, source)


def _cut(article: Article, limit: int) -> Article:
    """The article up to the block that reaches ``limit`` code points."""
    blocks = Blocks()
    for block in article.blocks:
        if len(blocks) and blocks[-1].end >= limit:
            break
        blocks.append(block.kind, block.start, block.end, block.level, block.marker, block.furniture,
                      block.page)
    if len(blocks) == len(article.blocks) and not article.partial:
        return article
    return replace(article, text=article.text[:blocks[-1].end], blocks=blocks, partial=True)


def _check_format(name: str | None) -> None:
    if name is not None and name not in FORMATS:
        raise NatotuiError("unknown format", sanitise_line(name, 60), "Formats: " + ", ".join(FORMATS))
