"""OpenDocument text: headings, paragraphs, lists, tables, quotations, notes (at the end)."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from natotui.article import xml
from natotui.article.archive import Archive
from natotui.article.draft import Draft
from natotui.article.model import Article, BlockKind
from natotui.article.opening import Opening
from natotui.article.sources import unreadable
from natotui.article.tables import add_table

_SKIPPED = frozenset(("tracked-changes", "annotation", "annotation-end", "forms", "sequence-decls",
                      "variable-decls", "user-field-decls", "bookmark", "ruby-text"))
_SIGNS = {"tab": "\t", "line-break": "\n"}
_KINDS: dict[str, BlockKind] = {
    "title": "title", "subtitle": "standfirst", "author": "byline", "quotations": "quote", "quotation": "quote",
    "quote": "quote", "block text": "quote", "preformatted text": "code", "source code": "code"}
_AUTOMATIC_RE = re.compile(r"[PT]\d+")
_MOST_BLANKS = 100


def read(data: bytes, *, source: str = "") -> Article:
    """Read a text document.

    Raises:
        NatotuiError: damaged, password-protected, or beyond the limits.
    """
    archive = Archive(data, source)
    manifest = archive.get("META-INF/manifest.xml")
    if b"encryption-data" in manifest:
        raise unreadable(source, "it is protected by a password", "Save it without one")
    if "content.xml" not in archive:
        raise unreadable(source, "it is no OpenDocument text: it has no content")
    content = xml.parse(archive.read("content.xml"), source)
    extra = archive.get("styles.xml")
    styles = _Styles(*([xml.parse(extra, source)] if extra else []), content)
    title, metadata = _facts(archive)
    body = next((element for element in content.iter() if xml.local(element) == "text"
                 and element.tag.endswith("office:1.0}text")), None)
    if body is None:
        raise unreadable(source, "it is no text document", "Only OpenDocument texts are read")
    reader = _Reader(styles)
    reader.body(body)
    reader.end()
    return reader.draft.finish(source=source, kind="odt", metadata=metadata, title=title)


class _Reader:
    """Walks the body; the depth of the document bounds the recursion."""

    def __init__(self, styles: _Styles) -> None:
        self.draft = Draft()
        self._opening = Opening(self.draft)
        self._styles = styles
        self._notes: list[tuple[str, str]] = []
        self._boxes: list[Element] = []
        self._code: list[str] = []

    def body(self, parent: Element) -> None:
        """All blocks below ``parent``."""
        for element in parent:
            name = xml.local(element)
            if name == "h":
                level = xml.attribute(element, "outline-level")
                self._add("heading", element, int(level) if level.isdigit() else 1)
            elif name == "p":
                style = self._styles.named(xml.attribute(element, "style-name"))
                self._add(_KINDS.get(style, "paragraph"), element)
            elif name == "list":
                self._list(element, 0, "")
            elif name == "table":
                self._table(element)
            elif name not in _SKIPPED:
                self.body(element)

    def end(self) -> None:
        """The notes, each with its mark."""
        self._end_code()
        for mark, words in self._notes:
            self._opening.add("item", words, 0, f"[{mark}]")

    def _add(self, kind: BlockKind, element: Element, level: int = 0, marker: str = "") -> None:
        words = self._words(element)
        if kind == "code":  # each of its lines is a paragraph of the document
            self._code.append(words)
        else:
            self._end_code()
            self._opening.add(kind, words, level, marker, emphasised=self._is_emphasised(element))
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.body(box)

    def _end_code(self) -> None:
        lines, self._code = self._code, []
        self._opening.add("code", "\n".join(lines))

    def _list(self, parent: Element, level: int, style: str) -> None:
        style = xml.attribute(parent, "style-name") or style
        ordered = self._styles.is_ordered(style, level + 1)
        count = 0
        for item in parent:
            if xml.local(item) not in ("list-item", "list-header"):
                continue
            count += 1
            marker = f"{count}." if ordered else "•"
            for element in item:
                if xml.local(element) == "list":
                    self._list(element, level + 1, style)
                elif xml.local(element) in ("p", "h"):
                    self._add("item", element, min(level, 9), marker)
                    marker = ""

    def _table(self, table: Element) -> None:
        self._end_code()
        rows: list[list[str]] = []
        header = False
        for element in table.iter():
            name = xml.local(element)
            if name == "table-header-rows" and not rows:
                header = True
            elif name == "table-row":
                rows.append([" ".join(map(self._words, cell)) for cell in element
                             if xml.local(cell) == "table-cell"])
        add_table(self.draft, rows, header)

    def _words(self, element: Element) -> str:
        """The words of a paragraph; notes and text boxes are put aside."""
        parts = [element.text or ""]
        for child in element:
            name = xml.local(child)
            if name == "s":
                count = xml.attribute(child, "c")
                parts.append(" " * min(int(count) if count.isdigit() else 1, _MOST_BLANKS))
            elif name in _SIGNS:
                parts.append(_SIGNS[name])
            elif name == "note":
                parts.append(self._note(child))
            elif name == "text-box":
                self._boxes.append(child)
            elif name not in _SKIPPED:
                parts.append(self._words(child))
            parts.append(child.tail or "")
        return "".join(parts)

    def _note(self, element: Element) -> str:
        mark, words = str(len(self._notes) + 1), ""
        for child in element:
            if xml.local(child) == "note-citation":
                mark = "".join(child.itertext()).strip() or mark
            elif xml.local(child) == "note-body":
                words = " ".join(map(self._words, child))
        self._notes.append((mark, words))
        return f"[{mark}]"

    def _is_emphasised(self, element: Element) -> bool:
        """All words of the paragraph are in italics."""
        if (element.text or "").strip() or not len(element):
            return False
        return all(xml.local(child) == "span" and xml.attribute(child, "style-name") in self._styles.italic
                   and not (child.tail or "").strip() for child in element)


class _Styles:
    """What the names of styles mean.

    Args:
        roots: the documents that define styles; the later ones win.
    """

    def __init__(self, *roots: Element) -> None:
        self.italic: set[str] = set()
        self._parents: dict[str, str] = {}
        self._ordered: set[tuple[str, int]] = set()
        for root in roots:
            for element in root.iter():
                if xml.local(element) == "style":
                    self._style(element)
                elif xml.local(element) == "list-style":
                    self._list_style(element)

    def named(self, name: str) -> str:
        """The named style behind an automatic one ("P3"), in lower case."""
        for _ in range(8):
            parent = self._parents.get(name, "")
            if not _AUTOMATIC_RE.fullmatch(name) or not parent:
                break
            name = parent
        return name.replace("_20_", " ").lower()

    def is_ordered(self, name: str, level: int) -> bool:
        """Whether a list of this style has numbers on a level (from 1)."""
        return (name, level) in self._ordered

    def _style(self, element: Element) -> None:
        name = xml.attribute(element, "name")
        self._parents[name] = xml.attribute(element, "parent-style-name")
        if any(xml.attribute(child, "font-style") == "italic" for child in element):
            self.italic.add(name)

    def _list_style(self, element: Element) -> None:
        for child in element:
            level = xml.attribute(child, "level")
            if xml.local(child) == "list-level-style-number" and level.isdigit():
                self._ordered.add((xml.attribute(element, "name"), int(level)))


def _facts(archive: Archive) -> tuple[str, dict[str, str]]:
    data = archive.get("meta.xml")
    if not data:
        return "", {}
    names = {"initial-creator": "byline", "creator": "byline", "date": "date", "language": "language"}
    title = ""
    metadata: dict[str, str] = {}
    for element in xml.parse(data, archive.source).iter():
        words = (element.text or "").strip()
        if xml.local(element) == "title":
            title = words
        elif xml.local(element) in names and words:
            metadata.setdefault(names[xml.local(element)], words)
    return title, metadata
