"""Opens the library's file, whatever state it is in: reading must go on."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from natotui.errors import NatotuiError
from natotui.notes import migrations
from natotui.notes.store import Store, connect, connect_memory, explain, is_damage, is_locked

_CHECKED = 8_000_000
"""Bytes of a library that is looked over at each opening (some 15 ms); a larger one is with its daily backup.
A file that is shorter than it says is noticed by SQLite, damage within a page when the page is read."""
_CHECKED_UNCLEAN = 64_000_000
"""The same after a crash."""


class _Refused(Exception):
    """The file must not be written: by whom it was made, or what it is."""


def open_store(path: Path | None, problems: list[str], *, readonly_ok: bool = True) -> Store:
    """A store on ``path``; where that cannot be, on a copy in memory or read-only, with the reason in ``problems``.

    Raises:
        NatotuiError: ``readonly_ok`` is false and the library cannot be written.
    """
    if path is None:
        return Store(None, _memory())
    store = _opened(path.expanduser(), problems)
    if not readonly_ok and (store.path is None or store.readonly):
        store.close()
        raise NatotuiError("cannot open the library", "; ".join(problems) or str(path))
    return store


def _opened(path: Path, problems: list[str]) -> Store:
    try:
        return Store(path, _checked(path))
    except _Refused as refusal:
        problems.append(f"{path}: {refusal}; it is left as it is and nothing is kept this time")
    except NatotuiError as fault:
        problems.append(f"{fault.message}; nothing is kept this time")
    except sqlite3.Error as fault:
        if is_damage(fault):
            return _rescued(path, problems)
        if not is_locked(fault) and path.exists():
            return _readonly(path, problems)
        problems.append(f"{explain(fault, path)[0]}; nothing is kept this time")
    except OSError as fault:
        problems.append(f"{path}: {fault.strerror or fault}; nothing is kept this time")
    return Store(None, _memory())


def _memory() -> sqlite3.Connection:
    connection = connect_memory()
    migrations.migrate(connection)
    return connection


def _checked(path: Path) -> sqlite3.Connection:
    """A connection to a sound library of this version, made if there is none."""
    if path.is_dir():
        raise _Refused("is a folder, not a library")
    fresh = not path.exists()
    if fresh:
        path.parent.mkdir(parents=True, exist_ok=True)
    elif not path.stat().st_size and _has_backups(path):
        raise _damage("the file is empty")
    unclean = not fresh and any(_size(path, end) for end in ("-wal", "-journal"))
    connection = connect(path, mode="rwc")
    try:
        found = migrations.version_of(connection)
        if found > migrations.VERSION:
            raise _Refused(f"was written by a newer natotui (schema {found}, this one reads up to "
                           f"{migrations.VERSION}): install that one")
        if not migrations.is_ours(connection):
            raise _Refused("is no library of natotui")
        if not fresh:
            _quick_check(connection, path, unclean)
        _log_mode(connection, path)
        if 0 < found < migrations.VERSION:
            _keep_old(path, found)
        migrations.migrate(connection)
        _try_write(connection)
    except BaseException:
        connection.close()
        raise
    if fresh:
        os.chmod(path, 0o600)
    return connection


def _size(path: Path, ending: str) -> int:
    try:
        return path.with_name(path.name + ending).stat().st_size
    except OSError:
        return 0


def _has_backups(path: Path) -> bool:
    from natotui.notes.backups import copies

    return bool(copies(path))


def _damage(words: str) -> sqlite3.DatabaseError:
    fault = sqlite3.DatabaseError(words)
    fault.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return fault


def _quick_check(connection: sqlite3.Connection, path: Path, unclean: bool) -> None:
    """Look for damage, if that is quickly done.

    Raises:
        sqlite3.DatabaseError: the file is damaged.
    """
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if path.stat().st_size <= (_CHECKED_UNCLEAN if unclean else _CHECKED):
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise _damage(found)


def _log_mode(connection: sqlite3.Connection, path: Path) -> None:
    """WAL if the folder can hold it: over a network it may seem to work and then fail."""
    if connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal":
        return
    connection.execute(f"PRAGMA journal_mode = {'WAL' if wal_works(path.parent) else 'DELETE'}")


def wal_works(folder: Path) -> bool:
    """Whether a file in ``folder`` can be written and read through a write-ahead log by two connections."""
    import tempfile

    try:
        with tempfile.TemporaryDirectory(prefix=".natotui-probe-", dir=folder) as probe:
            one, two = (sqlite3.connect(Path(probe) / "probe.db", isolation_level=None, timeout=1) for _ in "12")
            try:
                one.execute("PRAGMA synchronous = OFF")
                if one.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
                    return False
                one.execute("CREATE TABLE probe (n)")
                one.execute("INSERT INTO probe VALUES (1)")
                return bool(two.execute("SELECT n FROM probe").fetchall() == [(1,)])
            finally:
                one.close()
                two.close()
    except (sqlite3.Error, OSError):
        return False


def _keep_old(path: Path, version: int) -> None:
    """A copy before the schema changes, beside the library."""
    from natotui.notes.backups import copy_out

    copy = path.with_name(f"{path.name}.schema{version}")
    if not copy.exists():
        copy_out(path, copy)


def _try_write(connection: sqlite3.Connection) -> None:
    """Fail now rather than at the first note: take the write lock and give it back."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")


def _rescued(path: Path, problems: list[str]) -> Store:
    from natotui.notes import rescue

    try:
        problems.extend(rescue.set_aside(path))
        return Store(path, _checked(path))
    except (OSError, sqlite3.Error, NatotuiError, _Refused) as fault:
        problems.append(f"{path} is damaged and cannot be set aside ({fault}); nothing is kept this time")
        return Store(None, _memory())


def _readonly(path: Path, problems: list[str]) -> Store:
    """Read what cannot be written: as it lies, or through a copy where its log must be recovered first."""
    for make in (_as_it_lies, _copied):
        try:
            connection = make(path)
            found = migrations.version_of(connection)
            if found != migrations.VERSION or not migrations.is_ours(connection):
                connection.close()
                problems.append(f"{path}: schema {found} cannot be brought up to date, it is read-only; "
                                "nothing is kept this time")
                return Store(None, _memory())
            connection.execute("SELECT count(*) FROM article").fetchone()
        except (sqlite3.Error, OSError):
            continue
        problems.append(f"{path} or its folder is read-only: notes can be read, not written")
        return Store(path, connection, readonly=True)
    problems.append(f"{path} cannot be read; nothing is kept this time")
    return Store(None, _memory())


def _as_it_lies(path: Path) -> sqlite3.Connection:
    connection = connect(path, mode="ro" if _size(path, "-wal") else "ro&immutable=1")
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return connection


def _copied(path: Path) -> sqlite3.Connection:
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory(prefix="natotui-") as folder:
        copy = Path(folder) / path.name
        for ending in ("", "-wal"):
            if path.with_name(path.name + ending).exists():
                shutil.copyfile(path.with_name(path.name + ending), copy.with_name(copy.name + ending))
        there, here = sqlite3.connect(copy), connect_memory()
        try:
            there.backup(here)
        finally:
            there.close()
        return here
