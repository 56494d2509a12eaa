"""brat standoff: ``NAME.txt`` with the text and ``NAME.ann`` with units, relations and notes over it.

Lines that say what we wrote (``Outline``, ``Natotui``) let an import tell what was changed in brat: a unit as we wrote
it is no note, one with another type is a correction of its role, a new one is a unit that was missed, a new relation
is a correction too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from natotui.argument.model import Unit
from natotui.article.model import Article
from natotui.exchange.brat_reading import read
from natotui.exchange.document import Document, Imported
from natotui.exchange.words import one_line
from natotui.notes.model import Placed

OUTLINE, OWN, THEME, SPEAKER = "Outline", "Natotui", "Theme", "Speaker"


def beside(document: Document) -> dict[str, str]:
    """The text that the annotations lie over."""
    return {".txt": document.article.text}


def dump(document: Document) -> str:
    """The annotations."""
    return "".join(line + "\n" for line in _Writer(document).lines())


def load(text: str, article: Article, beside: str = "") -> Imported:
    """The notes and corrections of a ``.ann`` file.

    Args:
        beside: the ``.txt`` that it lies over; empty: the article's own text.

    Raises:
        NatotuiError: it is no such file.
    """
    return read(text, article, beside)


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.article.text
        self.names = {unit.id: f"T{number}" for number, unit in enumerate(document.outline.units, 1)}
        self.told = 0

    def lines(self) -> Iterator[str]:
        for unit in self.document.outline.units:
            yield from self._unit(unit)
        number = 0
        for relation in self.document.outline.relations:
            if relation.source in self.names and relation.target in self.names:
                number += 1
                ends = self.names[relation.source], self.names[relation.target]
                yield f"R{number}\t{relation.type} Arg1:{ends[0]} Arg2:{ends[1]}"
                yield self._tell(OUTLINE, f"R{number}", f"{relation.type} {ends[0]} {ends[1]} {relation.confidence}")
        number = len(self.names)
        for placed in self.document.notes:
            number += 1
            yield from self._note(placed, f"T{number}")

    def _tell(self, kind: str, name: str, words: str) -> str:
        self.told += 1
        return f"#{self.told}\t{kind} {name}\t{words}"

    def _unit(self, unit: Unit) -> Iterator[str]:
        name = self.names[unit.id]
        yield f"{name}\t{unit.role.capitalize()} {self._span(unit.start, unit.end)}"
        yield self._tell(OUTLINE, name, f"{unit.role} {unit.start} {unit.end} {unit.confidence}")
        for theme in self.document.outline.themes:
            if theme.id in unit.themes:
                yield self._tell(THEME, name, one_line(theme.label))
        if unit.speaker:
            yield self._tell(SPEAKER, name, one_line(unit.speaker))

    def _span(self, start: int, end: int) -> str:
        """Offsets and words; brat has no newline in a span, so it is cut at each, and its words joined by blanks."""
        pieces = list(pieces_of(self.text, start, end))
        offsets = ";".join(f"{first} {last}" for first, last in pieces)
        return f"{offsets}\t" + " ".join(self.text[first:last].replace("\t", " ") for first, last in pieces)

    def _note(self, placed: Placed, name: str) -> Iterator[str]:
        """A note as a span with its comment; one without words hangs on the first span, or on none."""
        note = placed.note
        own = {**note.as_dict(), "at": [placed.start, placed.end]}
        if placed.status != "lost" and any(pieces_of(self.text, placed.start, placed.end)):
            kind = "-".join(each.capitalize() for each in note.kind.split("-"))
            yield f"{name}\t{kind} {self._span(placed.start, placed.end)}"
            if one_line(note.body):
                yield self._tell("AnnotatorNotes", name, one_line(note.body))
        else:
            name, own["at"] = "T1", None
        yield self._tell(OWN, name, json.dumps(own, ensure_ascii=False))


def pieces_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """``[start, end)`` cut at newlines, without the blanks at the ends of pieces."""
    at = start
    for line in text[start:end].split("\n"):
        first, last = at + len(line) - len(line.lstrip()), at + len(line.rstrip())
        if first < last:
            yield first, last
        at += len(line) + 1
