"""Files: the place is remembered, a changed file is read again with its notes, a large one comes in two pieces."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import screen_driving as driving
from hypothesis import given, settings
from hypothesis import strategies as st
from screen_driving import Reader, reading

from natotui.article.load import load, load_head
from natotui.config import Settings
from natotui.screen.carried import carried
from natotui.screen.nonotes import NoNotes

pytestmark = pytest.mark.usefixtures("engine")

LONG = "\n\n".join(
    f"## Part {n}\n\nPart {n} makes a claim about roads. It says why roads matter. It gives {n} examples of it."
    for n in range(1, 40)
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "roads.md"
    made.write_text(LONG, encoding="utf-8")
    return made


async def changed(reader: Reader, path: Path, text: str) -> None:
    """The file gets another text, and the reader looks whether it has."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(1, 1))
    reader.app.desk.watch.look()
    await reader.settle()


# Pure


@given(st.text(alphabet="ab .", max_size=60), st.text(alphabet="ab .", max_size=60), st.lists(st.integers(-5, 90)))
@settings(deadline=None)
def test_every_place_is_carried_into_the_text(was: str, now: str, places: list[int]) -> None:
    to = carried(was, now, places)
    for place in (*(min(max(0, at), len(was)) for at in places), 0, len(was)):
        assert 0 <= to(place) <= len(now)


def test_places_go_with_their_words() -> None:
    text = LONG.replace("\n\n", "\n")
    places = [text.index(f"Part {n} makes") for n in (3, 17, 38)]
    for now in ("New words at the top.\n" + text, text.replace("Part 9 makes a claim about roads.", "")):
        to = carried(text, now, places)
        assert [now[to(at) :][:14] for at in places] == [text[at:][:14] for at in places]
    assert carried(text, text + "more", places)(17) == 17


# The place


@pytest.mark.parametrize("quit_key", ["q", "ctrl+q"])
async def test_quitting_remembers_the_place_and_opening_restores_it(path: Path, tmp_path: Path, quit_key: str) -> None:
    library = tmp_path / "library.db"
    async with reading(load(str(path)), library=library) as reader:
        await reader.go("Part 23 makes")
        await reader.press("j", quit_key)
        assert reader.app._exit
        assert reader.app.return_code in (0, None)
    async with reading(load(str(path)), library=library) as reader:
        assert reader.here == "It says why roads matter."
        assert "Part 23" in reader.shown
        assert reader.screen.state.percent() > 50


async def test_a_signal_keeps_the_place(path: Path, tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    async with reading(load(str(path)), library=library) as reader:
        await reader.go("Part 23 makes")
        reader.app.ended(15)
        await reader.settle()
        assert reader.app.return_code == 143
    async with reading(load(str(path)), library=library) as reader:
        assert reader.here == "Part 23 makes a claim about roads."


async def test_the_place_is_found_in_a_text_that_changed_meanwhile(path: Path, tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    async with reading(load(str(path)), library=library) as reader:
        await reader.go("Part 23 makes")
        await reader.press("h", "q")
    path.write_text("A new beginning stands here.\n\n" + LONG, encoding="utf-8")
    async with reading(load(str(path)), library=library) as reader:
        assert "a later text of" in reader.message
        await reader.press("y")
        assert "its notes were brought; 1 notes" in reader.message
        assert reader.words((reader.notes()[0].start, reader.notes()[0].end)) == "Part 23 makes a claim about roads."


async def test_notes_of_an_older_text_can_be_left(path: Path, tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    async with reading(load(str(path)), library=library) as reader:
        await reader.press("h", "q")
    path.write_text("A new beginning stands here.\n\n" + LONG, encoding="utf-8")
    async with reading(load(str(path)), library=library) as reader:
        await reader.press("n")
        assert reader.notes() == []
        await reader.press("j")
        assert reader.here != ""


async def test_without_a_library_nothing_is_kept(path: Path, own_home: Path) -> None:
    async with reading(load(str(path))) as reader:
        await reader.go("Part 23 makes")
        await reader.press("h", "q")
    async with reading(load(str(path))) as reader:
        assert reader.here == "Part 1" or reader.here.startswith("Part 1 makes")
        assert reader.notes() == []
    assert not own_home.exists()


# Files that change


async def test_a_file_that_changes_keeps_place_marks_jumps_and_notes(path: Path, tmp_path: Path) -> None:
    async with reading(load(str(path)), library=tmp_path / "library.db") as reader:
        await reader.go("Part 30 makes")
        await reader.press("m", "a", "h")
        await reader.go("Part 12 makes")
        await reader.press("a", *"mine", "enter")
        await changed(reader, path, "Something new stands at the top.\n\n" + LONG)
        assert "read again" in reader.message
        assert reader.here == "Part 12 makes a claim about roads."
        assert "Part 12 makes" in reader.shown
        assert sorted(reader.words((each.start, each.end))[:13] for each in reader.notes()) == [
            "Part 12 makes",
            "Part 30 makes",
        ]
        await reader.press("'", "a")
        assert reader.here == "Part 30 makes a claim about roads."
        await reader.press("<", "<")
        assert reader.here.startswith(("Part 30", "Part 12"))


async def test_a_lost_note_is_listed_and_attached_by_hand(path: Path, tmp_path: Path) -> None:
    async with reading(load(str(path)), library=tmp_path / "library.db") as reader:
        await reader.go("It gives 12 examples")
        await reader.press("a", *"mine", "enter", "q")
        text = LONG.replace("It gives 12 examples of it.", "Nobody knew anything whatsoever about horses then.")
    async with reading(load(str(path)), library=tmp_path / "library.db") as reader:
        await changed(reader, path, text)
        (note,) = reader.notes()
        assert note.status == "lost"
        assert "1 lost" in reader.message
        await reader.press(":", *"reattach", "enter")
        assert "choose a lost note" in reader.message
        await reader.press("i")
        assert "lost" in reader.list.lines.choices[0].right
        await reader.press("enter")
        assert ":reattach" in reader.message
        await reader.go("Nobody knew")
        await reader.press(":", *"reattach", "enter")
        (note,) = reader.notes()
        assert note.status == "found"
        assert note.note.body == "mine"
        assert reader.words((note.start, note.end)).startswith("Nobody knew")


async def test_ctrl_r_reads_again(path: Path) -> None:
    async with reading(load(str(path))) as reader:
        await reader.press("ctrl+r")
        assert reader.message == "read again: nothing has changed"
        path.write_text("Only this is left of it.\n")
        await reader.press("G", "ctrl+r")
        assert reader.here == "Only this is left of it."
        path.unlink()
        await reader.press("ctrl+r")
        assert "roads.md" in reader.message
        assert reader.here == "Only this is left of it."


async def test_a_look_while_the_app_ends_does_nothing(path: Path) -> None:
    async with reading(load(str(path))) as reader:
        watch = reader.app.desk.watch
        await reader.press("q")
    os.utime(path, ns=(1, 1))
    watch.look()


async def test_an_article_that_is_only_just_being_opened(path: Path, tmp_path: Path) -> None:
    """Until its notes are there nothing is read of them, and its place is not overwritten."""
    library = tmp_path / "library.db"
    async with reading(load(str(path)), library=library) as reader:
        await reader.go("Part 23 makes")
        await reader.press("q")
    async with reading(load(str(path)), library=library) as reader:
        await reader.press("g")
        reader.screen.notebook = NoNotes()  # type: ignore[assignment]
        reader.app.desk.watch.look()
        reader.app.leave()
    async with reading(load(str(path)), library=library) as reader:
        assert reader.here == "Part 23 makes a claim about roads."


async def test_what_came_by_a_pipe_is_not_read_again() -> None:
    async with reading(driving.article(source="-")) as reader:
        await reader.press("ctrl+r")
        assert reader.message == "there is no file to read again"


async def test_a_file_is_read_again_as_what_it_was_taken_for(tmp_path: Path) -> None:
    path = tmp_path / "plain.txt"
    path.write_text("# One\n\nSome words *are* here.\n")
    async with reading(load(str(path), format="text")) as reader:
        assert reader.screen.state.article.format == "text"
        path.write_text("# Two\n\nSome words *are* here now.\n\n## More\n\n[a](http://b)\n")
        await reader.press("ctrl+r")
        assert reader.screen.state.article.format == "text"
        assert "*are*" in reader.shown


async def test_a_change_in_the_middle_of_something_ends_it_cleanly(path: Path) -> None:
    async with reading(load(str(path))) as reader:
        for keys in (("v", "j"), ("s",), ("p",), ("m",), ("/", *"roads", "enter"), ("w",)):
            await reader.press(*keys)
            await changed(reader, path, path.read_text() + f"\n\nMore {keys[0]}.")
            os.utime(path, ns=(2, 2))
            reader.app.desk.watch._stamp = (2, path.stat().st_size)
            await reader.press("escape", "escape", "j", "k")
            assert reader.screen.mode == "reading"
        assert reader.screen.state.article.text.count("More") == 6


async def test_a_file_that_is_read_while_another_is_opened_does_not_take_its_place(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text(driving.TEXT)
    async with reading(load(str(path)), library=tmp_path / "library.db") as reader:
        was = reader.screen.state.article
        reader.app.desk.open_source(str(other))
        await reader.settle()
        await reader.press("h")
        reader.app.desk._have_read(was, load(str(path)), lambda place: place)
        await reader.settle()
        assert reader.screen.state.article.title == "The Bridge at Hexham"
        assert len(reader.notes()) == 1


async def test_a_file_read_twice_at_once_ends_with_its_last_text(path: Path) -> None:
    async with reading(load(str(path))) as reader:
        was = reader.screen.state.article
        path.write_text("One.\n\nThe first change.\n")
        first = load(str(path))
        path.write_text("Two.\n\nThe second change.\n")
        second = load(str(path))
        for later in (second, first):
            reader.app.desk._have_read(was, later, lambda place: 0)
        await reader.settle()
        assert "The second change." in reader.screen.state.article.text


# Large files


async def test_a_large_file_opens_at_its_place_once_all_of_it_is_there(tmp_path: Path) -> None:
    path, library = tmp_path / "large.txt", tmp_path / "library.db"
    path.write_text("\n\n".join(f"Paragraph {n} has some words. It has some more of them." for n in range(6_000)))
    async with reading(load_head(str(path)), library=library) as reader:
        assert not reader.screen.state.article.partial, "the rest has come"
        assert reader.here == "Paragraph 0 has some words."
        await reader.go("Paragraph 5555")
        await reader.press("q")
    head = load_head(str(path))
    assert head.partial
    async with reading(head, library=library) as reader:
        assert reader.here.startswith("Paragraph 5555")
        assert "Paragraph 5555" in reader.shown


# Notes beside the file


async def test_the_sidecar_is_in_step(path: Path, tmp_path: Path) -> None:
    settings = Settings(sidecar=True)
    beside = path.with_name(path.name + ".notes.jsonld")
    async with reading(load(str(path)), library=tmp_path / "one.db", settings=settings) as reader:
        await reader.go("Part 5 makes")
        await reader.press("a", *"look here", "enter", "j", "h")
        assert "look here" in beside.read_text()
    async with reading(load(str(path)), library=tmp_path / "two.db", settings=settings) as reader:
        assert sorted(each.note.kind for each in reader.notes()) == ["comment", "highlight"]
        await reader.go("Part 5 makes")
        await reader.press("d")
        assert "look here" not in beside.read_text()
