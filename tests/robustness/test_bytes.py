"""How many bytes a key costs, in a pty of 80x24 with 256 colours: medians over the bundled NATO article.

The limits are the project's own budgets; what each key costs today is printed by ``tests/benchmarks/table.py``.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median

import pytest
from pty_program import ARTICLE, Program

DOWN, TAB = "\x1b[B", "\t"


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """One natotui for all of these; each test leaves it in the article pane with the outline beside it."""
    program = Program(ARTICLE, home=tmp_path_factory.mktemp("home")).ready()
    yield program
    program.close()


def costs(program: Program, *keys: str) -> float:
    """The median of the bytes that these keys cost, one after the other, from the top of the article."""
    program.key("g")
    return median(program.key(key) for key in keys)


def test_from_start_to_rest(reader: Program) -> None:
    assert reader.start_bytes <= 4_500


def test_steps(reader: Program) -> None:
    assert costs(reader, *["j"] * 24) <= 450
    assert costs(reader, *["k"] * 2, *["j"] * 12) <= 450


def test_rows(reader: Program) -> None:
    assert costs(reader, *[DOWN] * 24) <= 1_250
    reader.key("o")
    hidden = costs(reader, *[DOWN] * 24)
    reader.key("o")
    assert hidden <= 450


def test_pages(reader: Program) -> None:
    assert costs(reader, *"  bb  bb") <= 2_300


JUMPS = {"themes": "123456tttttt", "claims": "ccccccCCCC", "evidence": "eeeeee", "rest": "xxrr"}


@pytest.mark.parametrize("keys", JUMPS.values(), ids=JUMPS.keys())
def test_jumps(reader: Program, keys: str) -> None:
    assert costs(reader, *keys) <= 2_300


def test_outline_cursor_and_panes(reader: Program) -> None:
    reader.key("g")
    assert median(reader.key(TAB) for _ in range(8)) <= 300
    moved = costs(reader, TAB, *["j"] * 24)
    reader.key(TAB)
    assert moved <= 250


def test_search_hits(reader: Program) -> None:
    reader.type("/NATO\r").shows(" of 5 ")
    reader.rest()
    assert median(reader.key("n") for _ in range(8)) <= 2_300
    reader.key("\x1b")


def test_messages(reader: Program) -> None:
    said = [reader.key(key) for key in ("'", ">", "'", ">")]
    assert 0 < max(said) <= 150


def test_at_rest_nothing_is_sent(reader: Program) -> None:
    sent = len(reader.output)
    # File and library are looked at every second and a half: two looks pass.
    end = time.monotonic() + 3.2
    reader.until(lambda: time.monotonic() > end, "two looks")
    assert len(reader.output) == sent
