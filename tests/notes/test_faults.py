"""What a session meets: kills, full disks, locks, read-only folders, other versions, files that are swapped."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from notes_faults import drop_rights, full_disk, killed, killed_without_log, two_writers
from notes_help import article, note

from natotui.errors import NatotuiError
from natotui.notes import backups, migrations, opening, store
from natotui.notes.library import Library


@pytest.mark.parametrize("seed", range(5))
def test_killed_at_any_moment_every_acknowledged_note_is_kept(path: Path, seed: int) -> None:
    outcome = killed(path, seed)
    assert outcome.lost == set()
    assert outcome.problems == ()


def test_terminated_every_acknowledged_note_is_kept(path: Path) -> None:
    assert killed(path, 1, signal.SIGTERM).lost == set()


def test_killed_and_the_log_lost(path: Path) -> None:
    outcome = killed_without_log(path, 3)
    assert outcome.lost == set()
    assert outcome.problems == ()


def test_two_writers_killed(path: Path) -> None:
    assert two_writers(path, 1).lost == set()


def test_a_full_disk_is_said_and_loses_nothing(path: Path) -> None:
    outcome = full_disk(path, 1)
    assert outcome.acknowledged
    assert outcome.lost == set()
    assert "not saved" in outcome.problems[0]


def test_a_library_that_may_not_grow_says_so_and_stays_usable(path: Path) -> None:
    text = article()
    with Library.open(path) as library:
        connection = library._store._connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 8}")
        kept = []
        with pytest.raises(NatotuiError, match=r"not saved: the disk of .* is full. Make room"):
            for number in range(500):
                kept.append(library.add(note(text, "nurses", "comment", f"{number} " * 100)).id)
        assert {placed.note.id for placed in library.notes(text)} == set(kept)
        connection.execute("PRAGMA max_page_count = 100000")
        library.add(note(text, "bakers"))


def _hold(path: Path, locked: object, done: object) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        locked.set()  # type: ignore[attr-defined]
        done.wait(60)  # type: ignore[attr-defined]
        connection.execute("ROLLBACK")


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_locked_by_another_process(path: Path, mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "BUSY_SECONDS", 0.05)
    monkeypatch.setattr(opening, "wal_works", lambda folder: mode == "WAL")
    text = article()
    library = Library.open(path)
    library.add(note(text, "nurses"))
    context = multiprocessing.get_context("spawn")
    locked, done = context.Event(), context.Event()
    holder = context.Process(target=_hold, args=(path, locked, done))
    holder.start()
    try:
        assert locked.wait(60)
        with pytest.raises(NatotuiError, match=r"not saved: .* is locked by another program"):
            library.add(note(text, "bakers"))
        with Library.open(path) as other:
            assert not other.keeps
            assert "locked by another program" in other.problems[0]
            other.add(note(text, "cleaners"))
    finally:
        done.set()
        holder.join(60)
    library.add(note(text, "bakers"))
    assert [placed.note.anchor.quote for placed in library.notes(text)] == ["nurses", "bakers"]
    library.close()


def _read_only(path: Path, answers: object) -> None:
    drop_rights()
    with Library.open(path) as library:
        said = list(library.problems)
        try:
            library.add(note(article(), "bakers"))
        except NatotuiError as fault:
            said.append(str(fault))
        found = [placed.note.anchor.quote for placed in library.notes(article())]
        found += [hit.note.body for hit in library.search("word")]
        library.cache_outline("sha256:1", "1", "{}")
    answers.put((said, found))  # type: ignore[attr-defined]


@pytest.mark.parametrize("unclean", [False, True])
def test_a_read_only_folder_can_be_read(tmp_path: Path, unclean: bool) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    path = folder / "library.db"
    library = Library.open(path)
    library.add(note(article(), "nurses", "comment", "a word"))
    if unclean:
        for name in ("library.db", "library.db-wal"):
            shutil.copy(folder / name, tmp_path / name)
    library.close()
    if unclean:
        for name in ("library.db", "library.db-wal"):
            shutil.copy(tmp_path / name, folder / name)
    for each in (*folder.iterdir(), folder):
        each.chmod(0o555 if each.is_dir() else 0o444)
    for parent in folder.parents:
        if parent.owner() == folder.owner() and parent.is_relative_to("/tmp") and parent != Path("/tmp"):
            parent.chmod(0o755)
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    reader = context.Process(target=_read_only, args=(path, answers))
    reader.start()
    try:
        said, found = answers.get(timeout=60)
    finally:
        reader.join(60)
        folder.chmod(0o755)
    assert "read-only: notes can be read, not written" in said[0]
    assert "not saved" in said[-1]
    assert found == ["nurses", "a word"]


def _nowhere(path: Path, answers: object) -> None:
    drop_rights()
    with Library.open(path) as library:
        library.add(note(article(), "bakers"))
        answers.put((library.keeps, library.problems))  # type: ignore[attr-defined]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    folder.chmod(0o555)
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    reader = context.Process(target=_nowhere, args=(folder / "new" / "library.db", answers))
    reader.start()
    keeps, problems = answers.get(timeout=60)
    reader.join(60)
    folder.chmod(0o755)
    assert not keeps
    assert "nothing is kept this time" in problems[0]


def test_strict_opening_raises_where_nothing_could_be_kept(path: Path) -> None:
    path.mkdir()
    with pytest.raises(NatotuiError, match="is a folder"):
        Library.open(path, readonly_ok=False)


def test_a_newer_library_is_left_untouched(path: Path) -> None:
    with Library.open(path) as library:
        library.add(note(article(), "nurses"))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.VERSION + 1}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = path.read_bytes()
    with Library.open(path) as library:
        assert not library.keeps
        assert "newer natotui" in library.problems[0]
        library.add(note(article(), "bakers"))
    assert path.read_bytes() == before


def test_an_older_library_is_brought_up_to_date_and_kept_as_it_was(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in migrations.STEPS[0].split(";"):
            connection.execute(statement)
        connection.execute("INSERT INTO article (fingerprint, title, turn) VALUES ('sha256:1', 'Old', 1)")
        connection.execute(f"PRAGMA application_id = {migrations.APPLICATION}")
        connection.execute("PRAGMA user_version = 1")
    with Library.open(path) as library:
        assert library.problems == []
        assert [record.title for record in library.recent()] == ["Old"]
        library.add(note(article(), "nurses"))
    with closing(sqlite3.connect(path.with_name("library.db.schema1"))) as connection:
        assert migrations.version_of(connection) == 1
        assert connection.execute("SELECT title FROM article").fetchall() == [("Old",)]


def test_a_broken_migration_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(path) as library:
        library.add(note(article(), "nurses"))
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, "CREATE TABLE more (a); CREATE TABLE more (a)"))
    monkeypatch.setattr(migrations, "VERSION", migrations.VERSION + 1)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        with pytest.raises(sqlite3.OperationalError):
            migrations.migrate(connection)
        assert migrations.version_of(connection) == migrations.VERSION - 1
        assert not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'more'").fetchone()


def test_without_a_log_in_the_folder_it_works_as_well(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "wal_works", lambda folder: False)
    with Library.open(path) as library, Library.open(path) as other:
        assert library._store.one("PRAGMA journal_mode") == "delete"
        library.add(note(article(), "nurses"))
        other.add(note(article(), "bakers"))
        assert len(library.notes(article())) == 2


def test_the_probe_leaves_nothing_behind(tmp_path: Path) -> None:
    assert opening.wal_works(tmp_path)
    assert not opening.wal_works(tmp_path / "nowhere")
    assert [each for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_a_library_deleted_under_a_session_is_written_again(path: Path) -> None:
    text = article()
    with Library.open(path) as library:
        library.add(note(text, "nurses"))
        for each in path.parent.glob("library.db*"):
            each.unlink()
        library.add(note(text, "bakers"))
    with Library.open(path) as library:
        assert library.problems == []
        assert len(library.notes(text)) == 2


def test_a_session_goes_over_to_a_library_that_took_the_place(path: Path) -> None:
    text = article()
    with Library.open(path.with_name("other.db")) as other:
        other.add(note(text, "cleaners"))
    with Library.open(path) as library:
        library.add(note(text, "nurses"))
        os.replace(path.with_name("other.db"), path)
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        library.add(note(text, "bakers"))
        assert [placed.note.anchor.quote for placed in library.notes(text)] == ["bakers", "cleaners"]


def test_daily_backups_keep_seven_whatever_the_clock_says(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(path) as library:
        library.add(note(article(), "nurses"))
    assert backups.daily(path) == []
    days = [f"2026-01-{day:02}" for day in range(1, 10)] + ["2025-06-01"]
    (copy,) = backups.copies(path)
    for day in days:
        monkeypatch.setattr(backups, "_dated", lambda path, day=day: backups.folder(path) / f"library-{day}.db")
        assert backups.daily(path) == []
        assert (backups.folder(path) / f"library-{day}.db").exists()
        assert len(backups.copies(path)) <= backups.KEPT
    names = [each.name for each in backups.copies(path)]
    assert names[0] == "library-2025-06-01.db", "the new copy is kept though the clock went back"
    assert copy in backups.copies(path) or copy.name < names[1]
    assert len(names) == backups.KEPT
    stamp = backups.copies(path)[0].stat().st_mtime_ns
    assert backups.daily(path) == []
    assert backups.copies(path)[0].stat().st_mtime_ns == stamp, "once a day"


def test_restore_under_an_open_session_keeps_what_was_there(path: Path) -> None:
    text = article()
    with Library.open(path) as library:
        library.add(note(text, "nurses"))
        (line,) = backups.backup_now(path)
        assert "(1 notes)" in line
        library.add(note(text, "bakers"))
        name = backups.copies(path)[0].name
        lines = backups.restore(path, name)
        assert any("before-restore" in line for line in lines)
        assert [placed.note.anchor.quote for placed in library.notes(text)] == ["nurses"]
        library.add(note(text, "cleaners"))
    (before,) = path.parent.glob("library.db.before-restore-*")
    with Library.open(before) as library:
        assert len(library.notes(text)) == 2
    assert backups.restore(path)[-1].startswith("name one")
    with pytest.raises(NatotuiError, match="no backup 1999"):
        backups.restore(path, "1999-01-01")


def test_restore_in_place_of_a_damaged_library(path: Path) -> None:
    with Library.open(path) as library:
        library.add(note(article(), "nurses"))
    backups.backup_now(path)
    path.write_bytes(b"no library at all" * 1000)
    day = backups.copies(path)[0].stem.removeprefix("library-")
    assert any("broken-" in line for line in backups.restore(path, day))
    with Library.open(path) as library:
        assert library.problems == []
        assert len(library.notes(article())) == 1


def test_a_damaged_library_is_never_backed_up_over_a_sound_copy(path: Path) -> None:
    with Library.open(path) as library:
        for _ in range(200):
            library.add(note(article(), "nurses", "comment", "words " * 50))
    backups.backup_now(path)
    (copy,) = backups.copies(path)
    before = copy.read_bytes()
    raw = bytearray(path.read_bytes())
    raw[4096 * 10:4096 * 20] = bytes(4096 * 10)
    path.write_bytes(raw)
    with pytest.raises(NatotuiError):
        backups.backup_now(path)
    assert copy.read_bytes() == before
    assert [each.name for each in backups.folder(path).iterdir()] == [copy.name]


def test_check_finds_and_mends(path: Path) -> None:
    with pytest.raises(NatotuiError, match="is not there"):
        backups.check(path)
    assert backups.where(path) == [f"{path} (there is none yet)"]
    with Library.open(path) as library:
        library.add(note(article(), "nurses", "comment", "findable"))
    assert backups.check(path) == [f"{path}: 1 note on 1 article, no problems found"]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM note_text_data WHERE id > 10")
        connection.commit()
    with Library.open(path) as library:
        assert len(library.search("findable")) == 1, "found by looking at each note"
        assert "library check" in library.problems[0]
    assert "made anew" in backups.check(path)[0]
    with Library.open(path) as library:
        assert len(library.search("findable")) == 1
        assert library.problems == []
