"""What can be wrong with the library, in the running program: reading goes on, it says so, nothing is falsely saved."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pty_program import ARTICLE, Program, Start, kept_notes


def library_of(home: Path) -> Path:
    """Where a program with this home keeps its library."""
    return home / "data" / "library.db"


@pytest.fixture
def made(start: Start, tmp_path: Path) -> Path:
    """The home of a program that has kept one note."""
    program = start(ARTICLE).ready()
    program.type("h").shows("saved")
    assert program.quit() == 0
    return tmp_path / "home"


def reads_on(program: Program, *said: str) -> Program:
    """The article is there, one of these messages is said, keys are obeyed."""
    program.until(lambda: any(words in program.text() for words in said), f"one of {said}")
    program.ready()
    before = program.status
    program.type("}}}").until(lambda: program.status != before, "another place")
    return program


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another process is writing to the library."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.rollback()
        connection.close()


def test_locked_by_another_process(start: Start, made: Path) -> None:
    with locked(library_of(made)):
        program = reads_on(start(ARTICLE), "lock", "another", "in use", "busy")
        program.type("h").shows("NOT ")
        assert "saved 2" not in program.text()
        assert program.quit() == 0
        program.assert_restored()
    assert len(kept_notes(made)) == 1


def test_locked_while_it_is_open(start: Start, made: Path) -> None:
    program = start(ARTICLE).ready()
    with locked(library_of(made)):
        program.type("}}}h").shows("NOT saved")
        assert not program.ended
    program.type("h").shows("highlighted, saved")
    assert program.quit() == 0
    assert len(kept_notes(made)) == 2


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(start: Start, made: Path) -> None:
    os.chmod(library_of(made).parent, 0o500)
    os.chmod(library_of(made), 0o400)
    try:
        program = reads_on(start(ARTICLE), "read-only", "written")
        program.type("h").shows("NOT ")
        assert program.quit() == 0
    finally:
        os.chmod(library_of(made).parent, 0o700)


def test_a_folder_that_is_a_file(start: Start, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "data").write_text("in the way")
    program = reads_on(start(ARTICLE), "nothing is kept")
    program.type("h").shows("NOT kept")
    assert program.quit() == 0
    program.assert_restored()


def test_no_room_left(start: Start, made: Path) -> None:
    size = library_of(made).stat().st_size
    program = start(ARTICLE, limits=[(resource.RLIMIT_FSIZE, size // 2)])
    program.ready().type("}}}h").until(lambda: "NOT " in program.text() or "saved" in program.status, "an answer")
    said = "saved 2" in program.status or "highlighted, saved" in program.status
    assert program.quit() == 0
    program.assert_restored()
    assert len(kept_notes(made)) == 1 + said


def test_from_a_newer_version(start: Start, made: Path) -> None:
    path = library_of(made)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = path.read_bytes()
    program = reads_on(start(ARTICLE), "newer")
    program.type("h").shows("NOT kept")
    assert program.quit() == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize("damage", ["cut", "overwritten", "no database"])
def test_damaged(start: Start, made: Path, damage: str) -> None:
    path = library_of(made)
    whole = path.read_bytes()
    spoilt = {
        "cut": whole[: len(whole) // 3],
        "overwritten": whole[:4096] + os.urandom(len(whole) - 4096),
        "no database": b"not a database, whatever it is called\n" * 200,
    }[damage]
    path.write_bytes(spoilt)
    program = reads_on(start(ARTICLE), "damaged", "is no library", "set aside")
    assert program.quit() == 0
    program.assert_restored()
    assert any(spoilt[:4096] == other.read_bytes()[:4096] for other in path.parent.rglob("*") if other.is_file())


def test_gone_while_it_is_open(start: Start, made: Path) -> None:
    program = start(ARTICLE).ready()
    shutil.rmtree(library_of(made).parent)
    program.type("}}}h").until(lambda: "NOT " in program.text() or "saved" in program.status, "an answer")
    said = "saved" in program.status and "NOT" not in program.status
    assert program.quit() == 0
    program.assert_restored()
    assert len(kept_notes(made)) >= said


def test_two_sessions_see_each_other(start: Start) -> None:
    one, two = start(ARTICLE).ready(), start(ARTICLE).ready()
    for writer, other, keys, count in ((one, two, "}}h", 1), (two, one, "}}}}}}h", 2)):
        writer.type(keys).shows("saved")
        done = time.monotonic()
        # Two seconds, and what a busy machine adds.
        other.until(lambda n=count, o=other: f"✎ {n}" in o.status or "another session" in o.status, "the note", 20)
        assert time.monotonic() - done < 10
        other.type("j").until(lambda n=count, o=other: f"✎ {n}" in o.status, "the count")
    for program in (one, two):
        assert program.quit() == 0
    assert len(kept_notes(one.home)) == 2
