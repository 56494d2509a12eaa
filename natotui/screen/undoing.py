"""What undo and redo say, and where they lead: the step in words, with the beginning of its unit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from natotui.notes.model import Note, NoteKind, Placed
from natotui.screen.state import Span

if TYPE_CHECKING:
    from natotui.notes.journal import Turned

_QUOTED = 24
"""Code points of a unit's words that are shown: its beginning, in half of a narrow status line."""
_PHRASES: dict[NoteKind, str] = {
    "highlight": "highlight of",
    "comment": "comment on",
    "question": "question on",
    "star": "star of",
    "role": "role of",
    "bounds": "bounds of",
    "split": "split of",
    "join": "joining of",
    "theme": "theme of",
    "relation": "relation of",
    "add": "new unit",
    "reject": "taking out of the unit",
    "accept": "proofreading of",
}
Change = tuple[Note | None, Note | None]


def said(turned: Turned, ending: str, ellipsis: str) -> str:
    """The step in words, ended by "undone" or "done again"."""
    changes = turned.changes
    added = [each for each in changes if each[0] is None]
    if len(changes) > 1 and len(added) == 1 and added[0][1] is not None and added[0][1].kind == turned.words:
        changes = tuple(added)  # what else the step did was to make room for this one
    if len(changes) == 1:
        return f"{_one(*changes[0], ellipsis)} {ending}"
    many = f"{len(changes)} notes"
    notes = [after or before for before, after in changes]
    if turned.words == "import" or not notes or notes[0] is None:
        return f"{turned.words} of {many} {ending}"
    what = "deletion" if all(after is None for _, after in changes) else "change"
    return f"{what} of {many} at {_quoted(notes[0], ellipsis)} {ending}"


def _one(before: Note | None, after: Note | None, ellipsis: str) -> str:
    note = after or before
    if note is None:
        return "a step that cannot be read"
    words = _named(note, ellipsis)
    if after is None:
        return f"deletion of the {words}"
    if before is not None and before.tags != after.tags:
        return f"tags of {_quoted(note, ellipsis)}"
    if before is not None and before.anchor != after.anchor:
        return f"new place of the {words}"
    if before is not None and before.body != after.body:
        return f"change of the {words}"
    return words


def _named(note: Note, ellipsis: str) -> str:
    old, new = (str(note.data.get(key, "")) for key in ("theme", "label"))
    if note.kind == "rename-theme":
        return f"new name of the theme “{old}”"
    if note.kind == "merge-theme":
        return f"merging of “{old}” into “{new}”"
    if note.kind == "add-theme":
        return f"new theme “{new}”"
    phrase = "tags of" if note.kind == "highlight" and note.tags else _PHRASES[note.kind]
    return f"{phrase} {_quoted(note, ellipsis)}"


def _quoted(note: Note, ellipsis: str) -> str:
    words = " ".join(note.anchor.quote.split())
    if len(words) > _QUOTED:
        words = words[:_QUOTED].rpartition(" ")[0] or words[:_QUOTED]
        words = words.rstrip(" ,;:") + ellipsis
    return f"“{words}”"


def place(turned: Turned, *placed: Sequence[Placed]) -> Span | None:
    """Where the first of the step's notes lies, in the first of ``placed`` that has any; None: nowhere."""
    idents = {note.id for change in turned.changes for note in change if note is not None}
    for notes in placed:
        here = [each for each in notes if each.note.id in idents and each.status != "lost" and each.end > each.start]
        if here:
            first = min(here, key=lambda each: each.start)
            return first.start, first.end
    return None
