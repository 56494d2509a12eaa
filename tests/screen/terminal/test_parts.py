"""The parts of the driver, one by one."""

from __future__ import annotations

import os
from itertools import product
from random import Random

import pytest
from terminal_emulator import Terminal
from terminal_frames import STYLES, page

from natotui.screen.terminal.capabilities import Capabilities, capabilities
from natotui.screen.terminal.cells import DEFAULT, Grid, Style, clusters
from natotui.screen.terminal.difference import difference, full_paint
from natotui.screen.terminal.guard import Control
from natotui.screen.terminal.output import Output
from natotui.screen.terminal.pace import FENCE, Pace
from natotui.screen.terminal.painter import Painter
from natotui.screen.terminal.parser import FrameParser
from natotui.screen.terminal.pen import applied, transition
from natotui.screen.terminal.spelling import in_ascii

XTERM = capabilities({"TERM": "xterm-256color"})


def grid(frame: str, width: int = 40, height: int = 8) -> Grid:
    """What a frame draws on an empty screen."""
    parser = FrameParser(Grid(width, height))
    parser.feed(frame)
    return parser.grid


def change(old: Grid, new: Grid, can: Capabilities = XTERM) -> str:
    """The difference, with the cursor at home and a plain pen."""
    painter = Painter(can, old.width)
    painter.x = painter.y = 0
    painter.pen = DEFAULT
    return difference(painter, old, new)


# Pen


@pytest.mark.parametrize("partial", [True, False])
def test_any_style_follows_any_other(partial: bool) -> None:
    for old, new in product(STYLES, repeat=2):
        before, after = applied(DEFAULT, old or "0"), applied(DEFAULT, new or "0")
        step = transition(before, after, partial)
        screen = Terminal(4, 1).feed(f"\x1b[{old or 0}m{step}x")
        wanted = Terminal(4, 1).feed(f"\x1b[{new or 0}mx")
        assert screen.cells() == wanted.cells(), (old, new, step)
        assert len(step) <= len(f"\x1b[0m\x1b[{new}m")


def test_a_style_costs_only_what_changes() -> None:
    assert transition(Style(1, "31", "44"), Style(1, "32", "44")) == "\x1b[32m"
    assert transition(Style(1, "31", "44"), DEFAULT) == "\x1b[m"
    assert transition(DEFAULT, DEFAULT) == ""


def test_malformed_sgr_changes_nothing() -> None:
    for parameters in ("38", "38;5", "38;2;1;2", "48;5;999", "38;9;9", "777"):
        assert applied(DEFAULT, parameters) == DEFAULT


# Differences


def test_nothing_for_nothing() -> None:
    frame = "\x1b[2;3H\x1b[1mtext\x1b[0m"
    assert change(grid(frame), grid(frame)) == ""


def test_what_cannot_be_seen_is_not_sent() -> None:
    assert change(grid("\x1b[1;1H\x1b[31;44m   \x1b[0m"), grid("\x1b[1;1H\x1b[1;32;44m   \x1b[0m")) == ""


def test_one_letter_costs_a_jump_and_a_letter() -> None:
    assert change(grid("\x1b[3;5Hcat"), grid("\x1b[3;5Hcar")) == "\x1b[3;7Hr"


def test_short_gaps_are_drawn_and_long_ones_jumped() -> None:
    assert change(grid("a1b2"), grid("x1y2")) == "x1y"
    assert change(grid("a" + "." * 20 + "b"), grid("x" + "." * 20 + "y")) == "x\x1b[20Cy"


def test_the_end_of_a_row_is_erased() -> None:
    assert change(grid("word and more words"), grid("word")) == "\x1b[5C\x1b[K"


def test_a_coloured_end_is_erased_only_where_that_keeps_the_colour() -> None:
    old, new = grid("word and more words"), grid("\x1b[44mword" + " " * 36)
    assert "\x1b[K" in change(old, new)
    assert "\x1b[K" not in change(old, new, capabilities({"TERM": "screen"}))


def test_a_row_of_one_sign_is_repeated_where_that_is_known() -> None:
    old, new = grid(""), grid("-" * 30)
    assert change(old, new, capabilities({"TERM": "foot"})) == "-\x1b[29b"
    assert change(old, new) == "-" * 30


def test_signs_beyond_ascii_are_not_repeated_since_tmux_would_not() -> None:
    for row in ("─" * 30, "ab" + "─" * 12 + "é" * 9):
        assert change(grid(""), grid(row), capabilities({"TERM": "tmux-256color"})) == row


@pytest.mark.parametrize("shift", [1, 3, -2])
@pytest.mark.parametrize("term", ["xterm-256color", "vt100", "screen"])
def test_scrolled_text_is_scrolled(shift: int, term: str) -> None:
    lines = [f"{number} " + "".join(Random(number).choices("abcdefg ", k=30)) for number in range(40)]
    can = capabilities({"TERM": term})
    old, new = grid(page(lines, 10, 20, 36), 40, 20), grid(page(lines, 10 + shift, 20, 36), 40, 20)
    painter = Painter(can, 40)
    screen = Terminal(40, 20, can.colour_erase).feed("\x1b[?7l" + full_paint(painter, old))
    painter.out.clear()
    text = difference(painter, old, new)
    assert len(text) < 60 + 50 * abs(shift)
    assert screen.feed(text).seen() == Terminal(40, 20).feed(page(lines, 10 + shift, 20, 36)).seen()


def test_scroll_regions_can_be_forbidden() -> None:
    can = capabilities({"TERM": "xterm-256color", "NATOTUI_TERMINAL": "-scroll,+repeat,+nonsense,*"})
    assert not can.scroll and can.repeat
    lines = [f"line {number}" * 3 for number in range(40)]
    text = change(grid(page(lines, 0, 8, 36)), grid(page(lines, 1, 8, 36)), can)
    assert "r" not in text.replace("\x1b[", "")[:12]


@pytest.mark.parametrize("cluster", ["👩\u200d🚀", "❤\ufe0f", "👍🏽", "🇩🇪", "🎉", "क\u094d\u0937"])
def test_a_glyph_of_unsure_width_spoils_nothing_beside_it(cluster: str) -> None:
    """On a terminal that draws it wider or narrower than Textual counts, the cells after it are right."""
    painter = Painter(XTERM, 40)
    old = grid("\x1b[1;1Hone two three four five six")
    new = grid(f"\x1b[1;1H{cluster} after and the same")
    start = sum(width for _, width in clusters(cluster))
    screen = Terminal(40, 8, joins=False).feed("\x1b[?7l" + full_paint(painter, old))
    for shown, wanted in ((old, new), (new, old), (old, new)):
        painter.out.clear()
        screen.feed(difference(painter, shown, wanted))
        for y, row in enumerate(wanted.rows):
            drawn = [cell.data for cell in screen.cells()[y]]
            assert drawn[start:] == row.chars[start:]


# Grid


def test_half_a_wide_cell_is_a_blank() -> None:
    assert grid("日本\x1b[1;2Hx").rows[0].chars[:5] == [" ", "x", "本", "", " "]
    assert grid("日本\x1b[1;3Hx").rows[0].chars[:5] == ["日", "", "x", " ", " "]


def test_marks_join_the_letter_before_them_once() -> None:
    assert grid("e\x1b[1m\u0301\x1b[1;2H\u0301").rows[0].chars[0] == "e\u0301"
    assert len(grid("e" + "\u0301" * 9999).rows[0].chars[0]) <= 32


def test_snapshots_stay_as_they_were() -> None:
    parser = FrameParser(Grid(10, 2))
    parser.feed("one")
    taken = parser.grid.snapshot()
    parser.feed("\x1b[1;1Htwo")
    assert taken.rows[0].chars[:3] == ["o", "n", "e"]
    assert parser.grid.rows[1] is taken.rows[1]


def test_the_parser_moves_and_erases() -> None:
    frame = "\x1b[2;5Hx\x1b[Ay\x1b[2Bz\x1b[3Dw\x1b[9Gv\x1b[1du\r\nq\x1b[999;999Hr\x1b[1;1H\x1b[3X\x1b[3;1H\x1b[1J"
    assert grid(frame, 10, 5).rows[4].chars[-1] == "r"
    assert grid("all\x1b[2J", 10, 2).rows[0].chars == [" "] * 10


# Signs, terminals


def test_signs_in_ascii_are_as_wide() -> None:
    for cluster, width, plain in (
        ("─", 1, "-"),
        ("é", 1, "e"),
        ("日", 2, "??"),
        ("“", 1, '"'),
        ("🎉", 2, "??"),
    ):
        assert in_ascii(cluster, width) == plain
    can = capabilities({"TERM": "xterm", "LC_ALL": "C"})
    assert change(grid(""), grid("“naïve” 日本 │"), can).isascii()


def test_known_terminals() -> None:
    assert capabilities({"TERM": "xterm-256color"}).colour_erase
    assert not capabilities({"TERM": "screen-256color"}).colour_erase
    assert not capabilities({"TERM": "xterm-256color"}).repeat
    assert capabilities({"TERM": "xterm-256color", "VTE_VERSION": "7200"}).repeat
    assert not any(capabilities({"TERM": term}).scroll for term in ("dumb", "", "wyse60"))


# Pace and output


def test_pace_waits_for_answers_only_where_there_are_some() -> None:
    pace = Pace(asks=True)
    assert pace.fence(100, now=0) == FENCE
    assert pace.fence(100, now=0.1) == "" and pace.wait(0.1) == 0
    assert pace.answer(0.2) and not pace.answer(0.2)
    assert pace.fence(1000, now=1) == FENCE
    assert pace.fence(1000, now=1.1) == FENCE
    assert pace.wait(1.2) > 0
    assert pace.answer(5) and pace.answer(6)
    assert pace.fence(10, now=60) == ""


def test_pace_gives_up_on_silence() -> None:
    pace = Pace(asks=True)
    asked, now = 0, 0.0
    for _ in range(50):
        now += 20
        pace.wait(now)
        asked += bool(pace.fence(1000, now))
    assert asked <= 3


def test_a_pace_that_asks_nothing() -> None:
    pace = Pace(asks=False)
    assert pace.fence(9999) == "" and pace.wait() == 0


def test_only_the_newest_frame_is_sent_and_all_controls() -> None:
    reading, writing = os.pipe()
    output = Output(writing, XTERM)
    output.send([Control("\x1b[?1000h", 1000, True)])
    for word in ("first", "second", "third"):
        output.show(grid(word), sync=True)
    output.send([Control("\x1b[?2004h", 2004, True)])
    output.start()
    output.settle(5)
    output.stop()
    os.close(writing)
    sent = os.read(reading, 99999).decode()
    assert sent.startswith("\x1b[?1000h\x1b[?2004h\x1b[?2026h") and sent.endswith("\x1b[?2026l")
    assert "third" in sent and "first" not in sent and "second" not in sent
    assert output.skipped == 2 and output.sent == len(sent)


def test_a_frame_for_the_screen_that_is_left_is_not_drawn_on_the_next() -> None:
    reading, writing = os.pipe()
    output = Output(writing, XTERM)
    output.show(grid("late"), sync=False)
    output.send([Control("\x1b[?1049l", 1049, False)])
    output.start()
    output.stop()
    os.close(writing)
    assert b"late" not in os.read(reading, 9999)


def test_a_terminal_that_is_gone_holds_nobody_up() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    output = Output(writing, XTERM)
    output.start()
    output.show(grid("text"), sync=False)
    output.settle(5)
    output.stop()
    assert not output.is_alive()
    os.close(writing)


def test_a_terminal_that_takes_nothing_is_left_in_the_end() -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    while True:
        try:
            os.write(writing, b"x" * 65536)
        except BlockingIOError:
            break
    output = Output(writing, XTERM)
    output.start()
    output.show(grid("text"), sync=False)
    while not output._busy:
        os.sched_yield()
    output.stop()
    assert not output.is_alive()
    os.close(reading)
    os.close(writing)
