"""The notes as the sidecar that may lie beside an article (``FILE.notes.jsonld``)."""

from __future__ import annotations

from natotui.exchange.document import Document
from natotui.exchange.w3c import load
from natotui.notes.sidecar import dumps

__all__ = ["dump", "load"]


def dump(document: Document) -> str:
    """The notes, one annotation a block, in the order of the text."""
    return dumps(placed.note for placed in document.notes)
