"""The keys that move: sentences, rows, pages, themes, roles, headings, jumps, marks."""

from __future__ import annotations

import pytest
import screen_driving as driving
from screen_driving import reading

from natotui.argument.model import Outline
from natotui.article.model import Article

pytestmark = pytest.mark.usefixtures("engine")


async def test_sentences_and_paragraphs() -> None:
    async with reading() as reader:
        assert reader.here == "The bridge must stay closed."
        await reader.press("j")
        assert reader.here == "It was built for carts and cattle."
        await reader.press("j", "j")
        assert reader.here == "Critics say that the shops will die."
        await reader.press("k")
        assert reader.here == "Engineers counted forty cracks in March."
        await reader.press("}")
        assert reader.here == "Critics say that the shops will die."
        await reader.press("j", "{")
        assert reader.here == "Critics say that the shops will die."
        await reader.press("{")
        assert reader.here == "The bridge must stay closed."


async def test_ends_are_said_and_hold() -> None:
    async with reading() as reader:
        await reader.press("G")
        assert reader.here == "The town votes in May."
        await reader.press("j")
        assert reader.here == "The town votes in May."
        assert reader.message == "the end"
        await reader.press("g")
        assert reader.here == "The Bridge at Hexham"
        await reader.press("k")
        assert reader.message == "the top"
        await reader.press("end", "home")
        assert reader.here == "The Bridge at Hexham"


async def test_rows_and_pages_keep_the_cursor_in_the_window() -> None:
    long = driving.article("\n\n".join(f"Paragraph {n} has some words. It has some more of them." for n in range(80)))
    async with reading(long, size=(60, 14)) as reader:
        view = reader.screen.view
        for keys in (["down"] * 9, ["space"], ["pagedown"], ["up"] * 5, ["b"], ["pageup"], ["space"] * 4):
            first = view.first_offset
            await reader.press(*keys)
            assert view.first_offset != first
            assert view.first_offset < reader.cursor[1]
            assert reader.cursor[0] < view.last_offset
        before = reader.cursor
        await reader.press("space")
        assert reader.cursor[0] > before[0]
        await reader.press("b")
        assert reader.cursor[0] <= before[0]
        await reader.press(*["space"] * 30)
        assert reader.here == "It has some more of them."
        assert "Paragraph 79" in reader.shown
        await reader.press(*["b"] * 32)
        assert reader.here == "Paragraph 0 has some words."


async def test_themes_by_step_and_by_number() -> None:
    async with reading() as reader:
        await reader.press("t")
        assert reader.here == "Repair costs nine million."
        assert "Money" in reader.status
        await reader.press("t")
        assert reader.here == "A ferry carries bicycles and people."
        await reader.press("t")
        assert reader.here == "The bridge must stay closed."
        await reader.press("T")
        assert "The ferry" in reader.status
        for number, words in enumerate(("The bridge", "Repair", "A ferry"), 1):
            await reader.press(str(number))
            assert reader.here.startswith(words)
            assert reader.message == f"theme {number} of 3"
        before = reader.cursor
        await reader.press("9")
        assert reader.cursor == before
        assert reader.message == "there is no theme 9"


async def test_passages_of_one_theme() -> None:
    async with reading() as reader:
        await reader.press("1", ".")
        assert reader.here == "The town votes in May."
        await reader.press(".")
        assert "no further passage" in reader.message
        await reader.press(",")
        assert reader.here == "The bridge must stay closed."
        await reader.press(",")
        assert "no earlier passage" in reader.message


@pytest.mark.parametrize(
    ("key", "roles"),
    [("c", ("claim", "thesis")), ("e", ("evidence",)), ("x", ("counterpoint",)), ("r", ("rebuttal",))],
)
async def test_each_unit_of_a_role_there_and_back(key: str, roles: tuple[str, ...], engine: Outline) -> None:
    wanted = [(unit.start, unit.end) for unit in engine.units if unit.role in roles]
    async with reading() as reader:
        await reader.press("g")
        forward = []
        for _ in wanted:
            await reader.press(key)
            forward.append(reader.cursor)
        assert forward == wanted
        await reader.press(key)
        assert reader.cursor == wanted[-1]
        assert "no further" in reader.message
        await reader.press("G")
        backward = []
        for _ in [span for span in wanted if span != reader.cursor]:
            await reader.press(key.upper())
            backward.append(reader.cursor)
        assert (
            backward
            == [span for span in reversed(wanted) if span[1] < len(reader.screen.state.article.text) - 1][
                : len(backward)
            ]
        )
        await reader.press("g", key.upper())
        assert "no earlier" in reader.message


async def test_a_role_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch, bridge: Article) -> None:
    from natotui.notes import overlay

    monkeypatch.setattr(overlay, "outlined", driving.fixed(Outline(driving.outline(bridge).units[:1])))
    async with reading() as reader:
        await reader.press("x")
        assert "no counterpoint was found" in reader.message
        await reader.press("t")
        assert reader.message == "no themes here"


async def test_headings() -> None:
    async with reading() as reader:
        await reader.press("]")
        assert reader.here == "Money"
        await reader.press("]")
        assert reader.here == "Future"
        await reader.press("]")
        assert reader.message == "no further heading"
        await reader.press("[")
        assert reader.here == "Money"
        await reader.press("g", "[")
        assert reader.message == "no earlier heading"


async def test_jumps_back_and_forward() -> None:
    async with reading() as reader:
        await reader.press("<")
        assert reader.message == "no jump to go back to"
        places = [reader.here]
        for key in ("3", "x", "e"):
            await reader.press(key)
            if reader.here != places[-1]:
                places.append(reader.here)
        walked = [reader.here]
        for _ in places[1:]:
            await reader.press("<")
            walked.append(reader.here)
        assert walked == places[::-1]
        for place in places[1:]:
            await reader.press(">")
            assert reader.here == place
        await reader.press(">")
        assert reader.message == "no jump to go forward to"


async def test_a_step_is_no_jump_and_a_jump_ends_the_way_forward() -> None:
    async with reading() as reader:
        await reader.press("j", "j")
        assert reader.screen.state.back == []
        await reader.press("3", "<", "2", ">")
        assert reader.here.startswith("Repair")
        assert reader.message == "no jump to go forward to"


async def test_marks() -> None:
    async with reading() as reader:
        await reader.press("'")
        assert "no marks yet" in reader.message
        await reader.press("3", "m", "a")
        assert reader.message == "mark a set"
        await reader.press("g", "'", "a")
        assert reader.here == "A ferry carries bicycles and people."
        await reader.press("'", "z")
        assert reader.message == "there is no mark z"
        await reader.press("<")
        assert reader.here == "The Bridge at Hexham"


async def test_esc_ends_the_wait_for_a_marks_letter() -> None:
    async with reading() as reader:
        await reader.press("m", "escape", "j")
        assert reader.screen.state.marks == {}
        assert reader.here == "It was built for carts and cattle."


async def test_keys_before_the_outline_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """The article can be read at once: keys that need the outline say that it is on its way."""
    from natotui.screen.analysis import Analysis

    monkeypatch.setattr(Analysis, "restart", lambda self: None)
    async with reading() as reader:
        assert "reading the argument" in reader.status
        await reader.press("c")
        assert reader.message == "still reading"
        await reader.press("t")
        assert reader.message == "no themes yet"
        await reader.press("w")
        assert reader.message == "still reading"
        await reader.press("p", "s", "J", "M", "O", "f", "F", "enter")
        assert reader.screen.mode == "reading"
        assert reader.screen.state.pane == "outline"
        place = reader.cursor
        await reader.press("j")
        assert reader.cursor == place


async def test_a_text_without_words_of_its_own_kind_is_no_trouble() -> None:
    for text in ("# Only a title\n", "```\ncode\n```\n", "| a | b |\n|---|---|\n| 1 | 2 |\n"):
        async with reading(driving.article(text)) as reader:
            for key in ("j", "k", "space", "b", "}", "{", "G", "g", "t", "1", "c", ".", "w", "]", "<"):
                await reader.press(key)
            await reader.press("v", "j", "w", "b", "l", "h", "escape")
            assert reader.screen.mode == "reading"
