"""What was done to the notes of each article, step by step: undo and redo without limit, across restarts."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from natotui.errors import NatotuiError
from natotui.notes.model import Note, now
from natotui.notes.rows import NoteRows, Reader, article_key, pack


@dataclass
class Step:
    """A step that is being made; it is written with its first change."""

    article: int
    words: str
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Turned:
    """A step that was taken back, or done again."""

    words: str
    """What the step was called when it was made."""
    changes: tuple[tuple[Note | None, Note | None], ...]
    """Each note before and after the step, as it was made; None: there was none."""


class Journal:
    """Steps of an article; the undone ones are always its last, and a new step takes their place."""

    def __init__(self, rows: NoteRows) -> None:
        self._rows = rows

    def record(self, connection: sqlite3.Connection, step: Step, before: Note | None, after: Note | None) -> None:
        """Carry out one change as part of ``step`` and write down both sides."""
        if step.key is None:
            connection.execute("DELETE FROM step WHERE article = ? AND undone = 1", (step.article,))
            step.key = connection.execute("INSERT INTO step (article, words, time) VALUES (?, ?, ?)",
                                          (step.article, step.words, now())).lastrowid
        either = after or before
        assert either is not None
        connection.execute("INSERT INTO change (step, note, before, after) VALUES (?, ?, ?, ?)",
                           (step.key, either.id, *(note and pack(note.as_dict()) for note in (before, after))))
        self._apply(connection, step.article, either.id, after)
        touch(connection, step.article)

    def undo(self, connection: sqlite3.Connection, fingerprint: str) -> Turned | None:
        """Take back the last step of the article; None where there is none."""
        return self._turn(connection, fingerprint, back=True)

    def redo(self, connection: sqlite3.Connection, fingerprint: str) -> Turned | None:
        """Do again the step that was last taken back; None where there is none."""
        return self._turn(connection, fingerprint, back=False)

    def _turn(self, connection: sqlite3.Connection, fingerprint: str, *, back: bool) -> Turned | None:
        article = article_key(connection, fingerprint)
        row = connection.execute(
            f"SELECT key, words FROM step WHERE article = ? AND undone = ? ORDER BY key {'DESC' if back else 'ASC'}",
            (article, int(not back))).fetchone()
        if article is None or row is None:
            return None
        changes = connection.execute(
            "SELECT note, before, after FROM change WHERE step = ? ORDER BY key", (row[0],)).fetchall()
        for ident, before, after in reversed(changes) if back else changes:
            content = before if back else after
            self._apply(connection, article, ident, _note(content) if content else None)
        connection.execute("UPDATE step SET undone = ? WHERE key = ?", (int(back), row[0]))
        touch(connection, article)
        return Turned(str(row[1]), tuple((_told(before), _told(after)) for _, before, after in changes))

    def last(self, reader: Reader, ident: str) -> Note | None:
        """The note with this id as the steps left it; None where they deleted it, never knew it, or are damaged."""
        states = list(reader("SELECT before, after, undone FROM change JOIN step ON step.key = change.step "
                             "WHERE note = ? ORDER BY change.key", (ident,)))
        return _told(next((before for before, _, undone in states if undone), states[-1][1] if states else None))

    def _apply(self, connection: sqlite3.Connection, article: int, ident: str, note: Note | None) -> None:
        if note is None:
            self._rows.drop(connection, ident)
        else:
            self._rows.put(connection, article, note)


def _note(content: str) -> Note:
    try:
        return Note.from_dict(json.loads(content))
    except ValueError as fault:
        raise NatotuiError("cannot read a step", f"the log of steps is damaged: {fault}",
                           "Try `natotui library check`") from fault


def _told(content: str | None) -> Note | None:
    """The note, where it only has to be told of: damage to it stops nothing."""
    try:
        return _note(content) if content else None
    except NatotuiError:
        return None


def touch(connection: sqlite3.Connection, article: int) -> None:
    """Tell other sessions that the article's notes changed."""
    connection.execute("UPDATE article SET version = version + 1 WHERE key = ?", (article,))
