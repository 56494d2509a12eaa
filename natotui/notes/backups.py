"""Copies of the library: one a day, the last seven kept; restore, check. All return lines of text for the person."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

from natotui.errors import NatotuiError
from natotui.notes import migrations
from natotui.notes.rows import checksum
from natotui.notes.store import connect, explain, is_damage

KEPT = 7
SOUND = "no problems found"
"""How the last line of a check ends that has found nothing."""
_NAME = "library-{}.db"


def folder(path: Path) -> Path:
    """Where the copies of the library at ``path`` lie. It is not made."""
    return path.with_name(f"{path.stem}-backups")


def copies(path: Path) -> list[Path]:
    """The copies, the oldest first by the date in their names."""
    return sorted(folder(path).glob(_NAME.format("*")))


def daily(path: Path) -> list[str]:
    """Make today's copy if there is none; lines only where something is wrong. For a thread of its own."""
    if not path.exists() or _dated(path).exists():
        return []
    try:
        _copy(path, _dated(path))
    except NatotuiError as fault:
        return [str(fault)]
    return []


def backup_now(path: Path) -> list[str]:
    """Make or renew today's copy.

    Raises:
        NatotuiError: there is no library, it is damaged, or the copy cannot be written.
    """
    _there(path)
    copy = _dated(path)
    _copy(path, copy)
    return [f"{copy} ({_count(copy)} notes)"]


def where(path: Path) -> list[str]:
    """The library's file and its copies."""
    lines = [str(path) if path.exists() else f"{path} (there is none yet)"]
    return lines + [f"{copy} ({_count(copy)} notes)" for copy in copies(path)]


def restore(path: Path, name: str = "") -> list[str]:
    """Put the copy ``name`` (its path, its file name or its date) in place; sessions that are open go on with it.

    The library as it was is kept beside it. Without a name, the copies to choose from.

    Raises:
        NatotuiError: there is no such copy, it is damaged, or it cannot be put in place.
    """
    found = copies(path)
    if not name:
        return [*where(path)[1:], "name one: natotui library restore DATE"] if found else ["there is no backup"]
    places = (Path(name), folder(path) / name, folder(path) / _NAME.format(name))
    copy = next((place for place in places if place.is_file()), None)
    if copy is None:
        raise NatotuiError("cannot restore", f"there is no backup {name}",
                           "There are " + ", ".join(each.name for each in found) if found else "")
    _sound(copy)
    lines = _set_by(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with closing(connect(copy, mode="ro")) as source, closing(connect(path, mode="rwc")) as target:
            source.backup(target)
    except sqlite3.Error as fault:
        raise NatotuiError("cannot restore", *explain(fault, path)) from fault
    return [*lines, f"{path} is now as in {copy.name} ({_count(path)} notes)"]


def check(path: Path) -> list[str]:
    """Look over all of the library, and make its full-text index anew where that is broken.

    Raises:
        NatotuiError: there is no library, or it cannot be opened.
    """
    from natotui.notes.fulltext import TextIndex

    _there(path)
    try:
        with closing(connect(path)) as connection:
            version = migrations.version_of(connection)
            if version != migrations.VERSION or not migrations.is_ours(connection):
                return [f"{path}: schema {version}, this natotui has {migrations.VERSION}: not looked at"]
            lines = _faults(connection)
            if not lines and not _index_is_sound(connection):
                TextIndex.rebuild(connection)
                lines.append("the full-text index was broken and is made anew")
            notes, articles = (connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                               for table in ("note", "article"))
    except sqlite3.Error as fault:
        raise NatotuiError("cannot check", *explain(fault, path)) from fault
    held = f"{path}: {_counted(notes, 'note')} on {_counted(articles, 'article')}"
    return [*lines, held if lines else f"{held}, {SOUND}"]


def _counted(number: int, what: str) -> str:
    """A number with its word in the singular or plural."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _faults(connection: sqlite3.Connection) -> list[str]:
    lines = [row[0] for row in connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
    lines += [f"a row of {row[0]} refers to nothing" for row in connection.execute("PRAGMA foreign_key_check")]
    lines += [f"note {ident}: its words do not match their checksum"
              for ident, content, check_ in connection.execute("SELECT id, content, checksum FROM note")
              if checksum(content) != check_]
    return lines


def _index_is_sound(connection: sqlite3.Connection) -> bool:
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'note_text'").fetchone():
        return True
    try:
        connection.execute("INSERT INTO note_text (note_text, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as fault:
        if is_damage(fault):
            return False
        raise
    return True


def _there(path: Path) -> None:
    if not path.is_file():
        raise NatotuiError("no library", f"{path} is not there", "It is made with the first article that is read")


def _dated(path: Path) -> Path:
    return folder(path) / _NAME.format(date.today().isoformat())


def _copy(path: Path, copy: Path) -> None:
    """Write a sound copy under its name, whole or not at all, and let go of the oldest ones."""
    temporary = copy.with_name(f".{copy.name}-{os.getpid()}")
    try:
        copy.parent.mkdir(mode=0o700, exist_ok=True)
        copy_out(path, temporary)
        os.chmod(temporary, 0o600)
        _sound(temporary)
        os.replace(temporary, copy)
    except sqlite3.Error as fault:
        raise NatotuiError("no backup was made", *explain(fault, path)) from fault
    except OSError as fault:
        raise NatotuiError("no backup was made", f"{copy}: {fault.strerror}") from fault
    finally:
        temporary.unlink(missing_ok=True)
    others = [each for each in copies(path) if each != copy]
    for old in others[:max(0, len(others) - KEPT + 1)]:
        old.unlink(missing_ok=True)


def copy_out(path: Path, copy: Path) -> None:
    """Write all of the library at ``path`` to one file that needs no others beside it.

    Raises:
        sqlite3.Error: one of them cannot be read or written.
    """
    with closing(connect(path)) as source, closing(sqlite3.connect(copy, isolation_level=None)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE")


def _sound(copy: Path) -> None:
    try:
        with closing(connect(copy, mode="ro")) as connection:
            ours = migrations.is_ours(connection) and 0 < migrations.version_of(connection) <= migrations.VERSION
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as fault:
        raise NatotuiError("cannot use the copy", *explain(fault, copy)) from fault
    if not ours or found != "ok":
        raise NatotuiError("cannot use the copy", f"{copy} is " + ("damaged" if ours else "no library of natotui"))


def _set_by(path: Path) -> list[str]:
    """Keep the library as it is under another name, before it is replaced."""
    if not path.exists():
        return []
    try:
        kept = free_name(path, "before-restore")
        copy_out(path, kept)
        return [f"the library as it was is kept as {kept.name}"]
    except sqlite3.Error as fault:
        if not is_damage(fault):
            raise NatotuiError("cannot restore", *explain(fault, path)) from fault
    from natotui.notes import rescue

    return rescue.set_aside(path)


def free_name(path: Path, word: str) -> Path:
    """A name beside ``path`` that says ``word`` and today's date, and that no file has."""
    stem = f"{path.name}.{word}-{date.today().isoformat()}"
    number = 1
    while (name := path.with_name(stem if number == 1 else f"{stem}-{number}")).exists():
        number += 1
    return name


def _count(copy: Path) -> str:
    try:
        with closing(connect(copy, mode="ro")) as connection:
            return str(connection.execute("SELECT count(*) FROM note").fetchone()[0])
    except sqlite3.Error:
        return "no readable"
