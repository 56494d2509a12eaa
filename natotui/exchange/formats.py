"""The formats by name. A format's module is imported when it is used.

A format is a module with ``dump(document) -> str``; some have ``load(text, article) -> Imported`` and
``beside(document) -> dict[str, str]`` (further files by extension).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

from natotui.article.model import Article
from natotui.errors import NatotuiError
from natotui.exchange.document import Document, Dumped, Imported, contents

__all__ = ["FORMATS", "Document", "Dumped", "Format", "Imported", "contents", "find"]

_OUTLINE = frozenset({"units", "relations", "undercuts", "themes"})
_FULL = _OUTLINE | {"cues", "speakers", "confidences"}


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
            raise NatotuiError("wrong use", f"{self.name} is written, not read", f"Notes can be read from {known}")
        imported: Imported = self._module.load(text, article)
        return imported


FORMATS: dict[str, Format] = {each.name: each for each in (
    Format("json", "everything, as one line of JSON: for programs", ".json", _FULL),
    Format("markdown", "reading notes: thesis, themes, quotations with roles, comments", ".md", _OUTLINE),
    Format("cards", "debate cards in Markdown: tag, cite, passage with the part to read out underlined", ".md"),
    Format("argdown", "Argdown source, for argument maps in its editor", ".argdown"),
    Format("xaif", "xAIF JSON, for the tools of the Argument Web", ".json"),
    Format("dot", "GraphViz source", ".dot"),
    Format("mermaid", "Mermaid flowchart, for Markdown pages", ".mmd"),
    Format("csv", "a table of units and notes, for a spreadsheet", ".csv"),
    Format("svg", "the argument map as a picture", ".svg"),
)}


def find(name: str) -> Format:
    """The format called ``name``.

    Raises:
        NatotuiError: there is none; the message names all.
    """
    if name.casefold() not in FORMATS:
        raise NatotuiError("wrong use", f'there is no format "{name}"', "The formats are " + ", ".join(FORMATS))
    return FORMATS[name.casefold()]
