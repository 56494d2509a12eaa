"""Each kind of terminal: what it gets, that the words are there, that it is left as it was.

| TERM and environment | palette | signs | how |
|---|---|---|---|
| xterm-256color, tmux-256color | dark | ★ ◆ ✗ | differences, scrolling, erasing in colour |
| the same with COLORTERM=truecolor | dark, 24 bits | ★ ◆ ✗ | |
| xterm, screen, linux, vt100, unknown | ansi: the terminal's own colours | ★ ◆ ✗ | as each is known to do |
| NO_COLOR | ansi, without colours: bold and signs | ★ ◆ ✗ | |
| LC_ALL=C | as above | T C X in ASCII | nothing but ASCII is sent |
| dumb, no terminal | the outline, printed | | |
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from hostile import acting
from pty_program import ARTICLE, Start, command, environment_of

TRUE, PALETTE, SIXTEEN, NONE = "24 bits", "256", "16", "none"

TERMINALS = {
    "xterm-256color gets dark in 256 colours": ("xterm-256color", {}, PALETTE),
    "truecolor gets dark in 24 bits": ("xterm-256color", {"COLORTERM": "truecolor"}, TRUE),
    "light background gets light": ("xterm-256color", {"COLORFGBG": "0;15"}, PALETTE),
    "tmux-256color gets dark in 256 colours": ("tmux-256color", {}, PALETTE),
    "xterm gets ansi": ("xterm", {}, SIXTEEN),
    "screen gets ansi": ("screen", {}, SIXTEEN),
    "linux gets ansi": ("linux", {}, SIXTEEN),
    "vt100 gets ansi": ("vt100", {}, SIXTEEN),
    "an unknown one gets words": ("no-such-terminal", {}, None),
    "NO_COLOR gets no colours": ("xterm-256color", {"NO_COLOR": "1"}, NONE),
}


def colours(sent: bytes) -> str:
    """The most colours that are asked for."""
    codes = re.findall(rb"\x1b\[([0-9;]*)m", sent)
    if any(b"8;2;" in code for code in codes):
        return TRUE
    if any(b"8;5;" in code for code in codes):
        return PALETTE
    numbers = {int(number or 0) for code in codes for number in code.split(b";")}
    return SIXTEEN if numbers & {*range(30, 38), *range(40, 48), *range(90, 98), *range(100, 108)} else NONE


@pytest.mark.parametrize(("term", "environment", "wanted"), TERMINALS.values(), ids=TERMINALS.keys())
def test_every_terminal(start: Start, term: str, environment: dict[str, str], wanted: str | None) -> None:
    program = start(ARTICLE, term=term, environment=environment)
    program.terminal.colour_erase = term not in ("screen", "vt100", "no-such-terminal")
    program.ready()
    program.type("cc3").shows("theme 3 of")
    assert "▌" in program.text() and "◆" in program.text()
    program.type("/NATO\r").shows(" of 5")
    assert program.quit() == 0
    program.assert_restored()
    assert acting(program.output) == []
    assert wanted in (None, colours(program.output))


def test_without_utf_8_only_ascii_is_sent(start: Start) -> None:
    program = start(ARTICLE, environment={"LC_ALL": "C"}).ready()
    program.type("cc").rest()
    assert program.quit() == 0
    assert program.output.isascii()
    assert any(row.startswith("|") for row in program.rows()) or b"|" in program.output
    program.assert_restored()


@pytest.mark.parametrize("size", [(40, 10), (20, 5), (80, 24), (240, 70)], ids=str)
def test_every_size(start: Start, size: tuple[int, int]) -> None:
    program = start(ARTICLE, columns=size[0], lines=size[1]).ready()
    before = program.text()
    program.type("}}").until(lambda: program.text() != before, "another place")
    assert program.quit() == 0
    program.assert_restored()


def test_a_dumb_terminal_gets_the_outline(start: Start) -> None:
    program = start(ARTICLE, term="dumb", lines=100)
    assert program.end() == 0
    assert b"\x1b" not in program.output
    assert b"An Alliance Arguing With Itself" in program.output


def test_a_terminal_that_answers_nothing(start: Start) -> None:
    program = start(ARTICLE, answers=False).ready()
    program.type("cc").rest()
    assert program.quit() == 0
    program.assert_restored()


def test_no_terminal_gets_the_outline(tmp_path: Path) -> None:
    said = command(tmp_path, ARTICLE)
    assert said.returncode == 0 and b"\x1b" not in said.stdout + said.stderr
    assert b"An Alliance Arguing With Itself" in said.stdout


@pytest.mark.parametrize("words", [[ARTICLE], ["outline", ARTICLE], ["outline", "--format", "json", *[ARTICLE] * 20]])
def test_who_has_seen_enough_hears_no_complaint(tmp_path: Path, words: list[str | Path]) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "natotui", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment_of(tmp_path, "xterm-256color", {}),
    )
    assert program.stdout is not None and program.stderr is not None
    program.stdout.read(10)
    program.stdout.close()
    assert program.stderr.read() == b""
    assert program.wait() == 0
    program.stderr.close()


def test_what_is_piped_in_is_read_and_keys_come_from_the_terminal(start: Start) -> None:
    program = start(
        "sh", "-c", f"cat {ARTICLE} | {sys.executable} -m natotui - --no-library", command=True, term="xterm-256color"
    ).ready()
    program.type("3").shows("theme 3 of")
    assert program.quit() == 0
