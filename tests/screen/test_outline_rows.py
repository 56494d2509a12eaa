"""What stands on the lines of the outline, in each of the three orders."""

from __future__ import annotations

import pytest
import screen_driving as driving
from hypothesis import given, settings
from hypothesis import strategies as st
from screen_driving import reading

from natotui.argument.model import RELATION_TYPES, ROLES, Outline, Relation, Theme, Unit
from natotui.article.model import Article, Blocks
from natotui.screen.outline_rows import ORDERS, gaps, one_line, rows

WORDS = "one two three four five six seven eight nine ten"


@st.composite
def outlines(draw: st.DrawFn) -> Outline:
    """Any outline over ``WORDS``: relations may go in circles, as people's corrections may."""
    roles = draw(st.lists(st.sampled_from(ROLES), min_size=1, max_size=10))
    names = [f"t{n}" for n in range(draw(st.integers(1, 3)))]
    starts = [0, 4, 8, 14, 19, 24, 28, 34, 40, 45]
    units = tuple(
        Unit(f"u{n}", starts[n], starts[n] + 3, role, 0.7, (draw(st.sampled_from(names)),))
        for n, role in enumerate(roles)
    )
    pairs = st.tuples(st.sampled_from(units), st.sampled_from(units), st.sampled_from(RELATION_TYPES))
    relations = tuple(Relation(a.id, b.id, kind) for a, b, kind in draw(st.lists(pairs, max_size=12)) if a.id != b.id)
    themes = tuple(Theme(name, name, tuple(u.id for u in units if name in u.themes)) for name in names)
    return Outline(units, relations, themes)


@given(outlines())
@settings(deadline=None)
def test_every_unit_that_is_no_background_has_one_line(outline: Outline) -> None:
    read = driving.article(WORDS)
    wanted = sorted(unit.id for unit in outline.units if unit.role != "background")
    for order in ("theme", "argument"):
        lines = rows(read, outline, order)
        assert sorted(line.key for line in lines if line.kind == "unit") == wanted, order
    assert [line.key for line in rows(read, outline, "reading")] == [unit.id for unit in outline.units]


@given(outlines())
@settings(deadline=None)
def test_themes_are_in_order_numbered_and_counted(outline: Outline) -> None:
    lines = rows(driving.article(WORDS), outline, "theme")
    heads = [line for line in lines if line.kind == "theme"]
    assert [line.key for line in heads] == [theme.id for theme in outline.themes]
    assert [line.number for line in heads] == list(range(1, len(heads) + 1))
    under = {line.key: 0 for line in heads}
    head = ""
    for line in lines:
        if line.kind == "theme":
            head = line.key
        else:
            under[head] += 1
    assert under == {line.key: line.count for line in heads}


@given(outlines(), st.data())
@settings(deadline=None)
def test_a_fold_hides_only_what_is_under_it(outline: Outline, data: st.DataObject) -> None:
    read = driving.article(WORDS)
    for order in ORDERS:
        everything = rows(read, outline, order)
        foldable = [line for line in everything if line.foldable]
        if not foldable:
            continue
        chosen = data.draw(st.sampled_from(foldable))
        folded = rows(read, outline, order, frozenset({chosen.key}))
        at = everything.index(chosen)
        under = 0
        for line in everything[at + 1 :]:
            if line.depth <= chosen.depth:
                break
            under += 1
        assert [line.key for line in folded] == [
            line.key for line in everything[: at + 1] + everything[at + 1 + under :]
        ]
        assert folded[at].folded


@given(outlines())
@settings(deadline=None)
def test_depth_grows_by_one_and_the_first_line_is_not_indented(outline: Outline) -> None:
    for order in ORDERS:
        before = -1
        for line in rows(driving.article(WORDS), outline, order):
            assert 0 <= line.depth <= before + 1
            before = line.depth


def bridge_lines(order: str) -> list[tuple[str, int]]:
    read = driving.article()
    return [(line.key, line.depth) for line in rows(read, driving.outline(read), order)]  # type: ignore[arg-type]


def test_by_theme() -> None:
    assert bridge_lines("theme") == [
        ("closing", 0),
        ("u1", 1),
        ("u3", 2),
        ("u4", 1),
        ("u5", 2),
        ("u12", 1),
        ("money", 0),
        ("u8", 1),
        ("u6", 2),
        ("u7", 2),
        ("ferry", 0),
        ("u9", 1),
        ("u10", 2),
        ("u11", 3),
    ]


def test_by_argument_everything_hangs_on_the_thesis() -> None:
    lines = bridge_lines("argument")
    assert lines[0] == ("u1", 0)
    assert dict(lines)["u8"] == 1 and dict(lines)["u6"] == 2
    assert dict(lines)["u9"] == 0


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("But today, NATO is facing a hard moment.", "NATO is facing a hard moment."),
        ("However, many\ncountries fall short.", "many countries fall short."),
        ("And yet, the shops sell more.", "the shops sell more."),
        ("But then again, the ferry costs less.", "the ferry costs less."),
        ("— For example, trams cost less.", "trams cost less."),
        ("So many people left.", "So many people left."),
        ("But for the war, he would have won.", "But for the war, he would have won."),
        ("Yet another road was closed.", "Yet another road was closed."),
        ("Butter is dear this year.", "Butter is dear this year."),
        ("But no.", "But no."),
        ("The bridge must stay closed.", "The bridge must stay closed."),
    ],
)
def test_a_line_begins_with_what_it_says(words: str, shown: str) -> None:
    assert one_line(Article(words, Blocks()), Unit("u", 0, len(words), "claim", 0.9)) == shown


def test_gaps() -> None:
    read = driving.article()
    assert gaps(driving.outline(read)) == {"u9", "u12"}


def test_a_text_without_an_argument_shows_headings_and_paragraphs() -> None:
    read = driving.article()
    lines = rows(read, Outline(kind="a recipe"))
    assert [line.label for line in lines if line.count] == ["Money", "Future"]
    assert all(line.kind == "heading" and line.unit is None for line in lines)
    assert rows(Article("", read.blocks.__class__()), Outline()) == []


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 10)])
async def test_what_does_not_argue_is_said_in_a_whole_sentence(
    monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    from natotui.notes import overlay

    monkeypatch.setattr(overlay, "outlined", lambda *_, **__: Outline(kind="recipe"))
    async with reading(size=size) as reader:
        if size[0] < 70:
            await reader.press("tab")
        view = reader.screen.outline_view
        lines = ["".join(part.text for part in view.render_line(y)) for y in range(view.size.height)]
        said = (
            "This reads like a recipe: no claims were looked for. "
            "Headings and paragraphs instead; L reads it as an argument."
        )
        head = view._head_lines()
        assert " ".join(head) == said
        assert [line.strip() for line in lines[: len(head)]] == head
        await reader.press("tab" if size[0] >= 70 else "k", *["j"] * 12)
        shown = range(view.top, view.top + view.size.height - len(head))
        assert view.marked in shown and view.marked == len(view.items) - 1
