"""The harness of these tests: programs in a pty that are always ended."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
for folder in (HERE, HERE.parent / "screen" / "terminal"):
    if str(folder) not in sys.path:
        sys.path.insert(0, str(folder))

from pty_program import ARTICLE, Program, Start  # noqa: E402  # found only with the path above


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Starts natotui with a home of this test's own; ends all that is still running after it."""
    running: list[Program] = []

    def started(*arguments: str | Path, **options: Any) -> Program:
        options.setdefault("home", tmp_path / "home")
        program = Program(*arguments, **options)
        running.append(program)
        return program

    yield started
    for program in running:
        program.close()


@pytest.fixture
def reader(start: Start) -> Program:
    """natotui on the bundled NATO article, its outline found, at rest."""
    return start(ARTICLE).ready()
