"""The formats by name. A format's module is imported when it is used.

A format is a module with ``dump(document) -> str``; some have ``load(text, article) -> Imported`` and
``beside(document) -> dict[str, str]`` (further files by extension).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from natotui.article.model import Article
from natotui.errors import NatotuiError
from natotui.exchange.document import Document, Dumped, Imported, contents

__all__ = ["FORMATS", "Document", "Dumped", "Format", "Imported", "contents", "find", "told_by"]

_OUTLINE = frozenset({"units", "roles", "relations", "undercuts", "themes"})
_FULL = _OUTLINE | {"cues", "speakers", "confidences"}
_NOTES = frozenset({"highlights", "comments", "questions", "stars", "tags", "authors of notes", "dates of notes"})
_SET_RIGHT = frozenset({"corrections as notes"})
_BRAT = re.compile(r"(?:[TR]\d+|#\S*|A\d+|E\d+|\*)\t")
_SIGNS = (("json", re.compile(r'^\{\s*"natotui":')),
          ("hypothesis", re.compile(r'"(?:export_userid|client_version|uri)"\s*:')),
          ("w3c", re.compile(r'"type"\s*:\s*\[?\s*"Annotation')))


@dataclass(frozen=True)
class Format:
    """A format that documents are written in, and perhaps read from."""

    name: str
    about: str
    """What it is and which tool takes it, in one line."""
    extension: str
    """With its dot."""
    carries: frozenset[str] = _OUTLINE
    """What it has a place for, in the words of :func:`contents`."""
    loads: bool = False
    """Whether notes come back from it."""
    needs_name: bool = False
    """Whether it is several files, so that only ``-o NAME`` writes all of it."""

    @property
    def _module(self) -> ModuleType:
        return import_module(f"natotui.exchange.{self.name}")

    def dump(self, document: Document) -> Dumped:
        """``document`` in this format, with what was lost."""
        module = self._module
        beside = module.beside(document) if self.needs_name else {}
        lost = {kind: count for kind, count in contents(document).items() if kind not in self.carries}
        return Dumped(module.dump(document), lost, beside)

    def load(self, text: str, article: Article, beside: str = "") -> Imported:
        """The notes of ``text``, anchored in ``article``.

        Args:
            beside: the text of the second file, for a format that has two.

        Raises:
            NatotuiError: the format is only written, or ``text`` is not in it.
        """
        if not self.loads:
            known = ", ".join(name for name, each in FORMATS.items() if each.loads)
            raise NatotuiError("wrong use", f"{self.name} is written, not read", f"Notes are read from {known}")
        imported: Imported = self._module.load(text, article, beside)
        return imported


FORMATS: dict[str, Format] = {each.name: each for each in (
    Format("json", "everything, as one line of JSON: for programs", ".json", _FULL | _NOTES | _SET_RIGHT, loads=True),
    Format("markdown", "reading notes: thesis, themes, quotations with roles, comments", ".md",
           _OUTLINE | _NOTES | {"speakers"}),
    Format("cards", "debate cards in Markdown: tag, cite, passage with the part to read out underlined", ".md",
           frozenset({"units", "roles", "themes", "comments", "highlights"})),
    Format("argdown", "Argdown source, for argument maps in its editor", ".argdown",
           _OUTLINE | {"speakers", "confidences"}),
    Format("w3c", "W3C Web Annotations (JSON-LD), for annotation tools and archives", ".jsonld",
           _OUTLINE | _NOTES | _SET_RIGHT | {"speakers", "confidences"}, loads=True),
    Format("hypothesis", "Hypothesis JSON, for its client's import", ".json", _NOTES | _SET_RIGHT, loads=True),
    Format("brat", "brat standoff: NAME.ann beside NAME.txt", ".ann",
           _OUTLINE | _NOTES | _SET_RIGHT | {"speakers", "confidences"}, loads=True, needs_name=True),
    Format("sidecar", "notes to keep beside the article in git", ".notes.jsonld", _NOTES | _SET_RIGHT, loads=True),
    Format("xaif", "xAIF JSON, for the tools of the Argument Web", ".json",
           frozenset({"units", "relations", "undercuts", "speakers"})),
    Format("dot", "GraphViz source", ".dot"),
    Format("mermaid", "Mermaid flowchart, for Markdown pages", ".mmd"),
    Format("csv", "a table of units and notes, for a spreadsheet", ".csv",
           _OUTLINE | _NOTES | _SET_RIGHT | {"speakers", "confidences"}),
    Format("svg", "the argument map as a picture", ".svg"),
    Format("html", "one page to read in a browser: article, outline, map, notes", ".html", _FULL | _NOTES),
)}


def find(name: str, further: str = "") -> Format:
    """The format called ``name``.

    Args:
        further: a form that the command knows besides, to be named among them.

    Raises:
        NatotuiError: there is none; the message names all.
    """
    if name.casefold() not in FORMATS:
        known = ", ".join(filter(None, [further, *FORMATS]))
        raise NatotuiError("wrong use", f'there is no format "{name}"', f"The formats are {known}")
    return FORMATS[name.casefold()]


def told_by(text: str, file_name: str = "") -> Format:
    """The format that ``text`` is in, by its content first.

    Raises:
        NatotuiError: it is in none that notes can be read from.
    """
    start = text[:4096].lstrip("\ufeff \t\r\n")
    if file_name.endswith(FORMATS["sidecar"].extension):
        return FORMATS["sidecar"]
    if start[:1] in ("{", "["):
        for name, sign in _SIGNS:
            if sign.search(start if name != "w3c" else text):
                return FORMATS[name]
    elif file_name.casefold().endswith(".ann") or _BRAT.match(start):
        return FORMATS["brat"]
    known = ", ".join(name for name, each in FORMATS.items() if each.loads)
    raise NatotuiError("cannot import", f"{file_name or 'the file'} is in no format that notes are read from",
                       f"Name one with --format: {known}")
