"""Notes on words by single keys: highlight, comment, tag, star, question; undo and redo; what is refused is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from screen_driving import Reader, reading

from natotui.errors import NatotuiError
from natotui.notes.library import Library

pytestmark = pytest.mark.usefixtures("engine")


def kinds(reader: Reader) -> list[str]:
    return [each.note.kind for each in reader.notes()]


async def test_one_key_highlights_and_takes_it_off() -> None:
    async with reading() as reader:
        await reader.press("h")
        (note,) = reader.notes()
        assert (note.note.kind, note.note.anchor.quote) == ("highlight", "The bridge must stay closed.")
        assert reader.message.startswith("highlighted, ")
        assert [(mark.start, mark.end) for mark in reader.screen.view.overlay.highlights] == [reader.cursor]
        await reader.press("j")
        assert "✎ 1" in reader.shown
        await reader.press("k", "h")
        assert reader.notes() == []
        assert reader.message.startswith("highlight taken off")
        assert reader.screen.view.overlay.highlights == []


async def test_a_selection_is_highlighted_across_paragraphs() -> None:
    async with reading() as reader:
        await reader.go("Engineers")
        await reader.press("v", "j", "enter")
        (note,) = reader.notes()
        assert reader.words((note.start, note.end)) == (
            "Engineers counted forty cracks in March. Critics say that the shops will die."
        )
        assert reader.screen.mode == "reading"
        await reader.press("v", "b", "H")
        assert len(reader.notes()) == 2 or kinds(reader) == []


async def test_a_comment_is_one_key_the_words_and_one_key() -> None:
    async with reading() as reader:
        await reader.press("j", "a", *"no: cattle", "enter")
        (note,) = reader.notes()
        assert (note.note.kind, note.note.body) == ("comment", "no: cattle")
        assert note.note.anchor.quote == "It was built for carts and cattle."
        assert reader.message.startswith("comment, ")
        assert not reader.screen.panels.typing
        assert "✎" in "".join(row[:5] for row in reader.rows)
        await reader.press("a", *"!", "ctrl+o", *"more", "enter")
        (note,) = reader.notes()
        assert note.note.body == "no: cattle!\nmore"
        await reader.press("a", *["backspace"] * 20, "enter")
        assert reader.notes() == []
        assert reader.message.startswith("comment deleted")
        await reader.press("a", "enter")
        assert reader.notes() == []


async def test_esc_asks_only_if_there_is_something_to_lose() -> None:
    async with reading() as reader:
        await reader.press("a", "escape")
        assert not reader.screen.panels.typing
        await reader.press("a", *"words", "escape")
        assert reader.screen.panels.typing
        assert "Not saved" in reader.shown
        await reader.press("s", "escape")
        assert reader.screen.panels.typing, "typing on takes the question back"
        await reader.press("escape")
        assert not reader.screen.panels.typing
        assert reader.notes() == []
        await reader.press("a", *"words", "escape", "enter")
        assert [note.note.body for note in reader.notes()] == ["words"]


async def test_the_notes_of_the_passage_are_shown_where_there_is_room() -> None:
    async with reading(size=(120, 40)) as reader:
        await reader.press("a", *"a thought", "enter")
        assert "a thought" in reader.shown
        await reader.press("j")
        assert "a thought" not in reader.shown
        await reader.press("k")
        assert "a thought" in reader.shown


async def test_tags_are_suggested_and_changed() -> None:
    async with reading() as reader:
        await reader.press("#", *"money, roads", "enter")
        (note,) = reader.notes()
        assert note.note.tags == ("money", "roads")
        await reader.press("#", *["backspace"] * 6, *"law", "enter")
        (note,) = reader.notes()
        assert note.note.tags == ("money", "law")
        await reader.go("Repair")
        await reader.press("#", "m", "o", "right", "enter")
        assert reader.notes()[-1].note.tags == ("money",), "the rest of a tag in use is suggested"
        await reader.press("#", *["backspace"] * 12, "enter")
        assert [tag for note in reader.notes() for tag in note.note.tags] == ["money", "law"]


async def test_star_and_question() -> None:
    async with reading() as reader:
        await reader.press("*")
        assert kinds(reader) == ["star"]
        await reader.press("*")
        assert kinds(reader) == []
        await reader.press("Q", *"who says?", "enter")
        assert [(n.note.kind, n.note.body) for n in reader.notes()] == [("question", "who says?")]
        await reader.press("j", "Q", "enter")
        assert kinds(reader) == ["question", "question"], "a question needs no words"


async def test_delete_takes_all_notes_here_and_undo_brings_them_back() -> None:
    async with reading() as reader:
        await reader.press("h", "*", "a", *"x", "enter")
        assert sorted(kinds(reader)) == ["comment", "highlight", "star"]
        await reader.press("d")
        assert reader.notes() == []
        assert reader.message.startswith("3 notes deleted")
        await reader.press("u")
        assert sorted(kinds(reader)) == ["comment", "highlight", "star"]
        await reader.press("d", "d")
        assert reader.message == "no note here"


async def test_undo_and_redo_step_by_step() -> None:
    async with reading() as reader:
        await reader.press("u")
        assert reader.message == "nothing to undo"
        await reader.press("h", "j", "*", "j", "a", *"x", "enter")
        for left in (2, 1, 0):
            await reader.press("u")
            assert len(reader.notes()) == left
        await reader.press("u")
        assert reader.message == "nothing to undo"
        for there in (1, 2, 3):
            await reader.press("U")
            assert len(reader.notes()) == there
        await reader.press("U")
        assert reader.message == "nothing to redo"
        assert sorted(kinds(reader)) == ["comment", "highlight", "star"]


async def test_notes_and_undo_outlive_the_session(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    async with reading(library=library) as reader:
        await reader.press("h")
        assert reader.message.startswith("highlighted, saved ")
        await reader.press("j", "*", "l", "x")
        assert sorted(kinds(reader)) == ["highlight", "star"]
    async with reading(library=library) as reader:
        assert sorted(kinds(reader)) == ["highlight", "star"]
        assert len(reader.notes("role")) == 1
        assert reader.screen.view.overlay.highlights
        await reader.press("u", "u")
        assert kinds(reader) == ["highlight"]
        await reader.press("U")
    async with reading(library=library) as reader:
        assert sorted(kinds(reader)) == ["highlight", "star"]
        await reader.press("U")
        assert len(reader.notes("role")) == 1
        await reader.press("u", "u", "u", "u")
        assert reader.message == "nothing to undo"
        assert reader.notes() == []


async def test_two_sessions_see_each_others_notes(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    async with reading(library=library) as one, reading(library=library) as other:
        await one.press("h")
        other.app.desk.watch.look()
        await other.settle()
        assert kinds(other) == ["highlight"]
        assert other.message == "notes were changed in another session"
        await other.press("d")
        one.app.desk.watch.look()
        await one.settle()
        assert kinds(one) == []


@pytest.mark.parametrize(
    "keys",
    [
        ("h",),
        ("*",),
        ("a", "x", "enter"),
        ("#", "x", "enter"),
        ("Q", "enter"),
        ("l", "x"),
        ("l", "0"),
        ("J",),
        ("M", "x", "enter"),
        ("v", "w", "b", "b", "o", "w", "|"),
        ("s", "j", "j", "-"),
        ("p", "enter"),
    ],
)
async def test_what_the_library_refuses_is_never_said_to_be_saved(
    keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise NatotuiError("not saved", "the disk is full", "Make room")

    async with reading() as reader:
        for name in ("add", "change", "delete"):
            monkeypatch.setattr(Library, name, refuse)
        before = reader.screen.notebook.placed
        await reader.press(*keys)
        assert "the disk is full" in reader.message
        assert ", saved" not in reader.message and "NOT kept" not in reader.message
        assert reader.screen.notebook.placed == before
        await reader.press("escape", "j")
        assert reader.app.is_running


async def test_copy_goes_to_the_terminal_and_to_a_file(own_home: Path) -> None:
    async with reading() as reader:
        await reader.press("y")
        assert reader.app.clipboard == "The bridge must stay closed."
        kept = own_home / "data" / "clipboard.txt"
        assert kept.read_text() == "The bridge must stay closed."
        assert kept.stat().st_mode & 0o077 == 0
        assert "sent to the terminal's clipboard" in reader.message
        await reader.press("v", "b", "Y")
        assert "The bridge must stay closed" in reader.app.clipboard
        assert "The Bridge at Hexham" in reader.app.clipboard
        assert reader.screen.mode == "reading"
        await reader.press(":", *"copy markdown", "enter")
        assert reader.app.clipboard.startswith(">")
        await reader.press(":", *"copy smell", "enter")
        assert reader.app.is_running


# Ranges that overlap


async def select(reader: Reader, words: str, *keys: str) -> None:
    await reader.go(words)
    await reader.press("v", *keys)


def spans(reader: Reader) -> list[str]:
    return sorted(reader.words((each.start, each.end)) for each in reader.notes("highlight"))


async def test_a_highlight_is_taken_off_only_by_its_own_range() -> None:
    two = "Engineers counted forty cracks in March. Critics say that the shops will die."
    async with reading() as reader:
        await select(reader, "Engineers", "j", "enter")
        await select(reader, "Engineers", "enter")
        assert reader.message.startswith("highlighted")
        assert spans(reader) == [two[:40], two], "one within the other"
        await select(reader, "Engineers", "enter")
        assert reader.message.startswith("highlight taken off")
        assert spans(reader) == [two]
        await select(reader, "Critics", "j", "enter")
        assert len(spans(reader)) == 2, "they only overlap"


async def test_a_larger_highlight_takes_the_place_of_smaller_ones_in_one_step() -> None:
    async with reading() as reader:
        for words in ("Engineers", "Critics", "But the shops"):
            await reader.go(words)
            await reader.press("h")
        await reader.press("#", *"keep", "enter")
        await select(reader, "Engineers", "j", "j", "enter")
        assert [len(words) for words in spans(reader)] == [40, 118], "tags are not lost"
        await reader.press("u")
        assert reader.message == "highlight of “Engineers counted forty…” undone"
        assert len(spans(reader)) == 3
        await reader.press("U")
        assert len(spans(reader)) == 2


async def test_no_tags_are_no_change() -> None:
    async with reading() as reader:
        await reader.press("#", "enter")
        assert reader.message == "there are no tags here"
        await reader.press("h", "#", "enter")
        assert reader.message == "there are no tags here"
        await reader.press("#", *"law", "enter", "#", "enter")
        assert reader.message == "the tags are as they were"
        await reader.press("u")
        assert reader.message == "tags of “The bridge must stay…” undone", "a change of nothing is no step"


async def test_undo_says_what_and_goes_there() -> None:
    async with reading() as reader:
        await reader.press("h", "j", "a", *"x", "enter", "a", *"y", "enter", "k", "*", "d", "G")
        said = []
        for _ in range(5):
            await reader.press("u")
            said.append((reader.message, reader.here[:10]))
        assert said == [
            ("deletion of 2 notes at “The bridge must stay…” undone", "The bridge"),
            ("star of “The bridge must stay…” undone", "The bridge"),
            ("change of the comment on “It was built for carts…” undone", "It was bui"),
            ("comment on “It was built for carts…” undone", "It was bui"),
            ("highlight of “The bridge must stay…” undone", "The bridge"),
        ]
        await reader.press("<", "<")
        assert reader.here == "The bridge must stay closed."
