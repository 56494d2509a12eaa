"""The library's schema, as numbered steps from nothing. A step that was released is never edited: add another."""

from __future__ import annotations

import sqlite3

APPLICATION = 0x6E61746F
"""Marks an SQLite file as a library of natotui ("nato")."""

_FIRST = """
CREATE TABLE article (
    key INTEGER PRIMARY KEY,
    fingerprint TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    words INTEGER NOT NULL DEFAULT 0,
    length INTEGER NOT NULL DEFAULT 0,
    place TEXT,
    percent REAL NOT NULL DEFAULT 0,
    opened TEXT NOT NULL DEFAULT '',
    turn INTEGER NOT NULL DEFAULT 0,
    version INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX article_turn ON article(turn);
CREATE INDEX article_source ON article(source);
CREATE TABLE alias (
    fingerprint TEXT PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article(key) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX alias_article ON alias(article);
CREATE TABLE note (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES article(key),
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    quote TEXT NOT NULL,
    tags TEXT NOT NULL,
    author TEXT NOT NULL,
    role TEXT NOT NULL,
    theme TEXT NOT NULL,
    modified TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'found',
    content TEXT NOT NULL,
    checksum INTEGER NOT NULL
);
CREATE INDEX note_article ON note(article);
CREATE INDEX note_kind ON note(kind);
CREATE INDEX note_role ON note(role);
CREATE INDEX note_theme ON note(theme);
CREATE INDEX note_author ON note(author);
CREATE INDEX note_status ON note(status);
CREATE TABLE tag (
    tag TEXT NOT NULL,
    note INTEGER NOT NULL REFERENCES note(key) ON DELETE CASCADE,
    PRIMARY KEY (tag, note)
) WITHOUT ROWID;
CREATE INDEX tag_note ON tag(note);
CREATE TABLE step (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    article INTEGER NOT NULL REFERENCES article(key),
    words TEXT NOT NULL,
    time TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX step_article ON step(article, undone, key);
CREATE TABLE change (
    key INTEGER PRIMARY KEY,
    step INTEGER NOT NULL REFERENCES step(key) ON DELETE CASCADE,
    note TEXT NOT NULL,
    before TEXT,
    after TEXT
);
CREATE INDEX change_step ON change(step);
CREATE INDEX change_note ON change(note);
"""

_SECOND = """
CREATE TABLE placing (
    note INTEGER PRIMARY KEY REFERENCES note(key) ON DELETE CASCADE,
    fingerprint TEXT NOT NULL,
    found TEXT NOT NULL
);
CREATE TABLE outline (
    fingerprint TEXT PRIMARY KEY,
    engine TEXT NOT NULL,
    size INTEGER NOT NULL,
    content BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE flag (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
"""

STEPS: tuple[str, ...] = (_FIRST, _SECOND)
VERSION = len(STEPS)
"""The schema that this natotui writes."""


def version_of(connection: sqlite3.Connection) -> int:
    """Number of the schema in the file; 0 for an empty one."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_ours(connection: sqlite3.Connection) -> bool:
    """Whether the file is a library, or empty."""
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    return mark == APPLICATION or not connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file to ``VERSION``, in one transaction; two sessions may do it at once."""
    if version_of(connection) >= VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        done = version_of(connection)
        for step in STEPS[done:]:
            for statement in step.split(";"):
                if statement.strip():
                    connection.execute(statement)
        if done < VERSION:
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
