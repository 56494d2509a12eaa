"""Selecting words with the keyboard: by sentence, word and character, both ways, across paragraphs."""

from __future__ import annotations

import pytest
import screen_driving as driving
from hypothesis import given, settings
from hypothesis import strategies as st
from screen_driving import reading

from natotui.screen.selecting import Selection
from natotui.screen.state import Sentences

READ = driving.article()
LENGTH = len(READ.text)
SENTENCES = Sentences(READ)
places = st.integers(0, LENGTH)
steps = st.lists(st.tuples(st.sampled_from(["sentence", "word", "character", "swap"]), st.sampled_from([1, -1])))


def stepped(selection: Selection, kind: str, count: int) -> Selection:
    if kind == "swap":
        return selection.swapped()
    if kind == "sentence":
        return selection.by_sentence(count, SENTENCES)
    return selection.by_word(count, READ.text) if kind == "word" else selection.by_character(count, READ.text)


@given(places, places, steps)
@settings(deadline=None)
def test_a_selection_stays_within_the_text(fixed: int, moving: int, walk: list[tuple[str, int]]) -> None:
    selection = Selection(fixed, moving)
    for kind, count in walk:
        selection = stepped(selection, kind, count)
        start, end = selection.span
        assert 0 <= start <= end <= LENGTH
        start, end = selection.trimmed(READ.text)
        assert READ.text[start:end] == READ.text[start:end].strip()


@given(places, places, st.sampled_from(["sentence", "word", "character"]))
@settings(deadline=None)
def test_a_step_goes_its_way_or_stays_at_the_end(fixed: int, moving: int, kind: str) -> None:
    selection = Selection(fixed, moving)
    on, back = stepped(selection, kind, 1), stepped(selection, kind, -1)
    if kind == "sentence" and on.fixed != fixed:
        assert on.span[1] >= selection.span[1]
    else:
        assert on.moving >= moving
    if kind == "sentence" and back.fixed != fixed:
        assert back.span[0] <= selection.span[0]
    else:
        assert back.moving <= moving


@given(st.sampled_from([block.start for block in READ.blocks]), st.integers(1, 8), st.sampled_from([1, -1]))
@settings(deadline=None)
def test_as_many_sentences_back_as_on_is_the_sentence_again(start: int, count: int, way: int) -> None:
    first = SENTENCES.at(start)
    selection = Selection(*first)
    spans = [first]
    for _ in range(count):
        selection = selection.by_sentence(way, SENTENCES)
        if selection.trimmed(READ.text) == spans[-1]:
            break
        spans.append(selection.trimmed(READ.text))
    for span in reversed(spans[:-1]):
        selection = selection.by_sentence(-way, SENTENCES)
        assert selection.trimmed(READ.text) == span
    assert all(a[0] <= first[0] and a[1] >= first[1] for a in spans), "the sentence it began with stays in it"


def test_characters_are_never_torn() -> None:
    text = "e\u0301a👩\u200d🚀b✈\ufe0fc"
    stops, selection = [0], Selection(0, 0)
    while selection.moving < len(text):
        selection = selection.by_character(1, text)
        stops.append(selection.moving)
    assert stops == [0, 2, 3, 6, 7, 9, 10]
    back = [selection.moving]
    while selection.moving:
        selection = selection.by_character(-1, text)
        back.append(selection.moving)
    assert back == stops[::-1]


def test_words() -> None:
    text = "Don't split well-known words."
    selection = Selection(0, 0)
    ends = []
    for _ in range(5):
        selection = selection.by_word(1, text)
        ends.append(text[: selection.moving])
    whole = "Don't split well-known words"
    assert ends == ["Don't", "Don't split", "Don't split well-known", whole, whole]


# Keys


@pytest.mark.usefixtures("engine")
async def test_sentences_across_paragraphs_both_ways() -> None:
    async with reading() as reader:
        await reader.go("Engineers")

        async def selected(*keys: str) -> str:
            await reader.press(*keys)
            return reader.words(reader.screen.selecting.span)

        assert await selected("v") == "Engineers counted forty cracks in March."
        assert reader.screen.mode == "selecting"
        assert await selected("j") == ("Engineers counted forty cracks in March. Critics say that the shops will die.")
        assert await selected("k") == "Engineers counted forty cracks in March."
        assert await selected("k") == ("It was built for carts and cattle. Engineers counted forty cracks in March.")
        assert await selected("j") == "Engineers counted forty cracks in March."
        assert await selected("o", "w") == "Engineers counted forty cracks in March. Critics"
        assert await selected("b") == "Engineers counted forty cracks in March"
        assert await selected("b") == "Engineers counted forty cracks in"
        assert await selected("l", "l") == "Engineers counted forty cracks in M"
        assert await selected("h", "left", "left") == "Engineers counted forty cracks i"
        assert await selected("o", "w") == "counted forty cracks i"
        assert await selected("b", "right") == "ngineers counted forty cracks i"
        assert reader.screen.view.overlay.selection == reader.screen.selecting.selection.span
        await reader.press("escape")
        assert reader.screen.mode == "reading"
        assert reader.screen.view.overlay.selection == (0, 0)


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("key", ["escape", "v", "q"])
async def test_leaving_a_selection(key: str) -> None:
    async with reading() as reader:
        await reader.press("v", "j", key)
        assert reader.screen.selecting.selection is None
        assert reader.screen.mode == "reading"
        assert reader.app.is_running
        assert not reader.notes()


@pytest.mark.usefixtures("engine")
async def test_a_stray_key_does_not_lose_the_selection() -> None:
    async with reading() as reader:
        await reader.press("v", "j")
        span = reader.screen.selecting.span
        for key in ("t", "space", "G", "/", "1", "z", "tab", "u", "f5", "m"):
            await reader.press(key)
        assert reader.screen.selecting.span == span
        assert reader.screen.mode == "selecting"
        assert not reader.screen.panels.typing


@pytest.mark.usefixtures("engine")
async def test_the_search_hit_is_what_is_selected() -> None:
    async with reading() as reader:
        await reader.press("/", *"forty cracks", "enter", "v")
        assert reader.words(reader.screen.selecting.span) == "forty cracks"
        await reader.press("h")
        assert reader.words(reader.screen.selecting.span) == "forty crack"


@pytest.mark.usefixtures("engine")
async def test_an_outline_line_can_be_selected() -> None:
    async with reading() as reader:
        await reader.press("x", "enter", "j", "v")
        assert reader.screen.state.pane == "article"
        assert reader.words(reader.screen.selecting.span) == "But the shops sell more since it closed."


@pytest.mark.usefixtures("engine")
async def test_the_moving_end_stays_on_the_screen() -> None:
    long = driving.article("\n\n".join(f"Paragraph {n} has words in it." for n in range(60)))
    async with reading(long, size=(60, 12)) as reader:
        await reader.press("v", *["j"] * 30)
        assert "Paragraph 30" in reader.shown
        await reader.press(*["k"] * 30)
        assert "Paragraph 0" in reader.shown
