"""What is shown and how: panes, widths, the outline's orders and folds, palettes, help, the explanation."""

from __future__ import annotations

import pytest
import screen_driving as driving
from rich.cells import cell_len
from screen_driving import Reader, reading
from textual.strip import Strip

from natotui.argument.model import Outline
from natotui.config import Settings
from natotui.screen import palette
from natotui.screen.actions import ACTIONS

pytestmark = pytest.mark.usefixtures("engine")

LONG = "\n\n".join(
    f"## Part {n}\n\nPart {n} makes a claim about roads. It says why roads matter. It gives {n} examples of it."
    for n in range(1, 30)
)


def in_step(reader: Reader) -> bool:
    """Whether the marked line is that of the unit under the cursor."""
    unit = reader.screen.state.unit
    return unit is None or unit.role == "background" or reader.marked == unit.id


# Both panes


async def test_the_panes_follow_each_other() -> None:
    async with reading() as reader:
        for key in ("j", "j", "t", "c", "x", "3", "G", "b", "k", "<", "}", "e", "r", "1", "space"):
            await reader.press(key)
            assert in_step(reader), (key, reader.marked, reader.here)
        await reader.press("g", "tab")
        for _ in range(12):
            await reader.press("j")
            item = reader.screen.guide.marked
            assert item is not None
            if item.unit is not None:
                assert reader.cursor == (item.start, item.end)


async def test_enter_goes_to_the_words_and_back_to_the_line() -> None:
    async with reading() as reader:
        await reader.go("Some fear")
        await reader.press("enter")
        assert reader.screen.state.pane == "outline"
        assert reader.marked == "u10"
        await reader.press("j", "enter")
        assert reader.screen.state.pane == "article"
        assert reader.here == "The floods last a day."
        await reader.press("<")
        assert reader.here != "The floods last a day."


async def test_enter_on_a_theme_goes_to_its_first_words() -> None:
    async with reading() as reader:
        await reader.press("tab", "g")
        await reader.press("2", "enter", "tab")
        while reader.screen.guide.marked and reader.screen.guide.marked.kind != "theme":
            await reader.press("k")
        await reader.press("enter")
        assert reader.here == "Repair costs nine million."


@pytest.mark.parametrize("order", ["theme", "argument", "reading"])
async def test_orders_and_folds_keep_the_marked_line(order: str, engine: Outline) -> None:
    async with reading(settings=Settings(order=order)) as reader:
        assert reader.screen.guide.order == order
        units = [unit.id for unit in engine.units if order == "reading" or unit.role != "background"]
        assert sorted(key for key in reader.lines if key.startswith("u")) == sorted(units)
        await reader.go("Some fear")
        for _ in range(3):
            await reader.press("O")
            assert reader.marked == "u10"
        assert reader.screen.guide.order == order


async def test_folding() -> None:
    async with reading() as reader:
        await reader.press("3", "tab")
        everything = reader.lines
        assert reader.marked == "u9"
        await reader.press("f")
        assert "u10" not in reader.lines and "u11" not in reader.lines
        assert reader.marked == "u9"
        await reader.press("f")
        assert reader.lines == everything
        await reader.press("F")
        assert reader.lines == ["closing", "money", "ferry"]
        assert reader.marked == "ferry"
        await reader.press("tab", "2")
        assert reader.marked == "money"
        await reader.press("F")
        assert reader.lines == everything
        assert reader.marked == "u6"


async def test_folding_a_line_without_children_folds_what_it_stands_under() -> None:
    async with reading() as reader:
        await reader.go("The floods last")
        await reader.press("tab", "f")
        assert reader.marked == "u10"
        assert "u11" not in reader.lines


# Panes and widths


def row_of_cursor(reader: Reader) -> int:
    """The row of the window in which the cursor's sentence begins."""
    return next(y for y, row in enumerate(reader.screen.view.rows) if row.start <= reader.cursor[0] < row.end)


async def test_the_outline_can_be_hidden() -> None:
    async with reading() as reader:
        wide = reader.screen.view.size.width
        await reader.press("tab", "o")
        assert not reader.screen.side.display
        assert reader.screen.state.pane == "article"
        assert reader.screen.view.size.width > wide
        await reader.press("o")
        assert reader.screen.view.size.width == wide
        await reader.press("o", "tab")
        assert reader.screen.side.display, "Tab to a hidden outline shows it"


async def test_undisturbed() -> None:
    async with reading() as reader:
        await reader.press("j", "z")
        assert not reader.screen.side.display
        assert not reader.screen.bars.display
        assert "theme" not in reader.rows[-1]
        assert "◆" not in reader.shown and "1 Closing it" not in reader.shown
        await reader.press("j", "/", *"ferry", "enter")
        assert reader.here == "The money should go to the ferry."
        await reader.press("escape", "escape")
        assert not reader.screen.view.overlay.plain
        assert "◆" in reader.shown


@pytest.mark.parametrize("size", [(40, 10), (69, 24), (70, 24), (80, 24), (120, 40), (200, 60), (20, 5), (1, 1)])
async def test_every_size(size: tuple[int, int]) -> None:
    async with reading(size=size) as reader:
        for key in ("j", "t", "w", "escape", "tab", "j", "O", "tab", "z", "z", "/", "t", "enter", "a", "escape"):
            await reader.press(key)
            assert all(cell_len(row) <= size[0] for row in reader.rows)
            assert len(reader.rows) == size[1]
        both = reader.screen.view.display and reader.screen.side.display
        assert both == (size[0] >= 70)
        assert reader.screen.view.text_layout.width <= 80


async def test_one_pane_at_a_time_in_a_narrow_window() -> None:
    async with reading(size=(40, 10)) as reader:
        assert not reader.screen.side.display
        assert "?" in reader.footer and "help" in reader.footer
        await reader.press("3", "tab")
        assert reader.screen.side.display and not reader.screen.view.display
        assert reader.marked == "u9"
        assert "A ferry" in reader.shown
        await reader.press("enter")
        assert reader.screen.view.display and not reader.screen.side.display
        assert "%" in reader.status and "claim" in reader.status


async def test_a_resize_keeps_the_place() -> None:
    async with reading(driving.article(LONG), size=(100, 20)) as reader:
        await reader.go("Part 17 makes")
        for size in ((40, 10), (140, 50), (70, 12), (61, 24), (100, 20)):
            await reader.pilot.resize_terminal(*size)
            await reader.settle()
            assert reader.here == "Part 17 makes a claim about roads."
            assert "Part 17" in reader.shown, size


@pytest.mark.parametrize("size", [(100, 8), (70, 24), (40, 10), (30, 5)])
async def test_the_sentence_stays_in_a_smaller_window(size: tuple[int, int]) -> None:
    async with reading(driving.article(LONG), size=(100, 24)) as reader:
        await reader.press("g", *"jjjjjjjjjjjjj")
        row, first = row_of_cursor(reader), reader.screen.view.first_offset
        assert row > 12
        await reader.pilot.resize_terminal(*size)
        await reader.settle()
        start, end = reader.cursor
        assert reader.screen.view.first_offset <= start and end <= reader.screen.view.last_offset
        assert row_of_cursor(reader) >= min(row, size[1] - 6)
        await reader.pilot.resize_terminal(100, 24)
        await reader.settle()
        assert (row_of_cursor(reader), reader.screen.view.first_offset) == (row, first), "nothing has drifted"


async def test_a_moved_cursor_is_the_one_that_a_resize_keeps() -> None:
    async with reading(driving.article(LONG), size=(100, 24)) as reader:
        await reader.press("g", *"jjjjjjjjjjjjj")
        await reader.pilot.resize_terminal(100, 10)
        await reader.settle()
        first = reader.screen.view.first_offset
        assert first
        await reader.press("k")
        await reader.pilot.resize_terminal(100, 11)
        await reader.settle()
        assert reader.screen.view.first_offset == first


async def test_a_window_that_has_left_the_cursor_stays_where_it_is() -> None:
    async with reading(driving.article(LONG), size=(100, 24)) as reader:
        await reader.press("g")
        reader.screen.view.scroll_rows(40)  # the wheel
        first = reader.screen.view.first_offset
        await reader.pilot.resize_terminal(100, 12)
        await reader.settle()
        assert reader.screen.view.first_offset == first


async def test_the_outline_pane_survives_a_resize() -> None:
    async with reading(size=(100, 20)) as reader:
        await reader.press("3", "tab")
        await reader.pilot.resize_terminal(40, 10)
        await reader.settle()
        assert reader.screen.side.display and not reader.screen.view.display
        await reader.pilot.resize_terminal(100, 20)
        await reader.settle()
        assert reader.screen.side.display and reader.screen.view.display
        assert reader.screen.state.pane == "outline"


async def test_the_text_column_is_a_setting() -> None:
    async with reading(size=(160, 20), settings=Settings(width=50, outline_width=40)) as reader:
        assert reader.screen.view.text_layout.width == 50
        assert reader.screen.side.size.width == 40


# Explanation, help, commands, palettes


async def test_why_opens_follows_and_closes() -> None:
    async with reading() as reader:
        await reader.press("x", "w")
        assert reader.screen.panel.display
        assert "counterpoint, 80%" in reader.shown
        assert "attacks" in reader.shown
        await reader.press("r")
        assert "rebuttal, 80%" in reader.shown
        await reader.press("escape")
        assert not reader.screen.panel.display
        await reader.press("w", "w")
        assert not reader.screen.panel.display
        await reader.press("w", "g")
        assert not reader.screen.panel.display, "no unit, nothing to explain"
        await reader.press("w")
        assert "no unit here" in reader.message


async def test_help_lists_every_key_and_any_key_closes_it() -> None:
    async with reading(size=(100, 40)) as reader:
        await reader.press("?")
        assert "natotui: keys" in reader.shown
        seen = reader.shown
        for _ in range(8):
            await reader.press("space")
            seen += reader.shown
        for action in ACTIONS:
            if not action.id.startswith("theme-"):
                assert action.help[:40] in seen, action.id
        place = reader.cursor
        await reader.press("c")
        assert reader.app.screen is reader.screen
        assert reader.cursor == place, "the key that closes does nothing else"


async def test_the_list_of_commands_runs_what_is_chosen() -> None:
    async with reading() as reader:
        await reader.press("ctrl+p")
        assert len(reader.listed) == sum("reading" in action.modes for action in ACTIONS)
        await reader.press(*"redo", "backspace", "backspace", "backspace", "backspace")
        assert len(reader.listed) == sum("reading" in action.modes for action in ACTIONS)
        await reader.press(*"next rebuttal")
        assert reader.listed == ["next rebuttal"]
        await reader.press("enter")
        assert reader.here == "But the shops sell more since it closed."
        await reader.press("ctrl+p", *"zzz", "enter", "escape", "escape")
        assert reader.app.screen is reader.screen


async def test_palettes_change_in_place() -> None:
    async with reading() as reader:
        await reader.press("3")
        place, seen = reader.cursor, []
        for _ in palette.names():
            await reader.press("P")
            seen.append(reader.app.palette_in_use.name)
            assert reader.cursor == place
            assert reader.message == f"palette {seen[-1]}"
            assert reader.screen.view.painter.palette is reader.app.palette_in_use
        assert sorted(seen) == palette.names()


async def test_no_color_gets_the_palette_of_the_terminals_own_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading(settings=Settings(palette="dark")) as reader:
        assert reader.app.palette_in_use.name == "ansi"
        await reader.press("t")
        assert "Money" in reader.shown


async def test_ascii_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NATOTUI_ASCII", "1")
    async with reading() as reader:
        await reader.press("*", "c", "w")
        assert not set("★◆·✗↩▌✎▸─…") & set(reader.shown)
        assert "C claim, 80%" in reader.shown


async def test_a_text_that_does_not_argue_shows_its_headings(monkeypatch: pytest.MonkeyPatch) -> None:
    from natotui.notes import overlay

    monkeypatch.setattr(
        overlay,
        "outlined",
        lambda read, placed=(), *, part=None, insist=False: (
            driving.outline(read) if insist else Outline(kind="a recipe")
        ),
    )
    async with reading() as reader:
        assert "This reads like a recipe" in reader.shown
        assert [item.label for item in reader.screen.guide.items if item.count] == ["Money", "Future"]
        await reader.press("tab", "j", "enter")
        await reader.press("c", "t", "w", "p", "s")
        assert reader.screen.mode == "reading"
        await reader.press("L")
        assert "u9" in reader.lines


async def test_an_engine_that_fails_leaves_the_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    from natotui.notes import overlay

    def broken(*_: object, **__: object) -> Outline:
        raise ZeroDivisionError

    monkeypatch.setattr(overlay, "outlined", broken)
    async with reading() as reader:
        assert reader.message == "analysis failed: ZeroDivisionError"
        await reader.press("j", "j")
        assert reader.here == "Engineers counted forty cracks in March."
        assert "Money" in reader.shown


async def test_the_mouse_where_it_is_wanted() -> None:
    async with reading() as reader:
        row = next(y for y, words in enumerate(reader.rows) if "Repair costs" in words)
        await reader.pilot.click(offset=(reader.rows[row].index("Repair") + 2, row))
        await reader.settle()
        assert reader.here == "Repair costs nine million."
        row = next(y for y, words in enumerate(reader.rows) if "Some fear" in words[70:])
        await reader.pilot.click(offset=(80, row))
        await reader.settle()
        assert reader.marked == "u10"
        assert reader.here == "Some fear the winter floods."
        await reader.press("ctrl+p")
        await reader.pilot.click(offset=(10, 3))
        await reader.settle()
        assert reader.app.screen is reader.screen


async def test_the_screen_can_be_drawn_again() -> None:
    async with reading() as reader:
        before = reader.rows
        await reader.press("ctrl+l")
        assert reader.rows == before


@pytest.mark.parametrize("opening", ["ctrl+p", "slash", "i"])
async def test_it_can_be_drawn_again_wherever_one_is(opening: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading() as reader:
        await reader.press(opening)
        drawn: list[bool] = []
        monkeypatch.setattr(reader.app, "_redraw", lambda: drawn.append(True))
        await reader.press("ctrl+l")
        assert drawn == [True]


async def test_what_is_kept_of_the_screen_is_painted_anew_too() -> None:
    async with reading() as reader:
        before, view = reader.rows, reader.screen.view
        view._painted[0] = Strip.blank(view.size.width)
        reader.screen.refresh()
        await reader.settle()
        assert reader.rows != before
        await reader.press("ctrl+l")
        assert reader.rows == before
