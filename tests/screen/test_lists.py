"""Lists: the notes of the article and of the library, the library itself, reading lists, feeds, export."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import screen_driving as driving
from screen_driving import Reader, reading

from natotui import resources
from natotui.article.load import load
from natotui.notes.library import Library
from natotui.screen.lists import asked
from natotui.screen.pick import Choice, PickScreen, matching
from natotui.screen.shelf import when

pytestmark = pytest.mark.usefixtures("engine")


# Pure


@pytest.mark.parametrize(
    ("typed", "words", "wanted"),
    [
        ("", [], {}),
        ("money roads", ["money", "roads"], {}),
        ("tag:money kind:star x", ["x"], {"tag": "money", "kind": "star"}),
        ("tag: x", ["x"], {}),
        ("http://x status:lost", ["http://x"], {"status": "lost"}),
        ("colour:red", ["colour:red"], {}),
    ],
)
def test_what_was_asked_for(typed: str, words: list[str], wanted: dict[str, str]) -> None:
    assert asked(typed) == (words, wanted)


def test_when() -> None:
    now = datetime(2026, 5, 20, 12, 0).astimezone()
    assert when((now - timedelta(hours=2)).isoformat(), now) == "today 10:00"
    assert when((now - timedelta(days=1)).isoformat(), now) == "yesterday"
    assert when((now - timedelta(days=17)).isoformat(), now) == "3 May"
    assert when((now - timedelta(days=400)).isoformat(), now) == "2025-04-15"
    assert when((now + timedelta(days=3)).isoformat(), now) == "2026-05-23", "the clock went back"
    assert when(now.astimezone(UTC).isoformat().replace("+00:00", "Z"), now) == "today 12:00"
    assert when("", now) == when("long ago", now) == ""


def test_matching() -> None:
    choices = [Choice("1", "One thing"), Choice("2", "Another", sought="another thing /home/x.md")]
    assert [c.key for c in matching(choices, "THING")] == ["1", "2"]
    assert [c.key for c in matching(choices, "thing home")] == ["2"]
    assert [c.key for c in matching(choices, "one thing")] == ["1"]
    assert matching(choices, "none") == []


# The notes of the article


async def noted(reader: Reader) -> None:
    await reader.press("h", "j", "*", "j", "a", *"shaky", "enter")
    await reader.press("#", *"money", "enter")
    await reader.go("The town votes")
    await reader.press("Q", *"when?", "enter", "l", "x")


async def test_the_list_of_notes_is_filtered_as_you_type_and_goes_there() -> None:
    async with reading() as reader:
        await noted(reader)
        await reader.press("g", "i")
        assert len(reader.listed) == 5
        await reader.press(*"kind:star")
        assert reader.listed == ["It was built for carts and cattle."]
        await reader.press("escape")
        assert len(reader.listed) == 5
        for typed, count in (("shaky", 1), ("tag:mon", 1), ("cracks", 1), ("role:evid", 1), ("status:lost", 0)):
            await reader.press(*typed)
            assert len(reader.listed) == count, typed
            await reader.press("escape")
        await reader.press(*"shaky", "enter")
        assert reader.here == "Engineers counted forty cracks in March."
        await reader.press("<")
        assert reader.here == "The Bridge at Hexham"
        await reader.press("i", "down", "enter")
        assert reader.here == "It was built for carts and cattle."
        place = reader.cursor
        await reader.press("i", "escape")
        assert reader.cursor == place


async def test_moving_in_a_list() -> None:
    async with reading() as reader:
        await reader.press("ctrl+p")
        lines = reader.list.lines
        for keys, at in (
            (("down", "down"), 2),
            (("up",), 1),
            (("end",), len(lines.choices) - 1),
            (("down",), len(lines.choices) - 1),
            (("home",), 0),
            (("up",), 0),
            (("pagedown",), lines.size.height),
            (("pageup",), 0),
        ):
            await reader.press(*keys)
            assert lines.marked == at, keys
            assert "▸" in reader.shown


async def test_an_empty_list_says_so() -> None:
    async with reading() as reader:
        await reader.press("i")
        assert "no notes" in reader.shown
        await reader.press("enter", "escape")
        assert reader.app.screen is reader.screen


# The library


async def test_notes_of_the_whole_library_open_their_article(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    for name, words in (("one.md", "first thought"), ("two.md", "second thought")):
        path = tmp_path / name
        path.write_text(driving.TEXT.replace("Hexham", name), encoding="utf-8")
        async with reading(driving.article(path.read_text(), str(path)), library=library) as reader:
            await reader.go("A ferry")
            await reader.press("a", *words, "enter", "g", "q")
    async with reading(driving.article(path.read_text(), str(path)), library=library) as reader:
        await reader.press("I")
        assert sorted(reader.listed) == ["first thought", "second thought"]
        await reader.press(*"firs")
        assert reader.listed == ["first thought"]
        await reader.press("enter")
        await reader.settle()
        assert reader.screen.state.article.source.endswith("one.md")
        assert reader.here == "A ferry carries bicycles and people."
        await reader.press("<")
        await reader.press("i", "escape", "j", "t")
        assert reader.app.screen is reader.screen


async def test_a_note_whose_article_is_gone_leaves_the_reading(tmp_path: Path) -> None:
    library, path = tmp_path / "library.db", tmp_path / "gone.md"
    path.write_text(driving.TEXT, encoding="utf-8")
    async with reading(driving.article(driving.TEXT, str(path)), library=library) as reader:
        await reader.press("h", "q")
    path.unlink()
    other = driving.article(driving.TEXT.replace("bridge", "tower"), "tower.md")
    async with reading(other, library=library) as reader:
        await reader.press("x")
        await reader.go("Some fear")
        await reader.press("I", "enter")
        assert "gone.md" in reader.message
        assert reader.here == "Some fear the winter floods."
        assert reader.app.desk._note is None, "the next article opens at its own place"


async def test_a_text_that_came_by_a_pipe_is_not_read_from_the_keyboard(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    async with reading(driving.article(source="-"), library=library) as reader:
        await reader.go("A ferry")
        await reader.press("h", "g", "I", "enter")
        assert reader.here == "A ferry carries bicycles and people.", "a note of the open article needs no file"
        await reader.press("B", "enter")
        assert "pipe it in again" in reader.message
        assert reader.here == "A ferry carries bicycles and people."
        await reader.press("q")
    async with reading(shelf=True, library=library) as reader:
        await reader.press(*"hexham", "enter")
        assert isinstance(reader.app.screen, PickScreen)
        assert "pipe it in again" in reader.shown


async def test_a_reading_list_knows_what_was_read_by_whatever_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("one.md").write_text(driving.TEXT, encoding="utf-8")
    library = tmp_path / "library.db"
    async with reading(driving.article(source="one.md"), library=library) as reader:
        await reader.press("G", "q")
    async with reading(shelf=True, files={"one.md": "", "two.md": ""}, library=library) as reader:
        assert reader.listed == ["The Bridge at Hexham", "two.md"]
        assert "%" in reader.list.lines.choices[0].right or "done" in reader.list.lines.choices[0].right


async def test_first_run_shows_the_samples_and_one_opens(tmp_path: Path) -> None:
    async with reading(shelf=True, library=tmp_path / "library.db") as reader:
        assert len(reader.listed) == len(resources.samples())
        await reader.press(*"alliance arguing")
        assert reader.listed == ["An Alliance Arguing With Itself"]
        await reader.press("enter")
        assert reader.screen.state.article.title == "An Alliance Arguing With Itself"
        await reader.press("j", "j", "B")
        assert reader.listed[0] == "An Alliance Arguing With Itself", "what was read last comes first"
        assert len(reader.listed) == len(resources.samples())
        await reader.press("delete")
        assert "%" not in reader.list.lines.choices[0].right
        await reader.press("escape")
        assert reader.app.screen is reader.screen


async def test_esc_on_the_list_without_an_article_leaves() -> None:
    async with reading(shelf=True) as reader:
        await reader.press("x", "escape")
        assert reader.app.is_running and not reader.app._exit
        await reader.press("escape")
        assert reader.app._exit


async def test_a_file_that_cannot_be_read_is_said_in_the_list(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# A\n\nSome words are here.\n")
    gone = str(tmp_path / "gone[bold].md")
    async with reading(shelf=True, files={gone: "", str(path): ""}) as reader:
        assert len(reader.listed) == 2
        await reader.press("enter")
        assert isinstance(reader.app.screen, PickScreen)
        assert "cannot read" in reader.rows[-2], "what went wrong stands at the foot"
        await reader.press("down", "enter")
        assert reader.screen.state.article.title == "A"


async def test_another_article_takes_the_place_of_the_first(tmp_path: Path) -> None:
    paths = []
    for name in ("one", "two"):
        paths.append(tmp_path / f"{name}.md")
        paths[-1].write_text(driving.TEXT.replace("Hexham", name), encoding="utf-8")
    files = {str(path): "" for path in paths}
    async with reading(shelf=True, files=files, library=tmp_path / "library.db") as reader:
        await reader.press("enter")
        await reader.go("A ferry")
        await reader.press("B", "down", "enter")
        assert reader.screen.state.article.title == "The Bridge at two"
        assert reader.here == "The bridge must stay closed."
        await reader.press("h", "B", *"one", "enter")
        assert reader.here == "A ferry carries bicycles and people.", "each has its own place"
        assert reader.notes() == []


# Export


async def test_export_writes_beside_and_never_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with reading() as reader:
        await reader.press("h", ":", *"export markdown", "enter")
        assert "written to bridge.md" in reader.message
        assert "forty cracks" in (tmp_path / "bridge.md").read_text()
        await reader.press("j", "h", ":", *"export markdown", "enter")
        assert reader.message.startswith("not written: bridge.md")
        await reader.press(":", *"export csv", "space", *"sub dir/x.csv", "enter")
        assert "cannot write" in reader.message
        await reader.press(":", *"export", "enter")
        assert "which format" in reader.message
        await reader.press(":", *"export smoke", "enter")
        assert 'no format "smoke"' in reader.message


async def test_the_library_is_remembered_only_where_there_is_one(own_home: Path) -> None:
    async with reading() as reader:
        await reader.press("h", "q")
    assert not own_home.exists()


async def test_a_damaged_library_does_not_stop_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    Library.open(path).close()
    path.write_bytes(b"no library at all" * 300)
    async with reading(library=path) as reader:
        assert reader.message
        await reader.press("j")
        assert reader.here == "It was built for carts and cattle."


# What was looked at, and what is forgotten


async def test_marks_of_proofreading_are_listed_only_where_they_are_asked_for(tmp_path: Path) -> None:
    async with reading(library=tmp_path / "library.db") as reader:
        await reader.press("h", "p", "enter", "space", "escape")
        for key in ("i", "I"):
            await reader.press(key)
            assert len(reader.listed) == 1, key
            await reader.press(*"kind:accept")
            assert len(reader.listed) == 2, key
            await reader.press("escape", "escape")


async def test_forgetting_says_so_and_is_taken_back(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    files = {}
    for name in ("one", "two"):
        path = tmp_path / f"{name}.md"
        path.write_text(driving.TEXT.replace("Hexham", name), encoding="utf-8")
        files[str(path)] = ""
        async with reading(driving.article(path.read_text(), str(path)), library=library) as reader:
            await reader.go("A ferry")
            await reader.press("h", "q")
    async with reading(shelf=True, library=library) as reader:
        before = list(reader.list.lines.choices)
        await reader.press("delete")
        assert "forgotten (u brings it back, notes are kept): “The Bridge at two”" in reader.rows[-2]
        await reader.press("delete", "down")
        assert "The Bridge at one" not in reader.listed and len(reader.listed) == len(before) - 2
        await reader.press("u", "u")
        assert list(reader.list.lines.choices) == before, "with their places, where they were"
        assert "brought back: “The Bridge at two”" in reader.rows[-2]
        await reader.press("u")
        assert reader.list.typed == "u", "a letter again"
        await reader.press("escape", "delete", *"brid")
        assert "forgotten" not in reader.shown and reader.list.typed == "brid"
        await reader.press("u")
        assert reader.list.typed == "bridu"
    async with reading(shelf=True, files={str(tmp_path / "new.md"): "New"}, library=library) as reader:
        await reader.press("delete")
        assert "nothing to forget" in reader.rows[-2]


async def test_the_list_says_what_the_status_said(tmp_path: Path) -> None:
    library, path = tmp_path / "library.db", tmp_path / "short.txt"
    path.write_text("The bridge must stay closed. " + "It was built for carts and cattle, and is old. " * 3)
    async with reading(driving.article(path.read_text(), str(path)), library=library) as reader:
        await reader.go("The bridge")
        share = reader.screen.state.percent()
        assert 0 < share < 50
        await reader.press("q")
    async with reading(shelf=True, library=library) as reader:
        assert f"{share}%" in reader.list.lines.choices[0].right


async def test_a_note_knows_its_article_while_that_is_still_open(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    async with reading(library=library) as reader:
        await reader.press("h")
        with Library.open(library) as other:
            assert [hit.title for hit in other.search()] == ["The Bridge at Hexham"]


async def test_export_never_replaces_the_article(tmp_path: Path) -> None:
    path = tmp_path / "own.md"
    path.write_text("# A title\n\nWe should keep the bridge, because it is used by many people every day.\n")
    before = path.read_text()
    async with reading(load(str(path))) as reader:
        await reader.press(":", *f"export markdown {path}", "enter")
        assert "the article itself" in reader.message
    assert path.read_text() == before
