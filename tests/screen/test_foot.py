"""The foot of the screen: what stands on the status line in which width, and what is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest
import screen_driving as driving
from screen_driving import Reader, reading

from natotui.screen.bars import Part, fitting
from natotui.screen.signs import Signs

SIGNS = Signs()
PARTS: list[Part] = [(" ", "status"), ("Domestic politics", "status"), (" · ", "status"), ("claim 41%", "low")]
PARTS += [(" · ", "status"), ("31%", "status")]


def shown(room: int) -> str:
    return "".join(words for words, _ in fitting(PARTS, room, SIGNS))


def test_whole_parts_are_left_out() -> None:
    assert shown(36) == " Domestic politics · claim 41% · 31%"
    assert shown(35) == shown(30) == " Domestic politics · claim 41%"
    assert shown(29) == shown(18) == " Domestic politics"


def test_the_last_one_ends_with_an_ellipsis_and_goes_where_it_tells_nothing() -> None:
    assert shown(17) == " Domestic politi…"
    assert shown(11) == shown(0) == ""


def gap(row: str, words: str) -> str:
    """What stands before the message, without the cells between them."""
    left, _, _ = row.rpartition(words)
    assert left.endswith("  ") or not left.strip()
    return left.strip()


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("width", [40, 60, 70, 80, 100])
async def test_a_message_never_cuts_a_word_on_its_left(width: int) -> None:
    async with reading(size=(width, 24)) as reader:
        await reader.press("3", "e")
        whole = reader.status.strip()
        for words in ("ok", "of 5 hits", "there is no mark b", "x" * (width - 20), "y" * (width - 2)):
            reader.screen.say(words)
            await reader.settle()
            left = gap(reader.rows[-2], words)
            assert words in reader.rows[-2]
            assert left.endswith("…") or not left or whole == left or whole.startswith(left + " · ")


@pytest.mark.usefixtures("engine")
async def test_a_message_that_is_too_long_for_the_line_says_so() -> None:
    async with reading(size=(40, 10)) as reader:
        reader.screen.say("a message of many words that stands in no line")
        await reader.settle()
        assert reader.rows[-2].rstrip().endswith("…")


PROMPTS = {"l": ("t", "c", "e", "x", "r", "b", "0"), "p": ("Enter", "l", "Space"), "s": ("+", "-", "~")}


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("width", [30, 40, 50, 60, 80, 100])
@pytest.mark.parametrize("key", PROMPTS)
async def test_what_one_must_know_is_in_the_prompt(key: str, width: int) -> None:
    async with reading(size=(width, 10)) as reader:
        await reader.press("c", key)
        row = reader.rows[-2]
        assert set(PROMPTS[key]) <= set(row.replace(",", " ").split())
        assert "…" not in row.partition(reader.message)[2]
        if key == "l" and width >= 80:
            assert "0 no unit" in row


@pytest.mark.usefixtures("engine")
async def test_a_prompt_finds_its_form_when_the_window_changes() -> None:
    async with reading(size=(100, 20)) as reader:
        await reader.press("c", "l")
        for width, words in ((40, "role: t c e x r b"), (100, "b background  0 no unit"), (22, "role: t c e x r b 0")):
            await reader.pilot.resize_terminal(width, 20)
            await reader.settle()
            assert words in reader.rows[-2]


async def asked(reader: Reader, key: str) -> str:
    await reader.press(key)
    row = reader.rows[-1]
    await reader.press("escape")
    return row.strip()


@pytest.mark.usefixtures("engine")
async def test_prompts_say_what_is_asked_where_there_is_room() -> None:
    async with reading(size=(80, 20)) as reader:
        assert await asked(reader, "#") == "tags:"
        assert await asked(reader, ":") == "command, 50% or a line:"
        assert await asked(reader, "/") == "/"
        await reader.pilot.resize_terminal(40, 20)
        await reader.settle()
        assert await asked(reader, "#") == "tags:"
        assert await asked(reader, ":") == ":"


@pytest.mark.usefixtures("engine")
async def test_of_a_text_that_is_still_read_no_time_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from natotui.screen.desk import Desk

    monkeypatch.setattr(Desk, "read", lambda *_: None)  # the rest does not come
    head = replace(driving.article(), partial=True)
    async with reading(head, size=(100, 20)) as reader:
        await reader.press("3")
        assert "left" not in reader.status and "done" not in reader.status
        assert reader.status == " The ferry · claim 80%"
        reader.screen.show_article(driving.article(), lambda at: at)
        await reader.settle()
        assert "1 min left" in reader.status
