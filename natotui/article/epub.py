"""EPUB 2 and 3: the chapters of the spine in order, each under a heading of its own."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from natotui.article import xml
from natotui.article.archive import Archive
from natotui.article.decode import decode
from natotui.article.draft import Draft
from natotui.article.html import place
from natotui.article.markup import Piece, pieces_of
from natotui.article.model import Article
from natotui.article.opening import Opening
from natotui.article.sources import unreadable

MOST_CHAPTERS = 5_000

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = ("application/xhtml+xml", "text/html", "application/xml", "text/xml", "")
_FACTS = {"date": "date", "language": "language", "source": "url", "publisher": "publisher", "identifier": "id"}


def read(data: bytes, *, source: str = "") -> Article:
    """Read a book.

    Raises:
        NatotuiError: damaged, protected, or beyond the limits.
    """
    archive = Archive(data, source)
    package_path = _package_path(archive)
    package = xml.parse(archive.read(package_path), source)
    title, metadata = _facts(package)
    chapters, contents = _spine(package, posixpath.dirname(package_path))
    _refuse_protected(archive, chapters)
    names = _chapter_names(archive, contents)
    draft = Draft()
    opening = Opening(draft, title, show=bool(title), byline=metadata.get("byline", ""))
    missing = 0
    for path in chapters[:MOST_CHAPTERS]:
        if path not in archive:
            missing += 1
            continue
        place(opening, _chapter(decode(archive.read(path)), names.get(path, "")))
    warnings = (f"{missing} chapters are missing from the book",) if missing else ()
    return draft.finish(source=source, kind="epub", metadata=metadata, warnings=warnings, title=title)


def _package_path(archive: Archive) -> str:
    if _CONTAINER not in archive:
        raise unreadable(archive.source, "it is no EPUB: it has no list of its parts")
    for element in xml.parse(archive.read(_CONTAINER), archive.source).iter():
        path = xml.attribute(element, "full-path")
        if xml.local(element) == "rootfile" and path:
            return path
    raise unreadable(archive.source, "its container names no book")


def _facts(package: Element) -> tuple[str, dict[str, str]]:
    """Title and metadata of the package document."""
    titles: list[str] = []
    authors: list[str] = []
    metadata: dict[str, str] = {}
    head = next((element for element in package if xml.local(element) == "metadata"), None)
    for element in head.iter() if head is not None else ():
        name, words = xml.local(element), "".join(element.itertext()).strip()
        if name == "title" and words:
            titles.append(words)
        elif name == "creator" and words:
            authors.append(words)
        elif name in _FACTS and words:
            metadata.setdefault(_FACTS[name], words)
    if authors:
        metadata["byline"] = ", ".join(authors[:10])
    return (titles[0] if titles else ""), metadata


def _spine(package: Element, folder: str) -> tuple[list[str], list[str]]:
    """Paths of the chapters in reading order, and of the tables of contents."""
    pages: dict[str, str] = {}
    contents: list[str] = []
    tables: set[str] = set()
    for item in package.iter():
        if xml.local(item) != "item":
            continue
        kind, path = item.get("media-type", ""), _resolve(folder, item.get("href", ""))
        if "nav" in item.get("properties", "").split() or kind == "application/x-dtbncx+xml":
            contents.append(path)
            tables.add(item.get("id", ""))
        if kind in _PAGES:
            pages[item.get("id", "")] = path
    chapters = [pages[reference] for item in package.iter() if xml.local(item) == "itemref"
                for reference in [item.get("idref", "")] if reference in pages and reference not in tables]
    return list(dict.fromkeys(chapters)), contents


def _resolve(folder: str, reference: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(reference.split("#")[0])))


def _refuse_protected(archive: Archive, chapters: list[str]) -> None:
    """Fonts may be obscured; a chapter that is encrypted means that the book is protected."""
    if _ENCRYPTION not in archive:
        return
    wanted = set(chapters)
    for element in xml.parse(archive.read(_ENCRYPTION), archive.source).iter():
        if xml.local(element) == "CipherReference" and unquote(element.get("URI", "")) in wanted:
            raise unreadable(archive.source, "the book is protected (DRM)", "Only its seller's software opens it")


def _chapter_names(archive: Archive, contents: list[str]) -> dict[str, str]:
    """What the tables of contents call each chapter's file."""
    names: dict[str, str] = {}
    for table in contents:
        if table not in archive:
            continue
        folder = posixpath.dirname(table)
        words = ""
        for element in xml.parse(archive.read(table), archive.source).iter():
            name = xml.local(element)
            if name == "text":
                words = "".join(element.itertext())
            elif name == "content" and words:
                names.setdefault(_resolve(folder, element.get("src", "")), words)
            elif name == "a" and element.get("href"):
                names.setdefault(_resolve(folder, element.get("href", "")), "".join(element.itertext()))
    return names


def _chapter(text: str, name: str) -> list[Piece]:
    """The blocks of a chapter, with the name from the table of contents where it has no heading itself."""
    pieces = pieces_of(text)
    headed = any(piece.kind == "heading" for piece in pieces[:4])
    long_enough = sum(len(piece.text) for piece in pieces) > 200
    if name.strip() and not headed and long_enough:
        return [Piece("heading", name, 1), *pieces]
    return pieces
