"""Runs natotui (or any program) in a pty, with an emulated terminal at the other end that answers as real ones do.

Nothing here waits for a time: it waits for words on the screen, for the end of the process, or for rest. Rest is
when no byte comes and every thread of the program sleeps, looked at several times in a row; a machine that is too
busy to run the program does not look like rest.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import resource
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from terminal_emulator import Terminal

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = ROOT / "seeds" / "security" / "nato-crisis.md"
LIMIT = 40.0
"""Seconds after which something that was waited for is taken to be missing."""
_LOOK = 0.03
"""Seconds between two looks at a program that may be at rest."""
_LOOKS = 5
"""Looks in a row that must find it so: longer than Textual's frame and its wait for the rest of an Esc."""

_ANSWERS = {
    b"\x1b[c": "\x1b[?62;22c",
    b"\x1b[0c": "\x1b[?62;22c",
    b"\x1b[?2026$p": "\x1b[?2026;2$y",
    b"\x1b[?2048$p": "\x1b[?2048;0$y",
    b"\x1b[?u": "\x1b[?0u",
    b"\x1b]11;?": "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
}
_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")


class Program:
    """A program in a fresh pty.

    Args:
        arguments: for `python -m natotui`, or the whole command with ``command=True``.
        home: its configuration and data live in folders of this one.
        limits: resource limits of the child, as for ``resource.setrlimit``.
        hup: what the child does at SIGHUP before it sets its own handler.
    """

    def __init__(
        self,
        *arguments: str | Path,
        home: Path,
        columns: int = 80,
        lines: int = 24,
        term: str = "xterm-256color",
        environment: Mapping[str, str | None] | None = None,
        answers: bool = True,
        command: bool = False,
        limits: Sequence[tuple[int, int]] = (),
        hup: signal.Handlers = signal.SIG_DFL,
        emulate: bool = True,
    ) -> None:
        self.terminal = Terminal(columns, lines)
        self.home, self.answers, self.emulate = home, answers, emulate
        self.output = b""
        self.chunks: list[tuple[float, int]] = []
        self.start_bytes = 0
        self._gone = False
        self.master, self.slave = pty.openpty()
        self._tell_size(columns, lines)
        self.before = termios.tcgetattr(self.slave)
        self.limits, self.hup = limits, hup
        words = [str(word) for word in arguments]
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            words if command else [sys.executable, "-m", "natotui", *words],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            env=environment_of(home, term, environment or {}),
            start_new_session=True,
            preexec_fn=self._prepare,
        )

    def _prepare(self) -> None:
        """In the child: the pty is its terminal."""
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        signal.signal(signal.SIGHUP, self.hup)
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # where the tests run in the background it is ignored
        for kind, most in self.limits:
            resource.setrlimit(kind, (most, most))

    def _tell_size(self, columns: int, lines: int) -> None:
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    # What goes in

    def type(self, keys: str | bytes) -> Program:
        """Press keys, or send what a terminal would send."""
        data = keys.encode() if isinstance(keys, str) else keys
        while data:
            count = os.write(self.master, data[:512])
            data = data[count:]
            if data:
                self.step(0.0)
        return self

    def paste(self, words: str | bytes) -> Program:
        """Paste, bracketed as terminals do."""
        data = words.encode() if isinstance(words, str) else words
        return self.type(b"\x1b[200~" + data + b"\x1b[201~")

    def resize(self, columns: int, lines: int) -> None:
        """Another size of the terminal; the kernel sends SIGWINCH."""
        self.terminal.resize(lines, columns)
        self._tell_size(columns, lines)

    def signal(self, number: int) -> None:
        """Send a signal to the program alone."""
        os.kill(self.process.pid, number)

    def hang_up(self) -> None:
        """The terminal is gone: both ends of the pty are closed."""
        self._close_pty()

    # What comes out

    def step(self, wait: float) -> int:
        """Take what comes within ``wait`` seconds. Returns the number of bytes."""
        if self._gone or not select.select([self.master], [], [], wait)[0]:
            return 0
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return 0
        self.output += data
        self.chunks.append((time.perf_counter(), len(data)))
        self._answer(data)
        return len(data)

    def _answer(self, data: bytes) -> None:
        if self.emulate:
            self.terminal.feed(data)
        replies = [reply for question, reply in _ANSWERS.items() if question in data]
        if self.answers:
            # pyte answers ESC[c itself, but as another terminal than the one that we claim to be.
            replies += [reply for reply in self.terminal.answers if not reply.endswith("c")]
            for reply in replies:
                os.write(self.master, reply.encode())
        self.terminal.answers.clear()

    def until(self, condition: Callable[[], object], what: str = "", limit: float = LIMIT) -> Program:
        """Take output until ``condition`` holds; an AssertionError with the screen where it never does."""
        end = time.monotonic() + limit
        while not condition():
            self.step(_LOOK)
            if time.monotonic() > end or (self.ended and not self.step(_LOOK) and not condition()):
                raise AssertionError(f"never seen: {what or condition}\n{self.text()}\n{self.output[-400:]!r}")
        return self

    def shows(self, *words: str, limit: float = LIMIT) -> Program:
        """Wait until all these words are on the screen."""
        return self.until(lambda: all(each in self.text() for each in words), f"{words}", limit)

    def rest(self, limit: float = LIMIT) -> int:
        """Take output until the program rests. Returns the number of bytes that came."""
        before, quiet, end = len(self.output), 0, time.monotonic() + limit
        while quiet < _LOOKS and time.monotonic() < end and not self.ended:
            quiet = 0 if self.step(_LOOK) or not self.asleep() else quiet + 1
        while self.ended and self.step(_LOOK):
            pass
        return len(self.output) - before

    def key(self, keys: str | bytes) -> int:
        """Press keys; the bytes that it cost until the program rests again."""
        self.type(keys)
        return self.rest()

    def ready(self) -> Program:
        """Wait until the article and its outline are there."""
        self.until(lambda: "reading " not in self.text() and "%" in self.text(), "an analysed article")
        self.rest()
        self.start_bytes = len(self.output)
        return self

    def end(self, limit: float = LIMIT) -> int:
        """Wait for the program's end, taking its last output. Returns the exit code."""
        self.until(lambda: self.ended, "the end of the program", limit)
        while self.step(_LOOK):
            pass
        return self.process.wait()

    def quit(self) -> int:
        """Press q; returns the exit code."""
        return self.type("q").end()

    # What there is to see

    @property
    def ended(self) -> bool:
        """Whether the process has ended."""
        return self.process.poll() is not None

    def asleep(self) -> bool:
        """Whether every thread of the program waits for something, or is stopped."""
        return all(state in "SIDT" for state in self.states())

    def states(self) -> list[str]:
        """The state of each thread, as in /proc; none where there is no /proc."""
        found = []
        try:
            for thread in os.listdir(f"/proc/{self.process.pid}/task"):
                with open(f"/proc/{self.process.pid}/task/{thread}/stat") as stat:
                    found.append(stat.read().rpartition(")")[2].split()[0])
        except OSError:
            pass
        return found

    def text(self) -> str:
        """The rows that are shown."""
        return "\n".join(self.rows())

    def rows(self) -> list[str]:
        """The rows that are shown, one by one."""
        return ["".join(cell.data for cell in row) for row in self.terminal.cells()]

    @property
    def status(self) -> str:
        """The status line."""
        return self.rows()[-2]

    def modes(self) -> set[int]:
        """The private modes of the terminal that are on, by their numbers; those of a fresh one are 7 and 25."""
        on = {7, 25}
        for numbers, way in _MODE.findall(self.output):
            for number in numbers.split(b";"):
                (on.add if way == b"h" else on.discard)(int(number))
        return on

    def assert_restored(self) -> None:
        """The terminal is as it was: line discipline, modes, keyboard protocol, screen; nothing was complained of."""
        assert termios.tcgetattr(self.slave) == self.before
        assert self.modes() == {7, 25}
        assert self.output.count(b"\x1b[>25u") <= self.output.count(b"\x1b[<u")
        assert b"Traceback" not in self.output and b"Error:" not in self.output

    # The end

    def _close_pty(self) -> None:
        if not self._gone:
            self._gone = True
            os.close(self.slave)
            os.close(self.master)

    def close(self) -> None:
        """Kill what is left."""
        if not self.ended:
            self.process.kill()
        self.process.wait()
        self._close_pty()


def environment_of(home: Path, term: str, changes: Mapping[str, str | None]) -> dict[str, str]:
    """The environment of a program: a UTF-8 terminal called ``term``, a home of its own; None takes a variable out."""
    taken = ("COLUMNS", "LINES", "NO_COLOR", "COLORTERM", "COLORFGBG", "VTE_VERSION", "XTERM_VERSION", "LANG")
    kept = {name: value for name, value in os.environ.items() if name not in taken}
    kept |= {
        "TERM": term,
        "LC_ALL": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "NATOTUI_DATA_HOME": str(home / "data"),
        "NATOTUI_CONFIG_HOME": str(home / "config"),
    }
    for name, value in changes.items():
        if value is None:
            kept.pop(name, None)
        else:
            kept[name] = value
    return kept


Start = Callable[..., Program]
"""What the fixture ``start`` gives: starts a program with a home of the test's own."""


def command(
    home: Path, *arguments: str | Path, limit: float = LIMIT, **options: Any
) -> subprocess.CompletedProcess[bytes]:
    """Run ``python -m natotui`` without a terminal, in the home of a program that ran in one."""
    environment = environment_of(home, "xterm-256color", options.pop("environment", {}))
    options.setdefault("stdin", subprocess.DEVNULL)
    return subprocess.run(
        [sys.executable, "-m", "natotui", *map(str, arguments)],
        env=environment,
        capture_output=True,
        timeout=limit,
        check=False,
        **options,
    )


def kept_notes(home: Path, article: Path = ARTICLE) -> list[dict[str, Any]]:
    """The notes that the library of ``home`` holds for an article."""
    said = command(home, "notes", article, "--format", "json")
    assert said.returncode == 0, said.stderr
    return [json.loads(line) for line in said.stdout.splitlines()]
