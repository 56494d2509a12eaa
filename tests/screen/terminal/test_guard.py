"""Nothing in a cell reaches the terminal as a control, and of controls only those on the list."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from terminal_emulator import Terminal

from natotui.screen.terminal.capabilities import Capabilities, capabilities
from natotui.screen.terminal.cells import Grid
from natotui.screen.terminal.difference import difference, full_paint
from natotui.screen.terminal.guard import controls
from natotui.screen.terminal.painter import Painter
from natotui.screen.terminal.parser import FrameParser

OURS = re.compile(
    r"\x1b\[[0-9;]*[mHABCDGKJXbSTr]|\x1bM|[\r\n\x08]|\x1b\]8;[^\x00-\x1f\x7f-\x9f]*\x1b\\"
    r"|[^\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff"
    r"\U000e0000-\U000e007f]"
)
"""All that a frame may be made of."""

ATTACKS = [
    "\x1b]52;c;aGFja2Vk\x07",
    "\x1b]52;c;?\x07",
    "\x1b]0;title\x07",
    "\x1b]0;unfinished",
    "\x1b]8;;https://example.org\x1b[c\x1b\\",
    "\x1b[c",
    "\x1b[6n",
    "\x1b[5n",
    "\x1b[21t",
    "\x1b[?1049l",
    "\x1b[?2004l",
    "\x1b[?1003h",
    "\x1b[>25u",
    "\x1b[20l",
    "\x1b[4h",
    "\x1b[5i",
    "\x1bc",
    "\x1b#8",
    "\x1b(0",
    "\x1b%G",
    '\x1bP$q"p\x1b\\',
    "\x1bP1000p",
    "\x1b_Gi=31,s=1,v=1,a=q;AAAA\x1b\\",
    "\x1b^private\x1b\\",
    "\x1bXstart\x1b\\",
    "\x90+q544e\x9c",
    "\x9d52;c;aGFja2Vk\x9c",
    "\x9b6n",
    "\x9f\x9e\x98",
    "\x1b\x1b[6n",
    "\x1b[\x1b[6n",
    "\u202egnp.exe\u202c\u2066\u2069\u200f",
    "\U000e0001\U000e0041\U000e007f",
    "\ud800\udfff",
    *map(chr, (*range(0x20), *range(0x7F, 0xA0))),
]


def sent(frames: list[str], can: Capabilities) -> str:
    """What goes out for frames on a 40x6 terminal."""
    parser, painter = FrameParser(Grid(40, 6)), Painter(can, 40)
    shown, text = None, ""
    for frame in frames:
        if controls(frame) is not None:
            continue
        parser.feed(frame)
        grid = parser.grid.snapshot()
        painter.out.clear()
        text += difference(painter, shown, grid) if shown else full_paint(painter, grid)
        shown = grid
    return text


def frame(text: str) -> str:
    """A frame with `text` in a styled cell run, as a careless widget would draw it."""
    return f"\x1b[2;3H\x1b[1;38;5;9mbefore {text} after\x1b[0m\n\x1b[3;1Hplain {text}\x1b[1;1H"


@pytest.mark.parametrize("attack", ATTACKS, ids=ascii)
def test_controls_in_cell_text_stay_out(attack: str) -> None:
    for term in ("xterm-256color", "linux", "dumb"):
        for wrapped in (attack, f"x{attack}y", f"e\u0301{attack}日{attack}"):
            text = sent([frame("a"), frame(wrapped), frame("")], capabilities({"TERM": term}))
            assert not OURS.sub("", text), ascii(text)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(st.characters(), max_size=30), max_size=4))
def test_any_text_stays_text(texts: list[str]) -> None:
    text = sent([frame(text) for text in texts], capabilities({"TERM": "tmux-256color"}))
    assert not OURS.sub("", text), ascii(text)


@settings(max_examples=150, deadline=None)
@given(st.text("\x1b[]P_^X\\;?!<>=0123456789mHhlcnrqtup$ \x07\x9b\x9c\x9d\x90abc日\n", max_size=60))
def test_any_escapes_in_a_frame_end_in_the_grid(text: str) -> None:
    answer = sent(["\x1b[1;1H" + text], capabilities({"TERM": "xterm-256color"}))
    assert not OURS.sub("", answer), ascii(answer)
    screen = Terminal(40, 6).feed(answer)
    assert not screen.answers and not screen.title


PASSING = [
    "\x1b[?1049h",
    "\x1b[?25l",
    "\x1b[?1000h",
    "\x1b[?2026$p",
    "\x1b[?2004h",
    "\x1b[>25u",
    "\x1b[<u",
    "\x07",
    "\x1b[2 q",
    "\x1b]0;NATO's crisis – natotui\x07",
    "\x1b]52;c;aGVsbG8=\x07",
    "\x1b]22;pointer\x07",
    "\x1b[?1000h\x1b[?1006h",
]
STOPPED = [
    "\x1b]52;c;?\x07",
    "\x1b]0;evil\x1b[6n\x07",
    "\x1b]0;evil\u202e\x07",
    "\x1b]0;" + "x" * 999 + "\x07",
    "\x1b]4;1;?\x07",
    "\x1b[?5h",
    "\x1bP$q\x1b\\",
    "\x1b_G\x1b\\",
    "\x1bc",
    "\x1b[?1000h\x1bc",
    "\x1b[?1000h\x1b[2;1Htext",
    "\x9b6n",
    "\x07\x1b]52;c;?\x07",
]


@pytest.mark.parametrize("data", PASSING, ids=ascii)
def test_listed_controls_pass_as_they_are(data: str) -> None:
    assert "".join(control.text for control in controls(data) or []) == data


@pytest.mark.parametrize("data", STOPPED, ids=ascii)
def test_other_controls_do_not_pass(data: str) -> None:
    assert controls(data) == [] or sent([data], capabilities({"TERM": "linux"})) == ""
    assert not controls(data)


def test_frames_are_no_controls() -> None:
    for data in (
        "\x1b[1;1Htext",
        "\x1b[1mtext",
        "text",
        "\x1b[?2026h\x1b[1;1Htext\x1b[?2026l",
        "\x1b]8;;x\x1b\\t",
    ):
        assert controls(data) is None
