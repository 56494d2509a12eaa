"""One connection to the library's file: reads, transactions, and faults in words.

A transaction is on the disk when ``write`` returns: ``synchronous=FULL``, and each commit is carried over from the
write-ahead log at once, so that a lost log loses nothing.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from natotui.errors import NatotuiError

BUSY_SECONDS = 2.0
"""How long a statement waits for another session before it is given up."""
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def code_of(fault: sqlite3.Error) -> int:
    """SQLite's primary result code of ``fault``; 0 where it has none."""
    return int(getattr(fault, "sqlite_errorcode", 0) or 0) & 0xFF


def is_damage(fault: sqlite3.Error) -> bool:
    """Whether ``fault`` says that the file itself is broken."""
    return code_of(fault) in _DAMAGE


def is_locked(fault: sqlite3.Error) -> bool:
    """Whether ``fault`` says that another process holds the file."""
    return code_of(fault) in _LOCKED


def explain(fault: sqlite3.Error, path: Path | None) -> tuple[str, str]:
    """The sentence and the hint for ``fault``."""
    where, code = str(path or "the library in memory"), code_of(fault)
    if code == sqlite3.SQLITE_FULL:
        return f"the disk of {where} is full", "Make room, then do it again"
    if code in _LOCKED:
        return f"{where} is locked by another program", "Close it there, then do it again"
    if code == sqlite3.SQLITE_READONLY:
        return f"{where} is read-only", "Make the file and its folder writable, or name another with --library"
    if code in _DAMAGE:
        return f"{where} is damaged", "Quit and open natotui again: what can be read is then saved"
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN):
        return f"{where} cannot be written ({fault})", "See whether its disk is full or gone, then do it again"
    return f"{where}: {fault}", "Try `natotui library check`"


class Store:
    """A connection with transactions that are on the disk when they end.

    ``path`` is None for a library in memory; ``readonly`` refuses every write with a clear error.
    """

    def __init__(self, path: Path | None, connection: sqlite3.Connection, *, readonly: bool = False) -> None:
        self.path = path
        self.readonly = readonly
        self._connection = connection
        self._lock = threading.RLock()
        self._depth = 0
        self._stamp = self._identity()

    def read(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query.

        Raises:
            NatotuiError: the library cannot be read.
        """
        with self._lock:
            try:
                if not self._depth:
                    self._follow()
                return self._connection.execute(statement, values).fetchall()
            except sqlite3.Error as fault:
                raise NatotuiError("cannot read the library", *explain(fault, self.path)) from fault

    def one(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """The first column of the first row, or None."""
        rows = self.read(statement, values)
        return rows[0][0] if rows else None

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A transaction; one begun inside another joins it. All of it is kept, or nothing.

        Raises:
            NatotuiError: nothing of it was saved, and why.
        """
        with self._lock:
            if self._depth:
                yield self._connection
                return
            self._begin()
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except sqlite3.Error as fault:
                self._roll_back()
                raise NatotuiError("not saved", *explain(fault, self.path)) from fault
            except BaseException:
                self._roll_back()
                raise
            finally:
                self._depth = 0
            if self._moved():
                raise NatotuiError("not saved", f"{self.path} was replaced at this very moment", "Do it again")

    def _begin(self) -> None:
        if self.readonly:
            raise NatotuiError("not saved", f"{self.path} is read-only",
                               "Make the file and its folder writable, or name another with --library")
        try:
            self._follow()
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as fault:
            raise NatotuiError("not saved", *explain(fault, self.path)) from fault
        self._depth = 1

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def copy_to(self, path: Path) -> None:
        """Write the whole library to a new file with SQLite's backup API.

        Raises:
            NatotuiError: it cannot be written.
        """
        with self._lock:
            try:
                other = sqlite3.connect(path, isolation_level=None)
                try:
                    self._connection.backup(other)
                finally:
                    other.close()
            except sqlite3.Error as fault:
                raise NatotuiError("cannot copy the library", *explain(fault, path)) from fault

    def close(self) -> None:
        """Let go of the file; a second call does nothing."""
        with self._lock:
            self._connection.close()

    def _identity(self) -> tuple[int, int] | None:
        if self.path is None:
            return None
        try:
            found = os.stat(self.path)
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _moved(self) -> bool:
        return self.path is not None and not self.readonly and self._identity() != self._stamp

    def _follow(self) -> None:
        """Go over to the file that lies at ``path`` now (restored, salvaged); a deleted one is written anew."""
        if not self._moved():
            return
        assert self.path is not None
        if self._identity() is None:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.copy_to(self.path)
        self._connection.close()
        self._connection = connect(self.path)
        self._stamp = self._identity()


def connect(path: Path, *, mode: str = "rw") -> sqlite3.Connection:
    """A connection with this project's settings; ``mode`` as in SQLite's URIs ("rwc" creates the file).

    Raises:
        sqlite3.Error: the file cannot be opened.
    """
    address = f"{path.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None, timeout=BUSY_SECONDS,
                                 check_same_thread=False)
    connection.text_factory = _decoded
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA wal_autocheckpoint = 1")
    return connection


def _decoded(raw: bytes) -> str:
    """Text with a stand-in for a damaged letter: the row's checksum tells, and other rows stay readable."""
    return raw.decode("utf-8", "replace")


def connect_memory() -> sqlite3.Connection:
    """A connection to a library that is kept nowhere."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA foreign_keys = ON")
    return connection
