"""What kind of file it is: told by its content first, by its name where the content does not say."""

from __future__ import annotations

import re
from pathlib import PurePath

FORMATS = ("text", "markdown", "html", "epub", "docx", "odt", "pdf", "rtf", "feed")
"""The names of the formats, as ``--as`` takes them."""

_BY_SUFFIX = {".md": "markdown", ".markdown": "markdown", ".mkd": "markdown", ".mdown": "markdown",
              ".html": "html", ".htm": "html", ".xhtml": "html", ".txt": "text", ".text": "text"}
_HTML_RE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|article|main|div|p|h[1-6]|meta|title)\b", re.IGNORECASE | re.DOTALL)
_FEED_RE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<\?[^>]{0,400}\?>\s*|<!--.{0,2000}?-->\s*)*"
    rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE | re.DOTALL)
_MARKDOWN_RE = re.compile(
    rb"^(?:#{1,6} +\S|```|~~~|\[[^\]\n]{1,80}\]: +\S|\|.{1,200}\|[ \t]*$)|\]\(https?://|\*\*\w", re.MULTILINE)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(head: bytes, name: str) -> str:
    """The format of a file that begins with ``head``: one of ``FORMATS``, or "zip", "office" for a container
    that has to be looked into, or that nobody reads."""
    if head.lstrip(b"\r\n\t ")[:5] == b"%PDF-" or b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(_OLD_OFFICE):
        return "office"
    top = head[:8192]
    if _FEED_RE.match(top):
        return "feed"
    named = _BY_SUFFIX.get(PurePath(name).suffix.lower())
    if named == "markdown" or (named == "text" and not _is_page(top)):
        return named
    if named == "html" or _HTML_RE.match(top):
        return "html"
    return "markdown" if _looks_like_markdown(head[:16_384]) else "text"


def _is_page(top: bytes) -> bool:
    lower = top.lower()
    return bool(_HTML_RE.match(top)) and (b"<!doctype html" in lower or b"<html" in lower)


def _looks_like_markdown(head: bytes) -> bool:
    if head.startswith(b"#!"):
        return False
    signs = len(_MARKDOWN_RE.findall(head))
    if re.match(rb"\s*(---|\+\+\+)\s*\n[\w -]+[:=]", head):
        return True
    return signs >= 2 or (signs == 1 and bool(re.match(rb"\s*# \S", head)))
