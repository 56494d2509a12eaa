"""The words of the status line and of the explanation. Pure."""

from __future__ import annotations

import pytest
import screen_driving as driving

from natotui.argument.model import Cue, Outline, Relation, Theme, Unit
from natotui.article.model import Article, Blocks
from natotui.screen import status
from natotui.screen.signs import Signs
from natotui.screen.state import ReadingState
from natotui.screen.why import explained

READ = driving.article()
OUTLINE = driving.outline(READ)


def state(words: str = "Repair costs nine million.", outline: Outline = OUTLINE) -> ReadingState:
    start = READ.text.index(words)
    return ReadingState(READ, outline, True, (start, start + len(words)))


def written(width: int, at: ReadingState, theme: str = "Money", ascii: bool = False) -> str:  # noqa: A002
    return "".join(words for words, _ in status.left(at, theme, Signs(ascii=ascii), 230, width))


def test_status_by_width() -> None:
    assert written(100, state()) == " Money · evidence 80% · 60% · 1 min left"
    assert written(55, state()) == " · evidence · 60% · 1 min left"
    assert written(40, state(), ascii=True) == " e evidence - 60%"


def test_where_there_is_no_unit_the_title_stands() -> None:
    assert written(100, state("Money"), "") == " The Bridge at Hexham · 54% · 1 min left"
    assert "reading the argument" in written(100, ReadingState(READ))


def test_low_confidence_is_marked() -> None:
    low = Outline((Unit("u1", 0, 3, "claim", 0.4, ("x",)),), (), (Theme("x", "x", ("u1",)),))
    parts = status.left(ReadingState(READ, low, True, (0, 3)), "x", Signs(), 230, 100)
    assert ("claim? 40%", "low") in parts


def test_a_long_theme_is_clipped() -> None:
    assert len(written(80, state(), "A theme of many words " * 9)) <= 80
    assert "…" in written(80, state(), "A theme of many words " * 9)


@pytest.mark.parametrize(
    ("length", "at", "words"),
    [
        (138_000, 0, "1.7 h left"),
        (13_800, 0, "10 min left"),
        (600, 0, "1 min left"),
        (600, 600, "done"),
        (0, 0, "done"),
    ],
)
def test_minutes_left(length: int, at: int, words: str) -> None:
    read = Article("x" * length, Blocks())
    assert status.minutes_left(ReadingState(read, cursor=(at, at)), 230) == words


def test_percent_is_of_the_text() -> None:
    read = Article("x" * 200, Blocks())
    assert ReadingState(read, cursor=(0, 100)).percent() == 50
    assert ReadingState(Article("", Blocks())).percent() == 0


def words_of(unit: Unit, outline: Outline = OUTLINE, ascii: bool = False) -> str:  # noqa: A002
    return "".join(words for words, _ in explained(READ, outline, unit, Signs(ascii=ascii)))


def test_why_says_role_cues_speaker_and_what_it_bears_on() -> None:
    unit = Unit(
        "u3",
        126,
        166,
        "evidence",
        0.62,
        ("closing",),
        (Cue(126, 135, "names who counted"), Cue(126, 126, "follows a claim")),
        "the engineers",
        "claim",
    )
    said = words_of(unit)
    assert said.startswith("· evidence, 62% (or claim): names who counted (“Engineers”) · follows a claim")
    assert "said by the engineers" in said
    assert said.endswith("supports ★ “The bridge must stay closed.”")
    assert "supports T “" in words_of(unit, ascii=True)


def test_why_without_cues_claims_nothing() -> None:
    assert "nothing marks it" in words_of(Unit("u99", 0, 3, "claim", 0.5))


def test_why_does_not_quote_what_it_says_already_nor_at_length() -> None:
    said = words_of(
        Unit("x", 0, 90, "claim", 0.5, (), (Cue(126, 135, "says “Engineers” first"), Cue(0, 166, "is long")))
    )
    assert said.count("Engineers") == 1
    assert "is long" in said and "Hexham" not in said


def test_why_bears_a_relation_to_a_unit_that_is_not_there() -> None:
    outline = Outline(OUTLINE.units, (Relation("u3", "gone", "supports"),))
    assert "supports" not in words_of(OUTLINE.units[2], outline)


def test_a_unit_is_found_from_anywhere_in_its_sentence() -> None:
    start = READ.text.index("Critics")
    clauses = Outline((Unit("u1", start + 8, start + 20, "claim", 0.5),))
    at = ReadingState(READ, clauses, True, (start, start + 36))
    assert at.unit is not None and at.unit.id == "u1", "a clause that begins later in the sentence"
    assert at.unit_at(start + 30) is None
    assert ReadingState(READ, clauses, True, (0, 3)).unit is None


def test_signs_are_one_cell_and_have_ascii_twins() -> None:
    from rich.cells import cell_len

    for ascii_only in (False, True):
        signs = Signs(ascii=ascii_only)
        shown = [*map(signs.role, ("thesis", "claim", "evidence", "counterpoint", "rebuttal", "background"))]
        shown += [signs.bar, signs.note, signs.marked, signs.rule, signs.ellipsis, signs.dot]
        assert all(cell_len(sign) == 1 for sign in shown)
        assert len(set(shown[:6])) == 6
        assert "".join(shown).isascii() == ascii_only
