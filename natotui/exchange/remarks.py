"""The person's notes as words beside an outline: which lie on a unit, which stand alone, which lost their words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from natotui.exchange.document import Document
from natotui.exchange.words import one_line

if TYPE_CHECKING:
    from natotui.notes.model import Placed

_MARKS = ("highlight", "comment", "question", "star")
_NAMES = {"highlight": "Highlighted", "comment": "Comment", "question": "Question", "star": "Starred"}


def marks(document: Document) -> list[Placed]:
    """Highlights, comments, questions and stars in reading order; corrections are in the outline already."""
    found = [each for each in document.notes if each.note.kind in _MARKS]
    return sorted(found, key=lambda each: (
        each.status == "lost", each.start, each.end, each.note.created, each.note.id))


class Remarks:
    """The marks of a document by the unit that shares most with them."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lost: list[Placed] = []
        self.alone: list[Placed] = []
        self._on: dict[str, list[Placed]] = {}
        for placed in marks(document):
            if placed.status == "lost":
                self.lost.append(placed)
            elif owner := self._owner(placed):
                self._on.setdefault(owner, []).append(placed)
            else:
                self.alone.append(placed)

    def _owner(self, placed: Placed) -> str:
        unit = self.document.unit_of(placed.start, placed.end)
        return unit.id if unit and unit.role != "background" else ""

    def on(self, unit: str) -> list[Placed]:
        """The marks on the unit with this id."""
        return self._on.get(unit, [])


def quote(document: Document, placed: Placed) -> str:
    """The words that a note lies on: of the text, or of the note where the text has lost them."""
    if placed.status == "lost":
        return one_line(placed.note.anchor.quote)
    return one_line(document.article.text[placed.start:placed.end])


def heading(placed: Placed) -> str:
    """What kind of note by whom and when: "Question (Ana, 2026-03-01)"."""
    note = placed.note
    day = (note.modified or note.created)[:10]
    about = ", ".join(filter(None, [one_line(note.author), day]))
    return _NAMES[note.kind] + (f" ({about})" if about else "")


def tags(placed: Placed) -> str:
    """The tags as ``#one #two-words``."""
    return " ".join(f"#{tag.replace(' ', '-')}" for tag in placed.note.tags)


def corrections(document: Document) -> Iterator[Placed]:
    """The notes that set the outline right."""
    return (each for each in document.notes if each.note.kind not in _MARKS)
