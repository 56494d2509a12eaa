"""Word documents through mammoth: headings, lists, quotations, notes, tables."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from natotui.article import xml
from natotui.article.archive import Archive
from natotui.article.draft import Draft
from natotui.article.html import place
from natotui.article.markup import pieces_of
from natotui.article.model import Article
from natotui.article.opening import Opening
from natotui.article.sources import unreadable
from natotui.errors import NatotuiError

LARGEST_PART = 12 << 20
"""Bytes of the document's XML: mammoth's tree of it takes some thirty times as much."""

_MOST_ELEMENTS = 200_000  # of one part: mammoth takes a tenth of a millisecond for each
_DEEPEST = 60  # mammoth recurses a dozen frames per level
_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.standfirst:fresh
p[style-name='Author'] => p.byline:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Source Code'] => pre:separator('\\n')
"""


def read(data: bytes, *, source: str = "") -> Article:
    """Read a document.

    Raises:
        NatotuiError: damaged, beyond the limits, or mammoth is not installed.
    """
    try:
        import mammoth
    except ImportError:
        raise NatotuiError("cannot read", "Word documents need mammoth", "pip install 'natotui[docx]'") from None
    archive = Archive(data, source)
    _check(archive)
    try:
        result = mammoth.convert_to_html(BytesIO(data), style_map=_STYLES, convert_image=_no_image(mammoth))
    except RecursionError:
        raise unreadable(source, "its elements are nested too deeply") from None
    except (KeyError, ValueError, AttributeError, IndexError, OSError, TypeError) as error:
        raise unreadable(source, f"it is no Word document that can be read ({type(error).__name__})",
                         "Open and save it again in a word processor") from None
    title, metadata = _facts(archive)
    draft = Draft()
    place(Opening(draft), pieces_of(result.value))
    return draft.finish(source=source, kind="docx", metadata=metadata, title=title)


def _check(archive: Archive) -> None:
    """Every part that mammoth will parse, by our limits first."""
    archive.check()
    for name in sorted(archive.names):
        if name.endswith((".xml", ".rels")) and name.startswith(("word/", "_rels/", "[Content_Types]", "docProps/")):
            xml.check(archive.read(name, LARGEST_PART), archive.source, _DEEPEST, _MOST_ELEMENTS)


def _no_image(mammoth: Any) -> Any:
    """Pictures are their descriptions; their bytes are never read."""
    return mammoth.images.img_element(lambda image: {"src": ""})


def _facts(archive: Archive) -> tuple[str, dict[str, str]]:
    data = archive.get("docProps/core.xml")
    if not data:
        return "", {}
    names = {"creator": "byline", "created": "date", "language": "language"}
    title = ""
    metadata: dict[str, str] = {}
    for element in xml.parse(data, archive.source):
        words = (element.text or "").strip()
        if xml.local(element) == "title":
            title = words
        elif xml.local(element) in names and words:
            metadata[names[xml.local(element)]] = words
    return title, metadata
