"""Runs a program in a pty of a given speed, with an emulated terminal at the other end."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

from terminal_emulator import Terminal

ROOT = Path(__file__).resolve().parents[3]
APP = Path(__file__).with_name("two_panes.py")


class Session:
    """A program, its pty and its terminal. `rate` is in bytes per second; None is as fast as it goes."""

    def __init__(
        self,
        *arguments: str,
        columns: int = 80,
        lines: int = 24,
        rate: float | None = None,
        term: str = "xterm-256color",
        answers: bool = True,
        hup: signal.Handlers = signal.SIG_DFL,
    ) -> None:
        self.terminal = Terminal(columns, lines)
        self.answers, self.rate = answers, rate
        self.output = b""
        self.master, slave = pty.openpty()
        self._size(columns, lines)
        unwanted = ("COLUMNS", "LINES", "NO_COLOR", "COLORTERM")
        environment = {key: value for key, value in os.environ.items() if key not in unwanted}
        environment |= {
            "TERM": term,
            "PYTHONPATH": str(ROOT),
            "LC_ALL": "C.UTF-8",
            "TEXTUAL_ANIMATIONS": "none",
        }
        self.before = termios.tcgetattr(slave)
        self.process = subprocess.Popen(
            [sys.executable, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: self._prepare(hup),
        )
        self.slave = slave
        self._due = time.monotonic()

    def _prepare(self, hup: signal.Handlers) -> None:
        """In the child: the pty is its terminal; `hup` is done at a hangup."""
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)
        signal.signal(signal.SIGHUP, hup)

    def _size(self, columns: int, lines: int) -> None:
        """Tell the tty its size."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def resize(self, columns: int, lines: int) -> None:
        """Another size of the terminal."""
        self.terminal.resize(lines, columns)
        self._size(columns, lines)
        os.killpg(self.process.pid, signal.SIGWINCH)

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self.master, keys.encode())

    def step(self, wait: float) -> int:
        """Take what comes within `wait` seconds, as fast as the line is. Returns the number of bytes."""
        ready = select.select([self.master], [], [], wait)[0]
        if not ready:
            self._due = time.monotonic()
            return 0
        try:
            data = os.read(self.master, 64 if self.rate else 65536)
        except OSError:
            return 0
        if self.rate:
            self._due = max(self._due + len(data) / self.rate, time.monotonic() - 0.1)
            time.sleep(max(0.0, self._due - time.monotonic()))
        self.output += data
        self._answer(data)
        return len(data)

    def _answer(self, data: bytes) -> None:
        """Feed the terminal and send back what it says."""
        self.terminal.feed(data)
        if self.answers:
            if b"\x1b[?2026$p" in data:
                self.terminal.answers.append("\x1b[?2026;2$y")
            for answer in self.terminal.answers:
                os.write(self.master, answer.encode())
        self.terminal.answers.clear()

    def rest(self, quiet: float = 0.4, limit: float = 60.0) -> int:
        """Take all until nothing has come for `quiet` seconds. Returns the number of bytes."""
        before, end = len(self.output), time.monotonic() + limit
        while self.step(quiet) and time.monotonic() < end:
            pass
        return len(self.output) - before

    def start(self) -> int:
        """Wait for the first screen."""
        end = time.monotonic() + 30
        while "held" not in self.text() and "natotui" not in self.text() and time.monotonic() < end:
            self.step(0.2)
        self.rest(0.7)
        return len(self.output)

    def text(self) -> str:
        """The rows that are shown."""
        return "\n".join("".join(cell.data for cell in row) for row in self.terminal.cells())

    def end(self) -> int | None:
        """Wait for the program to end, taking its last output. Returns its exit code."""
        end = time.monotonic() + 20
        while self.process.poll() is None and time.monotonic() < end:
            self.step(0.1)
        while self.step(0.1):
            pass
        return self.process.poll()

    def close(self) -> None:
        """Kill what is left."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)
        os.close(self.slave)
