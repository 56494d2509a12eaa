"""Signals and lost terminals: the terminal is given back as it was, place and notes are kept, nobody complains."""

from __future__ import annotations

import os
import random
import signal
from itertools import product
from pathlib import Path

import pytest
from pty_program import ARTICLE, Program, Start, kept_notes

ENDING = [signal.SIGHUP, signal.SIGTERM, signal.SIGINT]


def place(program: Program) -> str:
    """Theme, role and share of the text on the status line."""
    return program.status.split("%")[0]


def moved_and_noted(program: Program) -> str:
    """Go somewhere and leave a note there; the place."""
    program.type("cc").rest()
    program.type("h").shows("saved")
    return place(program)


@pytest.mark.parametrize("number", ENDING, ids=lambda number: number.name)
def test_a_signal_ends_it_well(start: Start, tmp_path: Path, number: signal.Signals) -> None:
    program = start(ARTICLE).ready()
    here = moved_and_noted(program)
    program.signal(number)
    program.end()
    program.assert_restored()
    assert len(kept_notes(program.home)) == 1
    assert place(start(ARTICLE).ready()) == here


@pytest.mark.parametrize(
    ("moment", "number"),
    [
        *product(["alternate screen", "words"], ENDING),
        ("outline", signal.SIGINT),
        ("editor", signal.SIGHUP),
        ("list", signal.SIGTERM),
        ("help", signal.SIGHUP),
    ],
)
def test_whenever_it_comes(start: Start, moment: str, number: signal.Signals) -> None:
    program = start(ARTICLE)
    if moment == "alternate screen":
        program.until(lambda: b"\x1b[?1049h" in program.output, "the alternate screen")
    elif moment == "words":
        program.shows("solidarity")
    else:
        program.ready()
        program.type({"editor": "aa thought", "list": "i", "help": "?"}.get(moment, "\t")).rest()
    program.signal(number)
    program.end()
    program.assert_restored()


def stopped(program: Program) -> bool:
    """Whether it is stopped."""
    return program.states()[:1] == ["T"]


@pytest.mark.parametrize("way", ["signal", "key"])
def test_stop_and_go_on(start: Start, way: str) -> None:
    program = start(ARTICLE).ready()
    moved_and_noted(program)
    before = program.terminal.seen()
    program.type("\x1a") if way == "key" else program.signal(signal.SIGTSTP)
    program.until(lambda: stopped(program), "the stop")
    program.rest()
    program.assert_restored()
    program.terminal.reset()
    program.terminal.feed("$ ls\r\nfiles\r\n$ fg\r\n")
    program.signal(signal.SIGCONT)
    program.shows("▌").rest()
    # The message that the note was saved may be gone: the key that stopped it ended it.
    assert program.terminal.seen()[:-2] == before[:-2]
    assert program.quit() == 0
    program.assert_restored()
    assert len(kept_notes(program.home)) == 1


@pytest.mark.parametrize("hup", [signal.SIG_DFL, signal.SIG_IGN], ids=["line dropped", "terminal closed"])
def test_the_terminal_is_gone(start: Start, hup: signal.Handlers) -> None:
    program = start(ARTICLE, hup=hup).ready()
    here = moved_and_noted(program)
    program.hang_up()
    program.end()
    assert len(kept_notes(program.home)) == 1
    assert place(start(ARTICLE).ready()) == here


def acknowledged_and_kept(program: Program, notes: int, luck: random.Random) -> tuple[int, int]:
    """Highlight ``notes`` sentences, one more, and kill it at a moment that chance chooses. Notes that were
    acknowledged on the status line, and notes that are in the library."""
    said = 0
    for _ in range(notes):
        program.type("jh").shows("highlighted, saved")
        said += 1
        program.type("j").until(lambda: "saved" not in program.status, "the next sentence")
    program.type("h")
    program.step(luck.random() * 0.03)
    program.process.kill()
    program.process.wait()
    while program.step(0.03):
        pass
    said += "highlighted, saved" in program.status
    return said, len(kept_notes(program.home))


@pytest.mark.parametrize("seed", range(3))
def test_killed_it_keeps_what_it_acknowledged(start: Start, seed: int) -> None:
    luck = random.Random(seed)
    program = start(ARTICLE).ready()
    said, kept = acknowledged_and_kept(program, luck.randint(0, 4), luck)
    assert said <= kept <= said + 1


def test_resized_to_nothing_and_back(start: Start) -> None:
    program = start(ARTICLE).ready()
    program.key("3")
    here, rows = place(program), program.rows()[:-2]
    for size in ((1, 1), (2, 40), (200, 1), (1, 24), (40, 10), (300, 100), (80, 24)):
        program.resize(*size)
        program.rest()
        assert not program.ended, size
    assert place(program) == here
    assert [row for row in program.rows()[:-2] if row.startswith("▌")] == [row for row in rows if row.startswith("▌")]
    assert program.quit() == 0
    program.assert_restored()


def test_twenty_resizes_a_second(start: Start) -> None:
    program = start(ARTICLE).ready()
    program.key("3")
    here, luck = place(program), random.Random(7)
    for _ in range(40):
        program.resize(luck.randint(1, 160), luck.randint(1, 50))
        program.step(0.05)
    program.resize(80, 24)
    program.rest()
    assert place(program) == here
    assert program.quit() == 0
    program.assert_restored()


def test_it_can_be_signalled_twice(start: Start) -> None:
    program = start(ARTICLE).ready()
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGTERM):
        if not program.ended:
            os.kill(program.process.pid, number)
    program.end()
    program.assert_restored()
