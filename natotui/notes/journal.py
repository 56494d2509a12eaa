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

    def undo(self, connection: sqlite3.Connection, fingerprint: str) -> str | None:
        """Take back the last step of the article; its words, or None where there is none."""
        return self._turn(connection, fingerprint, back=True)

    def redo(self, connection: sqlite3.Connection, fingerprint: str) -> str | None:
        """Do again the step that was last taken back; its words, or None where there is none."""
        return self._turn(connection, fingerprint, back=False)

    def _turn(self, connection: sqlite3.Connection, fingerprint: str, *, back: bool) -> str | None:
        article = article_key(connection, fingerprint)
        row = connection.execute(
            f"SELECT key, words FROM step WHERE article = ? AND undone = ? ORDER BY key {'DESC' if back else 'ASC'}",
            (article, int(not back))).fetchone()
        if article is None or row is None:
            return None
        changes = connection.execute(
            f"SELECT note, {'before' if back else 'after'} FROM change WHERE step = ? "
            f"ORDER BY key {'DESC' if back else 'ASC'}", (row[0],)).fetchall()
        for ident, content in changes:
            self._apply(connection, article, ident, _note(content) if content else None)
        connection.execute("UPDATE step SET undone = ? WHERE key = ?", (int(back), row[0]))
        touch(connection, article)
        return str(row[1])

    def last(self, reader: Reader, ident: str) -> Note | None:
        """The note with this id as the steps left it; None where they deleted it, never knew it, or are damaged."""
        states = list(reader("SELECT before, after, undone FROM change JOIN step ON step.key = change.step "
                             "WHERE note = ? ORDER BY change.key", (ident,)))
        content = next((before for before, _, undone in states if undone), states[-1][1] if states else None)
        try:
            return _note(content) if content else None
        except NatotuiError:
            return None

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


def touch(connection: sqlite3.Connection, article: int) -> None:
    """Tell other sessions that the article's notes changed."""
    connection.execute("UPDATE article SET version = version + 1 WHERE key = ?", (article,))
