"""The difference leaves the screen that the whole frames leave."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from terminal_emulator import Terminal
from terminal_frames import part, whole

from natotui.screen.terminal.capabilities import Capabilities, capabilities
from natotui.screen.terminal.cells import Grid
from natotui.screen.terminal.difference import difference, full_paint
from natotui.screen.terminal.painter import Painter
from natotui.screen.terminal.parser import FrameParser

TERMS = ["xterm-256color", "tmux-256color", "screen-256color", "linux", "vt100", "dumb", "no-such-terminal"]
RAW = "\x1b[?7l"


class Pair:
    """The same frames on two terminals: as Textual sends them, and by difference."""

    def __init__(self, can: Capabilities, width: int, height: int, joins: bool = True) -> None:
        self.stock = Terminal(width, height).feed(RAW)
        self.ours = Terminal(width, height, can.colour_erase, joins).feed(RAW)
        self.parser = FrameParser(Grid(width, height))
        self.painter = Painter(can, width)
        self.shown: Grid | None = None
        self.sent = self.stock_sent = 0

    def frame(self, frame: str) -> str:
        """Send one frame both ways. Returns what went out by difference."""
        self.stock.feed(frame)
        self.parser.feed(frame)
        grid = self.parser.grid.snapshot()
        self.painter.out.clear()
        shown = self.shown
        text = difference(self.painter, shown, grid) if shown else full_paint(self.painter, grid)
        self.ours.feed(text)
        self.shown = grid
        self.sent += len(text.encode())
        self.stock_sent += len(frame.encode())
        return text

    def redraw(self) -> None:
        """Forget what the terminal shows and fill it with rubbish."""
        self.ours.resize(self.ours.lines + 1)
        self.ours.resize(self.ours.lines - 1)
        self.shown = None

    def resize(self, width: int, height: int) -> None:
        """Another size of both terminals."""
        for terminal in (self.stock, self.ours):
            terminal.resize(height, width)
        self.parser.resize(width, height)
        self.painter.width = width
        self.shown = None

    def compare(self, exact: bool = False) -> None:
        """Both show the same."""
        if exact:
            assert self.ours.cells() == self.stock.cells()
        else:
            assert self.ours.seen() == self.stock.seen()


def play(random: Random, pair: Pair, count: int, emoji: bool, exact: bool = False) -> None:
    """Some random frames, redraws and resizes."""
    width, height = pair.stock.columns, pair.stock.lines
    pair.frame(whole(random, width, height, emoji))
    pair.compare(exact)
    for _ in range(count):
        event = random.random()
        if event < 0.08:
            pair.redraw()
        if event > 0.95:
            width, height = random.randint(1, 90), random.randint(1, 30)
            pair.resize(width, height)
        if event < 0.2 or event > 0.95:
            pair.frame(whole(random, width, height, emoji))
        else:
            pair.frame(part(random, width, height, emoji))
        pair.compare(exact)


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("seed", range(6))
def test_random_frames_leave_the_same_screen(term: str, seed: int) -> None:
    can = capabilities({"TERM": term})._replace(raw_newline=True)
    play(Random(seed), Pair(can, 40 + seed * 8, 5 + seed * 4), 40, emoji=bool(seed % 2))


@pytest.mark.parametrize("seed", range(6))
def test_every_attribute_is_the_same_if_asked(seed: int) -> None:
    can = capabilities({"TERM": "tmux-256color"})._replace(exact=True, colour_erase=False, erase_cells=False)
    play(Random(seed), Pair(can, 80, 24), 40, emoji=False, exact=True)


@settings(deadline=None, max_examples=60)
@given(
    random=st.randoms(use_true_random=False),
    term=st.sampled_from(TERMS),
    size=st.tuples(st.integers(1, 100), st.integers(1, 30)),
    emoji=st.booleans(),
)
def test_any_frames_leave_the_same_screen(random: Random, term: str, size: tuple[int, int], emoji: bool) -> None:
    play(random, Pair(capabilities({"TERM": term}), *size), 12, emoji)
