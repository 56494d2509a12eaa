"""What every format writes and what every importer gives back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from natotui.argument.model import Outline, Unit
from natotui.article.model import Article

if TYPE_CHECKING:
    from natotui.notes.model import Note, Placed

_MARKS = {"highlight": "highlights", "comment": "comments", "question": "questions", "star": "stars"}


@dataclass(frozen=True)
class Document:
    """One article with all that is to be written of it."""

    article: Article
    outline: Outline = field(default_factory=Outline)
    notes: tuple[Placed, ...] = ()
    """The person's notes with the place that each was found at, in the order of the library."""
    made: str = ""
    """ISO date or time of writing, for formats that have a place for it; empty: not written."""
    notice: str = ""
    """What the forms for people say in the outline's place (that no gaps were found); empty: they show the outline."""

    @cached_property
    def _starts(self) -> list[int]:
        return [unit.start for unit in self.outline.units]

    def units_over(self, start: int, end: int) -> Sequence[Unit]:
        """The units that share words with ``[start, end)``, in reading order."""
        first = max(0, bisect_right(self._starts, start) - 1)
        found = self.outline.units[first:bisect_left(self._starts, end)]
        return found if not found or found[0].end > start else found[1:]

    def unit_of(self, start: int, end: int) -> Unit | None:
        """The unit that shares most with ``[start, end)``."""
        return max(self.units_over(start, end), default=None,
                   key=lambda unit: min(unit.end, end) - max(unit.start, start))


@dataclass(frozen=True)
class Dumped:
    """A document in a format."""

    text: str
    lost: dict[str, int] = field(default_factory=dict)
    """What the format has no place for, in words, with how many of each there were."""
    beside: dict[str, str] = field(default_factory=dict)
    """Further files by extension (brat: ``{".txt": ...}``): written beside the first under the same name."""


@dataclass(frozen=True)
class Imported:
    """Notes out of a file, laid over an article."""

    placed: tuple[Placed, ...] = ()
    """Every note of the file once, with where its words are; those whose words are gone have the status lost."""
    lost: dict[str, int] = field(default_factory=dict)
    """What the file holds that is no note of ours, in words, with how many of each."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes alone, for the library."""
        return tuple(each.note for each in self.placed)


def contents(document: Document) -> Counter[str]:
    """How much there is of each kind of thing that a format may or may not carry; the keys are words for people."""
    outline = document.outline
    found = Counter({
        "units": len(outline.units),
        "roles": len(outline.units),
        "confidences": len(outline.units),
        "relations": sum(each.type != "undercuts" for each in outline.relations),
        "undercuts": sum(each.type == "undercuts" for each in outline.relations),
        "themes": len(outline.themes),
        "cues": sum(len(each.cues) for each in outline.units),
        "speakers": sum(bool(each.speaker) for each in outline.units)})
    for placed in document.notes:
        note = placed.note
        found[_MARKS.get(note.kind, "corrections as notes")] += 1
        found["tags"] += len(note.tags)
        found["authors of notes"] += bool(note.author)
        found["dates of notes"] += bool(note.created)
    return +found
