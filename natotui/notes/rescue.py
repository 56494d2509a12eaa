"""Sets a damaged library aside under another name and makes a new one of all that can be read.

Notes are taken from the rows of the damaged file; those that cannot be read there from its log of steps, which holds
every state of every note; then from the newest backup.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from natotui.errors import NatotuiError
from natotui.notes import migrations
from natotui.notes.backups import copies, free_name
from natotui.notes.fulltext import TextIndex
from natotui.notes.model import Note
from natotui.notes.rows import NoteRows, article_key, made_article
from natotui.notes.salvage import ARTICLE, CHANGE, STEP, Salvaged, parsed, salvage, with_new_first_page

_SHARED_LOCK, _SHARED_LENGTH = 0x40000002, 510
"""The bytes of an SQLite file that every open connection in WAL mode holds a lock on."""


def set_aside(path: Path) -> list[str]:
    """Keep the damaged file by name, put a new library with what was read of it in its place; lines on both.

    Raises:
        NatotuiError: another session has it open, which would go on writing to the wrong file.
        OSError, sqlite3.Error: there is no room, or no right, to write beside it.
    """
    if _held_elsewhere(path):
        raise NatotuiError("damaged", "another natotui has it open", "Quit it, then open natotui again")
    aside = free_name(path, "broken")
    shutil.copy2(path, aside)
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        shutil.copy2(log, aside.with_name(aside.name + "-wal"))
    found = _salvaged(aside)
    backup, date = _from_backup(path) if found.broken else (Salvaged(), "")
    with tempfile.TemporaryDirectory(prefix=".natotui-new-", dir=path.parent) as folder:
        fresh = Path(folder) / path.name
        lines = _written(fresh, found, backup, date)
        for ending in ("-wal", "-shm", "-journal"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        os.chmod(fresh, 0o600)
        os.replace(fresh, path)
    return [f"{path} was damaged; it is kept as {aside.name}", *lines]


def _held_elsewhere(path: Path) -> bool:
    import fcntl

    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_LENGTH, _SHARED_LOCK)
        except OSError:
            return True
    return False


def _salvaged(aside: Path) -> Salvaged:
    """What the file says; with a mended first page, if that says more."""
    with tempfile.TemporaryDirectory(prefix="natotui-") as folder:
        best = Salvaged(broken=True)
        for mend in (False, True):
            copy = Path(folder) / f"copy{mend}.db"
            shutil.copyfile(aside, copy)
            log = aside.with_name(aside.name + "-wal")
            if log.exists():
                shutil.copyfile(log, copy.with_name(copy.name + "-wal"))
            if mend:
                with_new_first_page(copy)
            found = salvage(copy)
            if len(found.notes) + len(found.changes) + len(found.articles) > _rows_of(best):
                best = found
            if not best.broken:
                break
        return best


def _rows_of(found: Salvaged) -> int:
    return len(found.notes) + len(found.changes) + len(found.articles)


def _from_backup(path: Path) -> tuple[Salvaged, str]:
    """The newest copy that has something to say, and its date."""
    for copy in reversed(copies(path)):
        found = salvage(copy)
        if found.notes or found.articles:
            return found, copy.stem.removeprefix("library-")
    return Salvaged(), ""


def _states(found: Salvaged) -> dict[str, Note | None]:
    """The last state of each note by the log of steps; None: deleted."""
    states: dict[str, Note | None] = {}
    undone: set[str] = set()
    for _, step, ident, before, after in found.changes:
        if found.steps.get(step, (0, 0, "", "", 0))[4]:
            if ident not in undone:
                undone.add(ident)
                states[ident] = parsed(before)
        elif after is None or parsed(after) is not None:
            states[ident] = parsed(after)
    return states


def _written(fresh: Path, found: Salvaged, backup: Salvaged, date: str) -> list[str]:
    """Write the new library; lines on how much of the old one is in it."""
    states = _states(found)
    notes: dict[str, tuple[int | None, Note]] = dict(found.notes.items())
    from_log = [ident for ident, note in states.items() if note is not None and ident not in notes]
    notes.update({ident: (_article_of(found, ident), note) for ident in from_log if (note := states[ident])})
    doubtful = [ident for ident in found.doubtful if ident not in notes]
    from_backup = [ident for ident in backup.notes
                   if ident not in notes and not (ident in states and states[ident] is None)]
    notes.update({ident: (None, backup.notes[ident][1]) for ident in from_backup})
    doubtful = [ident for ident in doubtful if ident not in notes]
    notes.update({ident: found.doubtful[ident] for ident in doubtful})
    _write(fresh, found, backup, notes)
    lines = [f"{len(notes)} notes were saved into a new library"
             + (f", {len(from_log)} of them from the log of steps" if from_log else "")
             + (f", {len(from_backup)} of them from the backup of {date}" if from_backup else "")]
    if doubtful:
        lines.append(f"{len(doubtful)} notes may hold wrong letters: " + _named(notes, doubtful))
    if missing := found.known - set(notes) - {ident for ident, note in states.items() if note is None}:
        lines.append(f"{len(missing)} notes could not be read: {', '.join(sorted(missing)[:10])}")
    elif not found.known and found.broken:
        lines.append("how many notes could not be read is not known")
    return lines


def _named(notes: dict[str, tuple[int | None, Note]], idents: list[str]) -> str:
    return ", ".join(f"{notes[ident][1].kind} on “{notes[ident][1].anchor.quote[:30]}”" for ident in idents[:5])


def _article_of(found: Salvaged, ident: str) -> int | None:
    """Key of the article that the note's last readable step belongs to."""
    for _, step, note, _, _ in reversed(found.changes):
        if note == ident and step in found.steps:
            return int(found.steps[step][1])
    return None


def _write(fresh: Path, found: Salvaged, backup: Salvaged, notes: dict[str, tuple[int | None, Note]]) -> None:
    connection = sqlite3.connect(fresh, isolation_level=None)
    with closing(connection):
        migrations.migrate(connection)
        rows = NoteRows(TextIndex(False))
        connection.execute("BEGIN")
        _insert(connection, "article", ARTICLE, list(found.articles.values()))
        aliases = {**{row[1]: key for key, row in found.articles.items()}, **found.aliases}
        _insert(connection, "alias", "fingerprint, article",
                [pair for pair in aliases.items() if pair[1] in found.articles])
        for row in backup.articles.values():
            if article_key(connection, row[1]) is None:
                _insert(connection, "article", ARTICLE.replace("key, ", "", 1), [row[1:]])
                connection.execute("INSERT INTO alias SELECT fingerprint, key FROM article WHERE fingerprint = ?",
                                   (row[1],))
        moved: dict[int, int] = {}
        for key, note in notes.values():
            known = key if key in found.articles else moved.get(key or 0)
            if known is None:
                known = made_article(connection, note.article)
                if key:
                    moved[key] = known
            rows.put(connection, known, note)
        steps = {key: (key, moved.get(row[1], row[1]), *row[2:]) for key, row in found.steps.items()
                 if row[1] in found.articles or row[1] in moved}
        _insert(connection, "step", STEP, list(steps.values()))
        _insert(connection, "change", CHANGE, [row for row in found.changes if row[1] in steps and _whole(row)])
        connection.execute("COMMIT")


def _whole(change: tuple[Any, ...]) -> bool:
    return all(state is None or parsed(state) is not None for state in change[3:5])


def _insert(connection: sqlite3.Connection, table: str, columns: str, rows: list[tuple[Any, ...]]) -> None:
    """Insert what keeps the table's rules; broken rows are passed over."""
    marks = ", ".join("?" * (columns.count(",") + 1))
    connection.executemany(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})", rows)
