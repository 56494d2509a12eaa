"""What every format writes and what every importer gives back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from natotui.argument.model import Outline
from natotui.article.model import Article

if TYPE_CHECKING:
    from natotui.notes.model import Note, Placed


@dataclass(frozen=True)
class Document:
    """One article with all that is to be written of it."""

    article: Article
    outline: Outline = field(default_factory=Outline)
    notes: tuple[Placed, ...] = ()
    """The person's notes with the place that each was found at, in the order of the library."""
    made: str = ""
    """ISO date or time of writing, for formats that carry one; empty: left out, so that files compare equal."""


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
    """Notes out of a file, anchored in an article."""

    notes: tuple[Note, ...] = ()
    """Every note of the file; those whose words are gone have the status lost."""
    lost: dict[str, int] = field(default_factory=dict)
    """What the file holds that is no note of ours, in words, with how many of each."""


def contents(document: Document) -> Counter[str]:
    """How much there is of each kind of thing that a format may or may not carry. The keys are words for people."""
    outline = document.outline
    found: Counter[str] = Counter()
    found["units"] = len(outline.units)
    found["relations"] = sum(each.type != "undercuts" for each in outline.relations)
    found["undercuts"] = sum(each.type == "undercuts" for each in outline.relations)
    found["themes"] = len(outline.themes)
    found["cues"] = sum(len(each.cues) for each in outline.units)
    found["speakers"] = sum(bool(each.speaker) for each in outline.units)
    found["confidences"] = len(outline.units)
    return +found
