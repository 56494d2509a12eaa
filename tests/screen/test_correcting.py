"""Setting the outline right: roles, bounds, relations, themes; proofreading. The real engine works around it."""

from __future__ import annotations

from pathlib import Path

import pytest
import screen_driving as driving
from screen_driving import Reader, reading

from natotui.screen.correct import ROLE_KEYS

TEXT = """# The Ferry

The council should close the old bridge because it is unsafe. Engineers counted forty cracks in March. Critics say that
the shops will die. But the shops sell more since it closed. The money should go to a ferry, which costs two million.

Many towns argue about bridges, and most of them must decide soon. However, nobody has asked the boatmen. For example,
the boatmen of Hexham carried four hundred people a day in May. That is why the town needs a ferry, not a bridge.
"""


def ferry() -> driving.Article:
    return driving.article(TEXT, "ferry.md")


async def on(reader: Reader, words: str) -> None:
    await reader.go(words)
    assert reader.screen.state.analysed


@pytest.mark.parametrize("key", sorted(ROLE_KEYS))
async def test_two_keys_set_a_role_in_both_panes(key: str) -> None:
    async with reading(ferry()) as reader:
        await on(reader, "Engineers")
        await reader.press("l", key)
        assert reader.role_of("Engineers") == ROLE_KEYS[key]
        assert "NOT kept" in reader.message, "nothing keeps it here"
        unit = reader.screen.state.unit
        assert unit is not None
        assert unit.id in reader.screen.outline_view.corrected
        assert any(mark.corrected and mark.start == unit.start for mark in reader.screen.view.overlay.units)
        assert unit.cues and unit.cues[0].why == "you said so"
        await reader.press("u")
        assert reader.screen.outline_view.corrected == frozenset()
        assert reader.notes("role", "add") == []


async def test_a_role_again_replaces_the_first_and_a_wrong_key_changes_nothing() -> None:
    async with reading(ferry()) as reader:
        await on(reader, "Engineers")
        await reader.press("l", "x", "l", "c")
        assert len(reader.notes("role", "add")) == 1
        assert reader.role_of("Engineers") == "claim"
        await reader.press("l", "k")
        assert reader.message == "k is no role's key; nothing was changed"
        await reader.press("l", "escape", "j")
        assert len(reader.notes("role", "add")) == 1


async def test_a_unit_that_is_none_is_rejected_and_comes_back() -> None:
    async with reading(ferry()) as reader:
        await on(reader, "Engineers")
        assert reader.role_of("Engineers") is not None
        await reader.press("l", "0")
        assert reader.role_of("Engineers") is None
        await reader.press("u")
        assert reader.role_of("Engineers") is not None


async def test_a_selection_becomes_a_unit() -> None:
    async with reading(ferry()) as reader:
        await on(reader, "The money")
        await reader.press("/", *"which costs two million", "enter", "v", "r", "e")
        assert reader.role_of("which costs") == "evidence"
        at = reader.screen.state.article.text.index("which costs")
        assert any(unit.start == at for unit in reader.screen.state.outline.units)
        assert reader.screen.mode == "reading"


async def test_splitting_and_joining() -> None:
    async with reading(ferry()) as reader:
        await on(reader, "Engineers")
        before = len(reader.screen.state.outline.units)
        await reader.press("/", *"forty cracks", "enter", "v", "|")
        text = reader.screen.state.article.text
        at = text.index("forty cracks")
        assert any(unit.start == at for unit in reader.screen.state.outline.units)
        units = reader.screen.state.outline.units
        assert "Engineers counted" in [reader.words((unit.start, unit.end)) for unit in units]
        assert len(reader.screen.state.outline.units) == before + 1
        await on(reader, "Engineers")
        await reader.press("J")
        assert len(reader.screen.state.outline.units) == before
        assert not any(unit.start == at for unit in reader.screen.state.outline.units)
        await reader.press("u", "u")
        assert len(reader.screen.state.outline.units) == before
        await on(reader, "Engineers")
        await reader.press("escape", "v", "|")
        assert "select from the word" in reader.message
        await reader.press("escape", "G", "J")
        assert "no two units" in reader.message


def relation(reader: Reader, source: str, target: str) -> str | None:
    text, outline = reader.screen.state.article.text, reader.screen.state.outline
    ids = {
        words: next(u.id for u in outline.units if u.start <= text.index(words) < u.end) for words in (source, target)
    }
    return next((r.type for r in outline.relations if (r.source, r.target) == (ids[source], ids[target])), None)


@pytest.mark.parametrize(("key", "kind"), [("+", "supports"), ("-", "attacks")])
async def test_what_bears_on_what(key: str, kind: str) -> None:
    async with reading(ferry()) as reader:
        await on(reader, "Critics say")
        await reader.press("s")
        assert reader.screen.mode == "relating"
        assert "supports" in reader.footer
        while not reader.here.startswith("The council"):
            await reader.press("k")
        await reader.press(key)
        assert reader.screen.mode == "reading"
        assert reader.message.startswith(f"{kind}, ")
        assert relation(reader, "Critics say", "The council") == kind
        await reader.press("u")
        assert reader.notes("relation") == []


async def test_relating_can_be_left_and_goes_nowhere_by_itself() -> None:
    async with reading(ferry()) as reader:
        await on(reader, "Critics say")
        await reader.press("s", "+")
        assert reader.message == "move to another unit first"
        assert reader.screen.mode == "relating"
        await reader.press("escape")
        assert reader.screen.mode == "reading"
        await reader.press("j", "+", "-")
        assert reader.notes("relation") == []


async def test_relations_in_a_circle_lose_nothing() -> None:
    async with reading(ferry()) as reader:
        for source, target in (("Critics say", "The council"), ("The council", "Critics say")):
            await on(reader, source)
            await reader.press("s")
            await on(reader, target)
            await reader.press("-")
        shown = {unit.id for unit in reader.screen.state.outline.units if unit.role != "background"}
        for _ in range(3):
            assert shown <= set(reader.lines)
            await reader.press("O")


async def test_themes_are_given_renamed_and_merged(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    async with reading(ferry(), library=library) as reader:
        await on(reader, "Engineers")
        await reader.press("M", *"Cracks", "enter")
        theme = reader.screen.current_theme()
        assert theme is not None and theme.label == "Cracks"
        assert "Cracks" in reader.shown
        await reader.press("tab")
        while reader.screen.guide.marked and reader.screen.guide.marked.label != "Cracks":
            await reader.press("k")
        await reader.press("M", *["backspace"] * 6, *"Rust [/]", "enter")
        assert "Rust [/]" in reader.shown
        assert reader.screen.guide.marked and reader.screen.guide.marked.label == "Rust [/]", "the mark stays"
        count = len(reader.screen.state.outline.themes)
        other = next(t.label for t in reader.screen.state.outline.themes if t.label != "Rust [/]")
        await reader.press("M", *["backspace"] * 8, *other, "enter")
        assert len(reader.screen.state.outline.themes) == count - 1
        assert "Rust" not in {t.label for t in reader.screen.state.outline.themes}
    async with reading(ferry(), library=library) as reader:
        assert len(reader.screen.state.outline.themes) == count - 1
        await reader.press("u")
        assert "Rust [/]" in {t.label for t in reader.screen.state.outline.themes}
        await reader.press("u")
        assert "Cracks" in {t.label for t in reader.screen.state.outline.themes}
        await reader.press("u")
        assert "Cracks" not in {t.label for t in reader.screen.state.outline.themes}


async def test_proofreading_goes_from_the_least_certain_on(tmp_path: Path) -> None:
    library = tmp_path / "library.db"
    async with reading(ferry(), library=library) as reader:
        units = sorted(reader.screen.state.outline.units, key=lambda unit: (unit.confidence, unit.start))
        await reader.press("p")
        assert reader.screen.mode == "proofreading"
        assert reader.cursor == (units[0].start, units[0].end)
        assert reader.message.startswith(f"1 of {len(units)}: is this {units[0].role}?")
        await reader.press("enter")
        assert reader.cursor == (units[1].start, units[1].end)
        await reader.press("space")
        assert reader.cursor == (units[2].start, units[2].end)
        corrected = reader.cursor
        await reader.press("l", "x")
        assert reader.screen.mode == "proofreading", "a correction goes on to the next unit"
        assert reader.cursor != corrected
        assert reader.message.startswith("4 of")
        await reader.press("escape")
        assert reader.screen.mode == "reading"
        assert reader.message.endswith("left; p goes on")
    async with reading(ferry(), library=library) as reader:
        await reader.press("p")
        assert reader.message.startswith("4 of")
        while reader.screen.mode == "proofreading":
            await reader.press("enter")
        assert reader.screen.mode == "reading"
        assert "proofread" in reader.message
        assert {each.note.data["state"] for each in reader.notes("accept")} == {"accepted", "skipped"}


async def test_an_outline_of_earlier_corrections_is_never_shown_late() -> None:
    """Two corrections in a row: whichever analysis ends last, the screen shows both."""
    async with reading(ferry()) as reader:
        await on(reader, "Engineers")
        analysis, state = reader.screen.analysis, reader.screen.state
        old = state.outline
        before = analysis._round
        await reader.press("l", "x")
        made = state.outline
        analysis._finished(state.article, analysis.parts, 0, old, before)
        assert state.outline is made


# Proofreading: the question is about the unit under the cursor


def accepted(reader: Reader) -> list[tuple[str, str]]:
    return [(reader.words((n.start, n.end)), n.note.data["state"]) for n in reader.notes("accept")]


@pytest.mark.usefixtures("engine")
async def test_the_question_moves_with_the_cursor_and_enter_answers_it_there() -> None:
    async with reading() as reader:
        await reader.press("p")
        assert (reader.here, reader.message[:7]) == ("The bridge must stay closed.", "1 of 12")
        await reader.press("j")
        assert reader.here == "It was built for carts and cattle."
        assert "is this background?" in reader.message and "Enter" in reader.footer
        await reader.press("enter")
        assert accepted(reader) == [("It was built for carts and cattle.", "accepted")]
        assert reader.here == "The bridge must stay closed.", "what was passed over comes next"
        assert reader.message.startswith("2 of 12")
        await reader.press("j")
        assert reader.message.startswith("looked at: is this background?")
        await reader.press("space")
        assert accepted(reader) == [("It was built for carts and cattle.", "accepted")], "what is accepted stays so"
        await reader.press("j", "enter")
        assert len(accepted(reader)) == 1, "accepted again is accepted once"


@pytest.mark.usefixtures("engine")
async def test_where_there_is_no_unit_proofreading_ends() -> None:
    async with reading() as reader:
        await reader.press("p", "g")
        assert reader.screen.mode == "reading"
        assert "no unit here" in reader.message and "right" not in reader.footer
        await reader.press("enter")
        assert accepted(reader) == []
        await reader.press("tab", "p")
        assert reader.message.startswith("1 of 12"), "p goes on"


@pytest.mark.usefixtures("engine")
async def test_undo_while_proofreading_comes_back_to_the_unit() -> None:
    async with reading() as reader:
        await reader.press("p", "enter", "u")
        assert reader.here == "The bridge must stay closed."
        assert reader.message == "proofreading of “The bridge must stay…” undone"
        await reader.press("enter")
        assert accepted(reader) == [("The bridge must stay closed.", "accepted")]


async def test_undoing_a_role_while_proofreading_is_said() -> None:
    async with reading(ferry()) as reader:
        await reader.press("p")
        corrected, role = reader.cursor, reader.role_of(reader.here)
        await reader.press("l", "b" if role != "background" else "c", "u")
        assert reader.cursor == corrected and reader.role_of(reader.here) == role
        assert reader.message.startswith("role of “") and reader.message.endswith("” undone")
        await reader.press("j", "k")
        assert f"is this {role}?" in reader.message


async def test_what_was_corrected_is_undone_in_words_and_in_its_place() -> None:
    async with reading(ferry()) as reader:
        await on(reader, "Engineers")
        await reader.press("l", "x")
        await reader.press("G")
        place = reader.cursor
        await reader.press("u")
        assert reader.message == "role of “Engineers counted forty…” undone"
        assert reader.here.startswith("Engineers")
        await reader.press("<")
        assert reader.cursor == place
        await reader.press("U")
        assert reader.message == "role of “Engineers counted forty…” done again"
        assert reader.here.startswith("Engineers")
        back = list(reader.screen.state.back)
        await reader.press("u")
        assert reader.screen.state.back == back, "who is there already goes nowhere"
