"""In a real tmux, whose terminal is not quite the one that its name promises: what it holds is what was meant."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pty_program import Program, Start

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="there is no tmux here")

FURNITURE = "\n\n" + "\n\n".join(
    ("About the Creator", "Wings of Time", "Comments", "There are no comments for this story")
)
PARAGRAPH = "Bridge number {0} must stay closed. It is unsafe, because engineers counted {0} cracks in it in March."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article with a rule before what the web page says around it."""
    path = tmp_path / "bridges.txt"
    path.write_text("The Bridges\n\n" + "\n\n".join(PARAGRAPH.format(n) for n in range(20)) + FURNITURE)
    return path


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Gives tmux commands to a server of this test's own; ends it."""

    def told(*words: str) -> str:
        command = ["tmux", "-S", str(tmp_path / "tmux"), *words]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    yield told
    told("kill-server")


def inside(start: Start, folder: Path, article: Path) -> Program:
    """natotui in a tmux that fills the window."""
    settings = folder / "tmux.conf"
    settings.write_text("set -g status off\nset -g default-terminal tmux-256color\nset -s escape-time 0\n")
    server = ("tmux", "-u", "-S", folder / "tmux", "-f", settings)
    natotui = (sys.executable, "-m", "natotui", article)
    return start(*server, "new-session", *natotui, command=True, home=folder / "inside")


def test_what_tmux_holds_is_what_was_meant(
    start: Start, tmux: Callable[..., str], tmp_path: Path, article: Path
) -> None:
    plain = start(article).ready()
    plain.key("g" + " " * 8 + "G")
    program = inside(start, tmp_path, article).ready()
    program.key("g" + " " * 8 + "G")
    assert "─" * 20 in plain.text()

    def held() -> list[str]:
        return [row.rstrip() for row in tmux("capture-pane", "-p").split("\n")[:24]]

    meant = [row.rstrip() for row in plain.rows()]
    program.until(lambda: held() == meant, "the same rows in tmux")


@pytest.mark.parametrize("typing", ["", ":", "a"], ids=["reading", "prompt", "editor"])
def test_a_spoilt_pane_is_mended(
    start: Start, tmux: Callable[..., str], tmp_path: Path, article: Path, typing: str
) -> None:
    program = inside(start, tmp_path, article).ready()
    program.key("G" + typing)
    before = tmux("capture-pane", "-p")
    with open(tmux("display-message", "-p", "#{pane_tty}").strip(), "w") as pane:
        pane.write("\x1b[2J\x1b[3;5Hwall: the system is going down\x1b[5;9r\x1b[31m")
    program.until(lambda: "going down" in tmux("capture-pane", "-p"), "the damage")
    program.type("\x0c").until(lambda: tmux("capture-pane", "-p") == before, "all of it again")
