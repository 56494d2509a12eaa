"""Rows: what stands on each, whatever the width and the writing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from natotui.article.model import Article, Block, Blocks
from natotui.screen.layout import PIECE, Layout, Top, chop, wrap

words = st.text(alphabet=st.sampled_from("ab, é你好\u0301👩\u200d🚀️—’\u00a0 "), max_size=120)
widths = st.integers(min_value=2, max_value=40)


def article(*paragraphs: str, kind: str = "paragraph") -> Article:
    text, blocks = "", []
    for paragraph in paragraphs:
        blocks.append(Block(kind, len(text), len(text) + len(paragraph)))  # type: ignore[arg-type]
        text += paragraph + "\n\n"
    return Article(text, Blocks(blocks))


def lines(text: str, width: int) -> list[str]:
    return [text[a:b] for a, b in wrap(text, 0, len(text), width)]


def test_breaks_at_blanks() -> None:
    assert lines("the alliance must decide", 12) == ["the alliance", "must decide"]


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert lines("aaaaaaaaaa b", 4) == ["aaaa", "aaaa", "aa b"]


def test_wide_characters_count_two_cells_and_break_anywhere() -> None:
    assert lines("你好世界你好", 4) == ["你好", "世界", "你好"]


def test_a_combining_mark_stays_with_its_letter() -> None:
    assert lines("ae\u0301ae\u0301", 2) == ["ae\u0301", "ae\u0301"]


def test_a_joined_emoji_is_never_torn() -> None:
    family = "👩\u200d🚀"
    assert all(part.count("\u200d") == part.count("👩") for part in lines(family * 3, 2))


@given(words, widths)
def test_every_line_fits_and_nothing_but_blanks_is_lost(text: str, width: int) -> None:
    spans = wrap(text, 0, len(text), width)
    at = 0
    for start, end in spans:
        assert not text[at:start].strip(" ")
        assert cell_len(text[start:end].rstrip(" ")) <= width
        assert start <= end
        at = end
    assert not text[at:].strip(" ")


@given(words, widths)
def test_chopping_keeps_every_character(text: str, width: int) -> None:
    spans = chop(text, 0, len(text), width)
    assert "".join(text[a:b] for a, b in spans) == text


@given(st.lists(words, min_size=1, max_size=6), widths, st.integers(min_value=0, max_value=600))
@settings(max_examples=60)
def test_locate_finds_the_row_that_shows_an_offset(paragraphs: list[str], width: int, at: int) -> None:
    read = article(*paragraphs)
    layout = Layout(read, width)
    block = read.blocks[read.blocks.at(at)]
    offset = min(max(at, block.start), max(block.start, block.end - 1))
    top = layout.locate(offset)
    row = layout.row_at(top)
    assert row.kind not in ("blank", "rule")
    assert row.start <= offset
    after = layout.rows(top.piece)[top.row + 1 :]
    assert not after or after[0].start > offset


@given(st.lists(words, min_size=1, max_size=8), widths, st.integers(min_value=-30, max_value=30))
@settings(max_examples=60)
def test_moving_down_and_up_again_comes_back(paragraphs: list[str], width: int, count: int) -> None:
    layout = Layout(article(*paragraphs), width)
    middle = layout.move(layout.first(), 30)
    moved = layout.move(middle, count)
    ends = (layout.first(), layout.last())
    assert moved in ends or layout.move(moved, -count) == middle or middle in ends


def test_a_window_at_the_end_is_full() -> None:
    layout = Layout(article(*["word " * 30] * 10), 20)
    top = layout.fit(layout.last(), 12)
    assert len(layout.window(top, 12)) == 12
    assert layout.window(top, 12)[-1] == layout.row_at(layout.last())


def test_a_line_of_ten_million_characters_is_laid_out_a_piece_at_a_time() -> None:
    read = article("word " * 2_000_000)
    layout = Layout(read, 60)
    top = layout.locate(9_000_000)
    row = layout.row_at(top)
    assert row.start <= 9_000_000 < row.end + 1
    assert len(layout.window(top, 30)) == 30
    assert sum(len(rows) for rows in layout._rows.values()) < 4 * PIECE / 50


def test_pieces_of_a_long_block_follow_without_gap() -> None:
    read = article("word " * 20_000)
    layout = Layout(read, 60)
    rows = layout.window(layout.first(), 10_000)
    assert [row.start for row in rows] == sorted({row.start for row in rows})
    assert "".join(read.text[row.start : row.end] for row in rows).replace(" ", "") == "word" * 20_000


def test_resize_keeps_the_offset() -> None:
    read = article(*["several words stand here " * 8] * 20)
    before = Layout(read, 50)
    offset = before.row_at(before.move(before.first(), 37)).start
    after = Layout(read, 23)
    row = after.row_at(after.locate(offset))
    assert row.start <= offset <= row.end


def test_items_stand_close_and_hang() -> None:
    text = "one two three four\ntwo"
    read = Article(text, Blocks([Block("item", 0, 18, marker="•"), Block("item", 19, 22, marker="•")]))
    rows = Layout(read, 10).window(Top(Layout(read, 10).first().piece, 0), 10)
    assert [row.lead for row in rows] == ["• ", "  ", "  ", "• "]
    assert all(row.kind == "item" for row in rows)


def test_furniture_at_the_end_stands_below_a_rule() -> None:
    text = "Words.\n\nComments"
    read = Article(text, Blocks([Block("paragraph", 0, 6), Block("heading", 8, 16, furniture=True)]))
    assert "rule" in [row.kind for row in Layout(read, 30).window(Layout(read, 30).first(), 10)]
