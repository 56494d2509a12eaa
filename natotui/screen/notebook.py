"""The notes of the article that is open: kept in the library first, shown after."""

from __future__ import annotations

import getpass
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from natotui.article.sanitise import is_clean, sanitise
from natotui.notes.anchoring import anchor
from natotui.notes.library import Library
from natotui.notes.model import MARKS, Note, NoteKind, Placed, changed, new_note
from natotui.screen.paint import Mark
from natotui.screen.state import Span

if TYPE_CHECKING:
    from natotui.article.model import Article
    from natotui.notes.journal import Turned


class Notebook:
    """The library's notes of one article, with where each lies now.

    Every change is committed before the method returns; ``placed`` is what the screen shows.
    """

    def __init__(self, library: Library, article: Article, author: str = "", sidecar: Path | None = None) -> None:
        self.library = library
        self.article = article
        self.sidecar = sidecar
        self.author = author or _login()
        self.placed: Sequence[Placed] = ()
        self._version = -1
        self.read()

    def read(self) -> bool:
        """Read again what another session may have changed; whether anything had."""
        version = self.library.version(self.article)
        if version == self._version:
            return False
        self._version = version
        self.placed = [_harmless(each) for each in self.library.notes(self.article)]
        return True

    # What there is

    def at(self, span: Span, kinds: Sequence[str] = MARKS) -> list[Placed]:
        """The marks (or notes of other kinds) that lie over some of ``span``."""
        start, end = span
        return [
            each
            for each in self.placed
            if each.status != "lost" and each.note.kind in kinds and each.start < end and each.end > start
        ]

    def exact(self, span: Span, kind: str) -> Placed | None:
        """The note of this kind over exactly ``span``."""
        return next((each for each in self.at(span, (kind,)) if (each.start, each.end) == span), None)

    def same(self, span: Span, kind: str) -> Placed | None:
        """The note of this kind over exactly ``span``, else the one that covers it."""
        covering = (each for each in self.at(span, (kind,)) if each.start <= span[0] and each.end >= span[1])
        return self.exact(span, kind) or next(covering, None)

    @property
    def marks(self) -> list[Mark]:
        """Highlights for the article pane."""
        return [
            Mark(each.start, each.end, "highlight")
            for each in self.placed
            if each.note.kind in MARKS and each.status != "lost"
        ]

    @property
    def signs(self) -> set[int]:
        """Where the gutter says that there is a note: every mark that says more than a highlight."""
        return {
            each.start
            for each in self.placed
            if each.status != "lost" and each.note.kind in MARKS and (each.note.kind != "highlight" or each.note.tags)
        }

    @property
    def count(self) -> int:
        """Notes that are not corrections."""
        return sum(each.note.kind in MARKS for each in self.placed)

    @property
    def set_right(self) -> tuple[Placed, ...]:
        """The notes that say something of the outline."""
        return tuple(each for each in self.placed if each.note.kind not in MARKS and each.note.kind != "accept")

    def corrected(self) -> list[Span]:
        """Spans whose role, bounds, theme or relation the person set."""
        return [
            (each.start, each.end)
            for each in self.placed
            if each.status != "lost"
            and each.note.kind in ("role", "bounds", "split", "join", "theme", "relation", "add")
        ]

    # What changes it

    def add(
        self,
        kind: NoteKind,
        span: Span,
        body: str = "",
        tags: Sequence[str] = (),
        data: Mapping[str, Any] | None = None,
        instead_of: Sequence[Placed] = (),
    ) -> Note:
        """A new note over ``span``, which takes the place of others in the same step."""
        note = new_note(
            self.article.fingerprint, kind, self.anchor(span), body, tags=tags, author=self.author, data=data
        )
        with self.step(kind):
            for each in instead_of:
                self.library.delete(each.note.id)
            self.library.add(note)
        self._changed()
        return note

    def change(self, note: Note, **fields: Any) -> None:
        """Other fields for a note."""
        self.library.change(changed(note, **fields))
        self._changed()

    def delete(self, notes: Sequence[Placed]) -> None:
        """These notes go, as one step for undo."""
        with self.step("deleted"):
            for each in notes:
                self.library.delete(each.note.id)
        self._changed()

    def replace(self, kind: NoteKind, span: Span, data: Mapping[str, Any]) -> None:
        """A correction that takes the place of an earlier one of its kind over the same words."""
        old = self.exact(span, kind)
        if old is not None:
            self.change(old.note, data=dict(data))
        else:
            self.add(kind, span, data=data)

    def reattach(self, ident: str, span: Span) -> None:
        """A lost note gets these words."""
        self.library.reattach(ident, self.anchor(span))
        self._changed()

    def _changed(self) -> None:
        """It is in the library; show it, and keep the file beside the article in step."""
        self.read()
        if self.sidecar is not None:
            from natotui.notes.sidecar import save

            save(self.library, self.article, self.sidecar)

    def step(self, words: str) -> AbstractContextManager[object]:
        """Changes within are undone as one."""
        return self.library.step(self.article, words)

    def undo(self) -> Turned | None:
        """Undo one step; what it was."""
        turned = self.library.undo(self.article)
        self._changed()
        return turned

    def redo(self) -> Turned | None:
        """Redo one step; what it was."""
        turned = self.library.redo(self.article)
        self._changed()
        return turned

    def anchor(self, span: Span) -> Any:
        """The anchor of words in this article."""
        return anchor(self.article.text, span[0], span[1], self.article.fingerprint)


def _harmless(placed: Placed) -> Placed:
    """The note as it may be shown: a file beside the article, or another session, may have written anything."""
    note = placed.note
    if is_clean("".join((note.body, note.author, *note.tags, *(str(each) for each in note.data.values())))):
        return placed
    data = {key: sanitise(each) if isinstance(each, str) else each for key, each in note.data.items()}
    tags = tuple(sanitise(tag) for tag in note.tags)
    return replace(
        placed, note=replace(note, body=sanitise(note.body), author=sanitise(note.author), tags=tags, data=data)
    )


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
