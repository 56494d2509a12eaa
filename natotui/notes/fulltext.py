"""The full-text index over quotes, comments and tags; where SQLite has no FTS5, the words are looked for one by one."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from typing import Any

from natotui.notes.store import Store

_TABLE = ("CREATE VIRTUAL TABLE IF NOT EXISTS note_text USING fts5(quote, body, tags, content='note', "
          "content_rowid='key', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')")
_STALE = "text index stale"


class TextIndex:
    """The index, kept beside the notes by whoever writes them.

    It is not kept by triggers: a library that travels to an SQLite without FTS5 must stay writable there. What is
    written there leaves a flag, and the index is made anew where FTS5 is back.
    """

    def __init__(self, available: bool) -> None:
        self.available = available

    @staticmethod
    def ready(store: Store) -> TextIndex:
        """The index of an open library, made or made anew where it has to be.

        Raises:
            NatotuiError: it has to be made, and the library cannot be written.
        """
        if store.readonly or not store.one("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'"):
            return TextIndex(False)
        stale = store.one("SELECT 1 FROM flag WHERE name = ?", (_STALE,))
        if stale or not store.one("SELECT 1 FROM sqlite_schema WHERE name = 'note_text'"):
            with store.write() as connection:
                TextIndex.rebuild(connection)
        return TextIndex(True)

    @staticmethod
    def rebuild(connection: sqlite3.Connection) -> None:
        """Make the index anew from the notes."""
        connection.execute(_TABLE)
        connection.execute("INSERT INTO note_text (note_text) VALUES ('rebuild')")
        connection.execute("DELETE FROM flag WHERE name = ?", (_STALE,))

    def add(self, connection: sqlite3.Connection, key: int | None, texts: Sequence[str]) -> None:
        """Index a note's quote, body and tags."""
        if not self.available:
            connection.execute("INSERT OR REPLACE INTO flag VALUES (?, '1')", (_STALE,))
            return
        connection.execute("INSERT INTO note_text (rowid, quote, body, tags) VALUES (?, ?, ?, ?)", (key, *texts))

    def remove(self, connection: sqlite3.Connection, key: int, texts: Sequence[str]) -> None:
        """Take a note out; ``texts`` must be as they were added."""
        if not self.available:
            connection.execute("INSERT OR REPLACE INTO flag VALUES (?, '1')", (_STALE,))
            return
        connection.execute("INSERT INTO note_text (note_text, rowid, quote, body, tags) VALUES ('delete', ?, ?, ?, ?)",
                           (key, *texts))

    def source(self, text: str, within: tuple[int, int] | None) -> tuple[str, list[str], list[Any], str]:
        """How to find notes with all words of ``text`` or words that begin so: tables, conditions, values, order.

        The index gives its rows in order, so that a list ends as soon as it is full. ``within``: the other conditions
        leave few notes, with keys from the first to the second, which are to be looked at first.
        """
        words = re.findall(r"\w+", text)
        if self.available and words:
            query = " ".join(f'"{word}"*' for word in words)
            if within is not None:
                return ("note", ["note.key IN (SELECT rowid FROM note_text WHERE note_text MATCH ? "
                                 "AND rowid BETWEEN ? AND ?)"], [query, *within], "note.key")
            return ("note_text CROSS JOIN note ON note.key = note_text.rowid", ["note_text MATCH ?"], [query],
                    "note_text.rowid")
        conditions, values = [], []
        for word in text.split():
            escaped = re.sub(r"([\\%_])", r"\\\1", word)
            conditions.append("(note.quote || ' ' || note.body || ' ' || note.tags) LIKE ? ESCAPE '\\'")
            values.append(f"%{escaped}%")
        return "note", conditions, values, "note.key"
