"""What the explanation and the help say of keys is true."""

from __future__ import annotations

import pytest
from screen_driving import reading
from textual.containers import VerticalScroll

from natotui.config import Settings
from natotui.screen.actions import shown
from natotui.screen.help import _SCROLL, HelpScreen

pytestmark = pytest.mark.usefixtures("engine")


async def test_the_explanation_ends_with_what_can_be_done_about_it() -> None:
    async with reading() as reader:
        await reader.press("x", "w")
        assert "Not right?  l c e x r b  sets the role     s + / -  relates it" in reader.shown
        assert reader.role_of("Critics say") == "counterpoint"
        await reader.press("s", "r", "-")
        assert len(reader.notes("relation")) == 1
        await reader.press("l", "e")
        assert len(reader.notes("role")) == 1


async def test_it_names_the_keys_that_are_in_use() -> None:
    async with reading(settings=Settings(keys={"role": ("+",), "supports": ("p",), "attacks": ()})) as reader:
        await reader.press("x", "w")
        assert "Not right?  + c e x r b  sets the role" in reader.shown
        assert "relates it" not in reader.shown, "one of its keys is none"


async def test_a_small_screen_keeps_its_rows_for_the_words() -> None:
    async with reading(size=(40, 10)) as reader:
        await reader.press("x", "w")
        assert "counterpoint" in reader.shown and "Not right?" not in reader.shown


async def test_the_help_names_the_keys_that_scroll_and_any_other_closes_it() -> None:
    async with reading(size=(84, 20)) as reader:
        await reader.press("?")
        assert f"{' '.join(map(shown, _SCROLL))} scroll, any other key closes" in reader.shown
        scroll = reader.app.screen.query_one(VerticalScroll)
        for key, rows in _SCROLL.items():
            before = scroll.scroll_y
            await reader.press(key)
            assert isinstance(reader.app.screen, HelpScreen), key
            assert scroll.scroll_y == max(0, before + rows), key
        await reader.press("g")
        assert reader.app.screen is reader.screen
