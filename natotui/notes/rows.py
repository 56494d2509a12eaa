"""Notes and articles as rows of the library."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any
from zlib import crc32

from natotui.errors import NatotuiError
from natotui.notes.fulltext import TextIndex
from natotui.notes.model import Note


def pack(data: Any) -> str:
    """JSON as the library keeps it; escaped where it holds halves of characters, which UTF-8 has no place for."""
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return content if plain(content) == content else json.dumps(data, separators=(",", ":"))


def plain(text: str) -> str:
    """``text`` as SQLite can hold it: a file name of broken bytes, say, with "?" for each of them."""
    return text.encode("utf-8", "replace").decode("utf-8")


def checksum(content: str) -> int:
    """What tells a changed byte in ``content``: SQLite's own check sees the shape of its pages only."""
    return crc32(content.encode("utf-8"))


def read_note(content: str, check: int, fingerprint: str) -> Note:
    """The note of a row, for the article that is now known by ``fingerprint``.

    Raises:
        ValueError: the row is damaged, or of a kind that only a newer natotui knows.
    """
    if checksum(content) != check:
        raise ValueError("its words do not match their checksum")
    return replace(Note.from_dict(json.loads(content)), article=fingerprint)


Reader = Callable[[str, Sequence[Any]], Iterable[tuple[Any, ...]]]
"""``Store.read``, or ``execute`` of a connection within a transaction."""


class NoteRows:
    """Writes and removes rows of notes, with their tags and their words in the full-text index."""

    def __init__(self, index: TextIndex) -> None:
        self._index = index

    def get(self, reader: Reader, ident: str) -> tuple[int, Note] | None:
        """The article's key and the note with this id.

        Raises:
            NatotuiError: the row is damaged.
        """
        rows = reader("SELECT note.article, note.content, note.checksum, article.fingerprint "
                      "FROM note JOIN article ON article.key = note.article WHERE note.id = ?", (ident,))
        for article, content, check, fingerprint in rows:
            try:
                return article, read_note(content, check, fingerprint)
            except ValueError as fault:
                raise NatotuiError("cannot read a note", f"note {ident}: {fault}",
                                   "Try `natotui library check`") from fault
        return None

    def put(self, connection: sqlite3.Connection, article: int, note: Note) -> None:
        """Write ``note``, in place of an older one with its id."""
        self.drop(connection, note.id)
        content = pack(note.as_dict())
        texts = tuple(map(plain, (note.anchor.quote, note.body, " ".join(note.tags))))
        key = connection.execute(
            "INSERT INTO note (id, article, kind, quote, body, tags, author, role, theme, modified, content, checksum)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (note.id, article, note.kind, *texts, plain(note.author), _text(note, "role"), _text(note, "theme"),
             note.modified, content, checksum(content))).lastrowid
        connection.executemany("INSERT OR IGNORE INTO tag (tag, note) VALUES (?, ?)",
                               [(plain(tag), key) for tag in note.tags])
        self._index.add(connection, key, texts)

    def drop(self, connection: sqlite3.Connection, ident: str) -> None:
        """Remove the note with this id, if there is one."""
        row = connection.execute("SELECT key, quote, body, tags FROM note WHERE id = ?", (ident,)).fetchone()
        if row is not None:
            self._index.remove(connection, row[0], row[1:])
            connection.execute("DELETE FROM note WHERE key = ?", (row[0],))


def _text(note: Note, key: str) -> str:
    value = note.data.get(key, "")
    return plain(value) if isinstance(value, str) else ""


def article_key(connection: sqlite3.Connection, fingerprint: str) -> int | None:
    """Key of the article that is, or once was, known by ``fingerprint``."""
    row = connection.execute("SELECT article FROM alias WHERE fingerprint = ?", (fingerprint,)).fetchone()
    return row[0] if row else None


def made_article(connection: sqlite3.Connection, fingerprint: str) -> int:
    """The same; the article is written down if it is new."""
    key = article_key(connection, fingerprint)
    if key is None:
        key = connection.execute("INSERT INTO article (fingerprint) VALUES (?)", (fingerprint,)).lastrowid
        assert key is not None
        connection.execute("INSERT INTO alias VALUES (?, ?)", (fingerprint, key))
    return key


def address(source: str) -> str:
    """The source so that it can be opened again from elsewhere: paths are made absolute."""
    if not source or source == "-" or "://" in source:
        return plain(source)
    return plain(os.path.abspath(source))
