"""Reads what can still be read of a damaged library, row by row."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from natotui.notes import migrations
from natotui.notes.model import Note
from natotui.notes.rows import read_note

_IN_VAIN = 1_000
"""Reads that may fail one after the other before a stretch of a table is given up."""
_ROWS_A_PAGE = 60
"""More rows than any page holds: bounds the keys that are looked for where the last page is broken."""


@dataclass
class Salvaged:
    """What was read of a library. Rows are as in the schema, notes by id."""

    articles: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    aliases: dict[str, int] = field(default_factory=dict)
    notes: dict[str, tuple[int, Note]] = field(default_factory=dict)
    """With the key of their article."""
    doubtful: dict[str, tuple[int, Note]] = field(default_factory=dict)
    """Notes whose words do not match their checksum, but are words."""
    steps: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    changes: list[tuple[Any, ...]] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    """Ids of all notes that there were, as far as the index of ids can be read."""
    broken: bool = False
    """Whether some rows could not be read."""


ARTICLE = "key, fingerprint, source, title, words, length, place, percent, opened, turn, version"
STEP = "key, article, words, time, undone"
CHANGE = "key, step, note, before, after"
_TEXT = (str, type(None))
_ARTICLE_TYPES = (int, str, str, str, int, int, _TEXT, (float, int), str, int, int)


def salvage(path: Path) -> Salvaged:
    """What can be read of the library at ``path``; nothing, where nothing can."""
    found = Salvaged()
    try:
        with closing(_connect(path)) as connection:
            _read_all(connection, found)
    except sqlite3.Error:
        found.broken = True
    return found


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _read_all(connection: sqlite3.Connection, found: Salvaged) -> None:
    reader = _Reader(connection)
    found.articles = {row[0]: row for row in reader.rows("article", ARTICLE, _ARTICLE_TYPES)}
    found.aliases = {fingerprint: article for fingerprint, article in reader.both_ways(
        "SELECT fingerprint, article FROM alias ORDER BY fingerprint")
        if isinstance(fingerprint, str) and isinstance(article, int)}
    found.known = {row[0] for row in reader.both_ways(
        "SELECT id FROM note INDEXED BY sqlite_autoindex_note_1 ORDER BY id") if isinstance(row[0], str)}
    for _, ident, article, content, check in reader.rows(
            "note", "key, id, article, content, checksum", (int, str, int, str, int)):
        try:
            found.notes[ident] = article, read_note(content, check, _fingerprint(content))
        except (ValueError, TypeError, AttributeError):
            found.broken = True
            if (note := parsed(content)) is not None:
                found.doubtful[note.id] = article, note
    found.steps = {row[0]: row for row in reader.rows("step", STEP, (int, int, str, str, int))}
    found.changes = reader.rows("change", CHANGE, (int, int, str, _TEXT, _TEXT))
    found.broken = found.broken or reader.failed


def _fingerprint(content: str) -> str:
    return str(json.loads(content)["article"])


def parsed(content: object) -> Note | None:
    """The note in a row's text, if it is one."""
    try:
        return Note.from_dict(json.loads(content)) if isinstance(content, str) else None
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


class _Reader:
    """Reads tables around their broken pages; ``failed`` once something could not be read."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.failed = False

    def rows(self, table: str, columns: str, types: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        """All rows of a table with integer keys that can be read and hold values of ``types``, by key."""
        query = f"SELECT {columns} FROM {table} WHERE key BETWEEN ? AND ? ORDER BY key"
        found: dict[Any, tuple[Any, ...]] = {}
        ranges, in_vain = [(0, self._last(table))], 0
        while ranges and in_vain < _IN_VAIN:
            low, high = ranges.pop()
            try:
                rows = self._connection.execute(query, (low, high)).fetchall()
            except sqlite3.Error:
                in_vain += 1
                self.failed = True
                if low < high:
                    middle = (low + high) // 2
                    ranges += [(middle + 1, high), (low, middle)]
            else:
                found.update((row[0], row) for row in rows)
                in_vain = 0 if rows else in_vain
        if ranges:
            found.update((row[0], row) for row in self._from_the_end(query.removesuffix("key") + "key DESC"))
        whole = [row for row in found.values() if all(map(isinstance, row, types))]
        self.failed = self.failed or len(whole) < len(found)
        return sorted(whole, key=lambda row: row[0])

    def _from_the_end(self, query: str) -> list[tuple[Any, ...]]:
        found = []
        try:
            for row in self._connection.execute(query, (0, 2**62)):
                found.append(row)
        except sqlite3.Error:
            self.failed = True
        return found

    def _last(self, table: str) -> int:
        try:
            return int(self._connection.execute(f"SELECT max(key) FROM {table}").fetchone()[0] or 0)
        except (sqlite3.Error, ValueError, TypeError):
            self.failed = True
        try:
            return int(self._connection.execute("PRAGMA page_count").fetchone()[0]) * _ROWS_A_PAGE
        except sqlite3.Error:
            return 1_000_000

    def both_ways(self, query: str) -> list[tuple[Any, ...]]:
        """Rows from the first on and from the last back, up to the broken place; doubles may be among them."""
        found: list[tuple[Any, ...]] = []
        for direction in ("", " DESC"):
            try:
                cursor = self._connection.execute(query + direction)
                while (row := cursor.fetchone()) is not None:
                    found.append(row)
                return found
            except sqlite3.Error:
                self.failed = True
        return found


def with_new_first_page(path: Path) -> None:
    """Give a copy of a library the first page of a fresh one.

    The first page holds the schema and where each table begins; migrations make the tables of every library in the
    same order, so a fresh one's is right as long as its schema is the same.
    """
    fresh = sqlite3.connect(":memory:", isolation_level=None)
    with closing(fresh):
        migrations.migrate(fresh)
        page = bytearray(fresh.serialize()[:4096])
    size = path.stat().st_size
    page[24:28] = page[92:96]
    page[28:32] = (size // 4096).to_bytes(4, "big")
    page[32:40] = bytes(8)
    with path.open("r+b") as file:
        file.write(page)
