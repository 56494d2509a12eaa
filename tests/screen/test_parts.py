"""A long text has an outline for each of its parts: that of the part at hand is shown, and found when it is needed."""

from __future__ import annotations

import screen_driving as driving
from screen_driving import reading

from natotui.argument.analyse import parts

CHAPTER = (
    "The roads of {0} must be mended because they are unsafe. Engineers counted {1} cracks in March. Critics say that "
    "the money is missing. But the town spent more on a festival. For example, the lights cost {1} thousand.\n\n"
)
TEXT = "".join(
    f"# Chapter {n}\n\n" + "".join(CHAPTER.format(place, 10 * n + m) for m, place in enumerate(["Hexham"] * 60))
    for n in range(1, 6)
)


async def test_the_outline_is_that_of_the_part_at_hand() -> None:
    read = driving.article(TEXT, "book.md")
    wanted = parts(read)
    assert len(wanted) > 1, "the text is too short for this test"
    async with reading(read, size=(100, 24)) as reader:
        analysis = reader.screen.analysis
        assert analysis.part == wanted[0]
        assert f"1/{len(wanted)}" in reader.shown
        first = reader.screen.state.outline
        await reader.press("]")
        assert reader.cursor[0] == wanted[1].start or wanted[1].start <= reader.cursor[0] < wanted[1].end
        assert analysis.part == wanted[1]
        assert f"2/{len(wanted)}" in reader.shown
        units = reader.screen.state.outline.units
        assert units and all(wanted[1].start <= unit.start < wanted[1].end for unit in units)
        await reader.press("c", "x")
        assert reader.screen.state.unit in units
        await reader.press("[", "[")
        assert analysis.part == wanted[0]
        assert reader.screen.state.outline is first, "it is kept"
        await reader.press("G")
        assert analysis.part == wanted[-1]


async def test_a_correction_is_worked_out_in_its_part_and_kept_in_the_others() -> None:
    read = driving.article(TEXT, "book.md")
    async with reading(read, size=(100, 24)) as reader:
        await reader.press("]", "j", "j")
        while reader.screen.state.unit is None:
            await reader.press("j")
        at = reader.cursor[0]
        await reader.press("l", "r")
        assert reader.screen.state.unit is not None and reader.screen.state.unit.role == "rebuttal"
        await reader.press("G", "g")
        await reader.press("<", "<")
        reader.screen.jump(reader.screen.sentences.at(at))
        await reader.settle()
        assert reader.screen.state.unit is not None and reader.screen.state.unit.role == "rebuttal"
