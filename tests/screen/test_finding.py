"""Search, the command line, and going to a share or a line of the text."""

from __future__ import annotations

import re

import pytest
import screen_driving as driving
from hypothesis import given, settings
from hypothesis import strategies as st
from screen_driving import reading

from natotui.screen import finder, search

letters = st.text(alphabet="ab A.*(\n", max_size=30)


# Pure


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("nato", ["NATO", "Nato", "nato"]),
        ("Nato", ["Nato"]),
        ("n.to", ["NATO", "Nato", "nato"]),
        ("two words", ["two\nwords", "two   words"]),
        ("(/)", ["/"]),
        ("(", ["("]),
        ("[/]", ["/"]),
        ("x*", []),
    ],
)
def test_smart_case_expressions_and_plain_words(typed: str, found: list[str]) -> None:
    text = "NATO Nato nato two\nwords two   words c++ ( /"
    assert [text[a:b] for a, b in search.hits(search.compiled(typed), text)] == found


@given(letters, letters)
@settings(deadline=None)
def test_any_typed_text_can_be_searched(typed: str, text: str) -> None:
    for start, end in search.hits(search.compiled(typed), text):
        assert 0 <= start < end <= len(text)


@given(st.lists(st.integers(0, 50), min_size=1, unique=True), st.integers(-1, 60))
@settings(deadline=None)
def test_the_hit_after_and_the_hit_before(starts: list[int], offset: int) -> None:
    found = [(start, start + 1) for start in sorted(starts)]
    index, round_ = search.following(found, offset)
    assert found[index][0] > offset or (round_ and index == 0 and found[-1][0] <= offset)
    assert index == 0 or found[index - 1][0] <= offset
    index, round_ = search.following(found, offset, backwards=True)
    assert found[index][0] < offset or (round_ and index == len(found) - 1 and found[0][0] >= offset)


def test_hits_are_counted_up_to_a_limit_and_a_search_can_be_stopped() -> None:
    text = "a " * (search.MOST + 500)
    assert len(search.hits(re.compile("a"), text)) == search.MOST + 1
    assert len(search.hits(re.compile("a"), text, lambda: True)) == 1


# Keys


async def find(reader: driving.Reader, words: str) -> None:
    await reader.press("/", *words, "enter")


@pytest.mark.usefixtures("engine")
async def test_search_counts_marks_and_goes_round() -> None:
    async with reading() as reader:
        await find(reader, "the")
        hits = reader.screen.state.hits
        text = reader.screen.state.article.text
        assert [text[a:b].lower() for a, b in hits] == ["the"] * len(hits) and len(hits) > 3
        assert reader.message == f"{reader.screen.state.hit + 1} of {len(hits)}"
        assert reader.screen.view.overlay.hits == hits
        at = reader.screen.state.hit
        await reader.press("n")
        assert reader.screen.state.hit == at + 1
        assert reader.cursor[0] <= hits[at + 1][0] < reader.cursor[1]
        await reader.press("N", "N")
        assert reader.screen.state.hit == at - 1 or "other end" in reader.message
        await reader.press(*["n"] * len(hits))
        assert reader.message.startswith(f"{reader.screen.state.hit + 1} of")
        await reader.press("escape")
        assert reader.screen.state.hits == reader.screen.view.overlay.hits == []
        await reader.press("/", "enter")
        assert reader.screen.state.hits == hits, "an empty search is the last one again"


@pytest.mark.usefixtures("engine")
async def test_search_starts_at_the_cursor() -> None:
    async with reading() as reader:
        await reader.go("A ferry")
        await find(reader, "ferr")
        assert reader.here == "A ferry carries bicycles and people."
        await reader.press("n")
        assert reader.here == "The money should go to the ferry."
        assert "from the other end" in reader.message


@pytest.mark.usefixtures("engine")
async def test_no_hit_no_search_and_a_search_left() -> None:
    async with reading() as reader:
        await reader.press("n")
        assert "nothing searched for yet" in reader.message
        before = reader.cursor
        await find(reader, "[zebra")
        assert reader.message == "“[zebra” is not in the text"
        assert reader.cursor == before
        await reader.press("/", "t", "escape")
        assert not reader.screen.panels.typing
        assert reader.cursor == before
        await reader.press("j")
        assert reader.cursor != before


@pytest.mark.usefixtures("engine")
async def test_earlier_searches_come_back_with_the_arrow() -> None:
    async with reading() as reader:
        await find(reader, "cracks")
        await find(reader, "shops")
        await reader.press("g", "/", "up", "up", "enter")
        assert reader.screen.state.searched == "cracks"
        await reader.press("/", "up", "up", "down", "enter")
        assert reader.screen.state.searched in ("shops", "cracks")


@pytest.mark.usefixtures("engine")
async def test_a_search_is_a_jump_and_keys_typed_in_it_do_nothing_else() -> None:
    async with reading() as reader:
        start = reader.here
        await find(reader, "quit jump")
        assert reader.app.is_running
        await find(reader, "ferry")
        await reader.press("<")
        assert reader.here == start


@pytest.mark.usefixtures("engine")
async def test_a_search_in_a_very_long_text_does_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder, "_LARGE", 10)
    async with reading() as reader:
        await find(reader, "ferry")
        assert reader.here == "The money should go to the ferry."
        assert reader.message == "1 of 2"


# The command line


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0%", "The Bridge at Hexham"),
        ("100%", "The town votes in May."),
        ("900%", "The town votes in May."),
        ("1", "The Bridge at Hexham"),
        ("99999", "A ferry carries bicycles and people."),
    ],
)
async def test_a_share_or_a_line(typed: str, words: str) -> None:
    async with reading() as reader:
        await reader.press("j", ":", *typed, "enter")
        assert reader.here == words


@pytest.mark.usefixtures("engine")
async def test_half_of_the_text_and_line_12() -> None:
    async with reading(driving.article("\n\n".join(f"Line {n} stands here." for n in range(20)))) as reader:
        text = reader.screen.state.article.text
        await reader.press(":", *"50%", "enter")
        assert reader.cursor[0] <= len(text) // 2 <= reader.cursor[1]
        assert 30 <= reader.screen.state.percent() <= 70
        await reader.press(":", *"12", "enter")
        at = sum(len(line) + 1 for line in text.split("\n")[:11])
        assert abs(text.index(reader.here) - at) <= 1 + len(reader.here)


@pytest.mark.usefixtures("engine")
async def test_commands_by_name() -> None:
    async with reading() as reader:
        await reader.press(":", *"theme-3", "enter")
        assert reader.here == "A ferry carries bicycles and people."
        await reader.press(":", *"undisturbed", "enter")
        assert reader.screen.view.overlay.plain
        await reader.press("z")
        for typed in ("teleport", "next 3", "-5", "50 %x"):
            await reader.press(":", *typed, "enter")
            assert "no command" in reader.message
        await reader.press(":", "enter")
        assert reader.message == ""
        await reader.press(":", *"q", "enter")
        assert not reader.app.is_running or reader.app._exit


@given(st.text(alphabet="ab\n", max_size=40), st.integers(1, 60))
@settings(deadline=None)
def test_a_line_number_is_the_offset_at_which_it_begins(text: str, number: int) -> None:
    lines = text.split("\n")
    at = finder._line(text, number)
    wanted = min(number, len(lines))
    assert at == sum(len(line) + 1 for line in lines[: wanted - 1])
