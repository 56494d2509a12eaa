"""The driver in a pty: same screens as Textual's own driver, fewer bytes, and the terminal given back."""

from __future__ import annotations

import os
import signal
import termios
import time
from collections.abc import Iterator

import pytest
from terminal_pty import APP, Session

KEYS = ["j", "j", "\x1b[B", "\x1b[B", " ", "k", "\x1b[A", "n", "o", "\x1b[B", " ", "b", "o", "e", "\x1b[B"]


@pytest.fixture
def sessions() -> Iterator[tuple[Session, Session]]:
    """The app under both drivers: stock, frugal."""
    pair = Session(str(APP), "stock"), Session(str(APP), "frugal")
    for session in pair:
        session.start()
    yield pair
    for session in pair:
        session.close()


@pytest.fixture
def frugal() -> Iterator[Session]:
    """The app under our driver."""
    session = Session(str(APP), "frugal")
    session.start()
    yield session
    session.close()


def both(sessions: tuple[Session, Session], keys: str) -> tuple[int, int]:
    """Type into both; the screens must be the same. Returns the bytes each took."""
    counts = []
    for session in sessions:
        session.type(keys)
        counts.append(session.rest())
    stock, ours = sessions
    assert ours.terminal.seen() == stock.terminal.seen()
    return counts[0], counts[1]


def test_every_key_leaves_the_same_screen_for_fewer_bytes(sessions: tuple[Session, Session]) -> None:
    stock, ours = sessions
    assert ours.terminal.seen() == stock.terminal.seen()
    assert len(ours.output) < len(stock.output)
    for key in KEYS:
        before, after = both(sessions, key)
        assert after < before or before == 0, repr(key)


def test_scrolling_a_pane_of_full_width_sends_little_more_than_the_new_row(frugal: Session) -> None:
    frugal.type("o")
    frugal.rest()
    frugal.type("\x1b[B")
    assert frugal.rest() < 300


def test_idle_and_repeated_frames_send_nothing(frugal: Session) -> None:
    assert frugal.rest(1.5) == 0
    frugal.type("x")  # a key that does nothing
    assert frugal.rest() == 0


def test_frames_stay_synchronized(frugal: Session) -> None:
    before = len(frugal.output)
    frugal.type(" ")
    frugal.rest()
    sent = frugal.output[before:]
    assert sent.startswith(b"\x1b[?2026h") and sent.count(b"\x1b[?2026h") == sent.count(b"\x1b[?2026l") == 1


def test_resize(sessions: tuple[Session, Session]) -> None:
    for size in ((60, 20), (100, 30), (1, 1), (80, 24)):
        for session in sessions:
            session.resize(*size)
            session.rest(0.6)
        stock, ours = sessions
        assert ours.terminal.seen() == stock.terminal.seen(), size


def test_redraw_repairs_a_spoilt_screen(frugal: Session) -> None:
    want = frugal.terminal.seen()
    frugal.terminal.feed("\x1b[2J\x1b[3;5Hwall: the system is going down\x1b[5;9r\x1b[31m")
    assert frugal.terminal.seen() != want
    frugal.type("\x0c")
    frugal.rest()
    assert frugal.terminal.seen() == want


def test_a_signal_of_resize_without_one_repairs_too(frugal: Session) -> None:
    want = frugal.terminal.seen()
    frugal.terminal.feed("\x1b[2J")
    os.killpg(frugal.process.pid, signal.SIGWINCH)
    frugal.rest()
    assert frugal.terminal.seen() == want


def stopped(pid: int) -> bool:
    """Whether a process is stopped."""
    with open(f"/proc/{pid}/stat") as stat:
        return stat.read().rpartition(")")[2].split()[0] == "T"


@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="looks into /proc")
def test_suspend_and_resume(frugal: Session) -> None:
    want = frugal.terminal.seen()
    os.kill(frugal.process.pid, signal.SIGTSTP)
    end = time.monotonic() + 20
    while not stopped(frugal.process.pid) and time.monotonic() < end:
        frugal.step(0.1)
    frugal.rest()
    assert termios.tcgetattr(frugal.slave) == frugal.before
    assert frugal.output.rstrip().endswith(b"\x1b[?1004l")
    frugal.terminal.reset()
    frugal.terminal.feed("$ ls\r\nfiles\r\n$ fg\r\n")
    os.kill(frugal.process.pid, signal.SIGCONT)
    frugal.rest(1.5)
    assert frugal.terminal.seen() == want
    frugal.type("n")
    frugal.rest()
    assert "held 0" in frugal.text()


@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="looks into /proc")
def test_a_stop_in_the_middle_of_work_waits_for_no_thread_that_waits_for_the_work(frugal: Session) -> None:
    frugal.type("zjjj")
    end = time.monotonic() + 20
    while not stopped(frugal.process.pid) and time.monotonic() < end:
        frugal.step(0.1)
    assert stopped(frugal.process.pid)
    os.kill(frugal.process.pid, signal.SIGCONT)
    frugal.rest(1.5)
    frugal.type("n")
    frugal.rest()
    assert "held" in frugal.text()


def test_a_page_drawn_before_is_taken_over(frugal: Session) -> None:
    early = Session(str(APP), "frugal", "prepainted")
    early.start()
    assert early.terminal.seen() == frugal.terminal.seen()
    assert early.output.count(b"\x1b[?1049h") == early.output.count(b"\x1b[2J") == 1
    early.close()


def test_bytes_that_are_no_text_end_nothing(frugal: Session) -> None:
    os.write(frugal.master, b"\xe9\xff\xc3(j")
    frugal.rest()
    frugal.type("n")
    frugal.rest()
    assert "held 1" in frugal.text()


def test_a_terminal_that_hangs_up_ends_the_app() -> None:
    session = Session(str(APP), "frugal", hup=signal.SIG_IGN)
    session.start()
    os.close(session.slave)
    os.close(session.master)
    assert session.process.wait(20) is not None


def test_the_terminal_is_given_back(sessions: tuple[Session, Session]) -> None:
    for session in sessions:
        session.type("q")
        assert session.end() == 0
        assert b"left well" in session.output
        assert termios.tcgetattr(session.slave) == session.before
    stock, ours = sessions
    modes = set(stock.terminal.mode)
    assert modes == set(ours.terminal.mode)
    for closing in (b"\x1b[?2004l", b"\x1b[?7h", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[<u", b"\x1b[?1049l"):
        assert closing in ours.output
    tail = ours.output[ours.output.rindex(b"\x1b[?1049l") :]
    assert b"\x1b[6n" not in tail and b"\x1b[?25h" in tail


@pytest.mark.parametrize("term", ["dumb", "vt100", "linux", "screen", "tmux-256color", "no-such-terminal", ""])
def test_every_terminal_gets_the_same_words(term: str) -> None:
    session = Session(str(APP), "frugal", term=term)
    session.terminal.colour_erase = term not in ("screen", "vt100", "dumb")
    session.start()
    session.type("  \x1b[B")
    session.rest()
    assert "41 " in session.text() and "natotui" in session.text()
    session.type("q")
    assert session.end() == 0
    session.close()


def test_a_terminal_that_answers_nothing_works() -> None:
    session = Session(str(APP), "frugal", answers=False)
    session.start()
    for _ in range(5):
        session.type("\x1b[B")
        session.rest()
    assert "5 " in session.text()
    assert session.output.count(b"\x1b[6n") <= 3
    session.type("q")
    assert session.end() == 0
    session.close()
