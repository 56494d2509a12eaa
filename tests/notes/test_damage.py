"""A broken library: set aside by name, salvaged, the rest said; reading goes on."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from notes_help import TEXT, article, named, note

from natotui.notes import backups
from natotui.notes.library import Library
from natotui.notes.model import changed

WORDS = ("nurses", "bakers", "cleaners", "Lyon", "Bern", "council", "riders")

DELETED: set[str] = set()
"""Ids of deleted notes: they may come back where the log of their deletion is lost."""


def filled(path: Path, count: int = 300) -> set[str]:
    """A library with ``count`` notes on ten articles, some changed, some deleted; the ids that are left."""
    kept = set()
    with Library.open(path) as library:
        for number in range(10):
            text = article(f"{TEXT} Number {number}.", f"/{number}", f"Article {number}")
            library.remember(text, number)
            with library.step(text, "filling"):
                for index in range(count // 10):
                    body = f"body {index} " * 8
                    made = library.add(note(text, WORDS[index % 7], "comment", body, tags=[f"t{index % 5}"]))
                    kept.add(made.id)
            gone = library.notes(text)[0].note
            library.delete(gone.id)
            kept.remove(gone.id)
            DELETED.add(gone.id)
            library.change(changed(library.notes(text)[1].note, body="changed"))
    return kept


def ids(library: Library) -> set[str]:
    return {hit.note.id for hit in library.search(limit=10_000)}


def works(library: Library) -> None:
    """Writing, undo and search do what they do in a sound library."""
    text = article("A text of after the damage.", "/after", "After")
    made = library.add(note(text, "damage", "comment", "written afterwards"))
    library.remember(text, 3)
    assert [hit.note.id for hit in library.search("afterwards")] == [made.id]
    assert named(library.undo(text)) == "comment"


def test_truncation_keeps_what_is_left_and_says_the_rest(path: Path) -> None:
    kept = filled(path)
    whole = path.read_bytes()
    for part in (0.02, 0.3, 0.6, 0.95):
        for each in path.parent.iterdir():
            if each.is_file():
                each.unlink()
        path.write_bytes(whole[:int(len(whole) * part)])
        with Library.open(path) as library:
            assert library.keeps
            assert any("broken-" in problem for problem in library.problems), library.problems
            left = ids(library)
            works(library)
        assert left <= kept | DELETED
        if not left >= kept:
            assert any("could not be read" in problem or "not known" in problem for problem in library.problems)
        (aside,) = path.parent.glob("library.db.broken-*")
        assert aside.read_bytes() == whole[:int(len(whole) * part)], "what was set aside is as it was"
        with Library.open(path) as library:
            assert library.problems == []
            assert ids(library) == left


@pytest.mark.parametrize("seed", range(12))
def test_flipped_bits_never_stop_reading_and_never_pass_as_words(path: Path, seed: int) -> None:
    kept = filled(path, 100)
    with Library.open(path) as library:
        before = {hit.note.id: hit.note for hit in library.search(limit=10_000)}
    chance = random.Random(seed)
    raw = bytearray(path.read_bytes())
    for _ in range(chance.choice((1, 8, 64))):
        place = chance.randrange(len(raw))
        raw[place] ^= 1 << chance.randrange(8)
    path.write_bytes(raw)
    with Library.open(path) as library:
        found = library.search(limit=10_000)
        told = bool(library.problems)
        for number in range(10):
            library.notes(article(f"{TEXT} Number {number}.", f"/{number}", f"Article {number}"))
        assert library.path is None or library.keeps
    for hit in found:
        if hit.note.id in before and hit.note != before[hit.note.id]:
            assert told, "a note with other words than were written is only shown with a warning"
    if not told:
        assert {hit.note.id for hit in found} == kept


def test_a_damaged_first_page_loses_no_note(path: Path) -> None:
    kept = filled(path)
    raw = bytearray(path.read_bytes())
    raw[:4096] = bytes(4096)
    path.write_bytes(raw)
    with Library.open(path) as library:
        assert ids(library) == kept
        assert any(f"{len(kept)} notes were saved" in problem for problem in library.problems)
        works(library)


def test_notes_on_damaged_pages_come_from_the_log_of_steps(path: Path) -> None:
    kept = filled(path)
    with closing(sqlite3.connect(path)) as connection:
        try:
            pages = connection.execute("SELECT pageno FROM dbstat WHERE name = 'note' AND pagetype = 'leaf'").fetchall()
        except sqlite3.OperationalError:
            pytest.skip("this SQLite has no dbstat")
    raw = bytearray(path.read_bytes())
    for (page,) in pages[1::2]:
        raw[(page - 1) * 4096:page * 4096] = b"\xa5" * 4096
    path.write_bytes(raw)
    with Library.open(path) as library:
        assert ids(library) == kept
        assert any("from the log of steps" in problem for problem in library.problems)
        works(library)


def test_what_nothing_else_has_comes_from_the_backup(path: Path) -> None:
    kept = filled(path)
    backups.backup_now(path)
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 9000)
    with Library.open(path) as library:
        assert ids(library) == kept
        assert any("from the backup of" in problem for problem in library.problems)
        assert len(library.recent()) == 10


def test_an_emptied_file_is_no_new_library_where_there_are_backups(path: Path) -> None:
    kept = filled(path, 50)
    backups.backup_now(path)
    path.write_bytes(b"")
    with Library.open(path) as library:
        assert ids(library) == kept
        assert library.problems


def test_a_lost_log_loses_nothing(path: Path) -> None:
    text = article()
    library = Library.open(path)
    made = [library.add(note(text, word)) for word in WORDS]
    copy = path.parent / "elsewhere" / "library.db"
    copy.parent.mkdir()
    copy.write_bytes(path.read_bytes())
    library.close()
    with Library.open(copy) as other:
        assert other.problems == []
        assert ids(other) == {each.id for each in made}


@pytest.mark.parametrize("letter", [b"x", b"\xff"])
def test_a_changed_byte_within_a_note_is_noticed_and_mended_from_the_log(path: Path, letter: bytes) -> None:
    text = article()
    with Library.open(path) as library:
        one = library.add(note(text, "nurses", "comment", "exactly these words"))
        library.add(note(text, "bakers"))
    raw = path.read_bytes()
    places = [place for place in range(len(raw)) if raw.startswith(b'"body":"exactly', place)]
    assert len(places) == 2, "one in the note, one in the log of steps"
    for place in places:
        damaged = raw[:place + 8] + letter + raw[place + 9:]
        path.write_bytes(damaged)
        if backups.check(path)[0].endswith("checksum"):
            break
    with Library.open(path) as library:
        assert [placed.note.body for placed in library.notes(text)] == ["exactly these words", ""]
        assert any("read from the log of steps" in problem for problem in library.problems)
    with Library.open(path) as library:
        assert library.note(one.id) == one
        library.notes(text)
        assert library.problems == []


def test_a_changed_byte_in_note_and_log_is_said(path: Path) -> None:
    text = article()
    with Library.open(path) as library:
        library.add(note(text, "nurses", "comment", "exactly these words"))
        library.add(note(text, "bakers"))
    path.write_bytes(path.read_bytes().replace(b'"body":"exactly', b'"bo\xffy":"exactly'))
    with Library.open(path) as library:
        assert [placed.note.anchor.quote for placed in library.notes(text)][-1] == "bakers"
        assert library.problems
        library.search("exactly")


@pytest.mark.parametrize("spoil", [
    lambda path: path.write_text("Dear diary,\n" * 500),
    lambda path: path.write_bytes(random.Random(1).randbytes(50_000)),
])
def test_a_file_that_never_was_a_library_is_set_aside(path: Path, spoil: Callable[[Path], object]) -> None:
    spoil(path)
    content = path.read_bytes()
    with Library.open(path) as library:
        assert library.problems
        works(library)
    (aside,) = path.parent.glob("library.db.broken-*")
    assert aside.read_bytes() == content


def test_another_programs_database_is_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE stamps (country)")
        connection.commit()
    before = path.read_bytes()
    with Library.open(path) as library:
        assert not library.keeps
        assert "no library of natotui" in library.problems[0]
        library.add(note(article(), "nurses"))
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir() if each.is_file()] == ["library.db"]
