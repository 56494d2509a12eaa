"""Slow links: frames are skipped, not queued; every key counts."""

from __future__ import annotations

import time

import pytest
from terminal_pty import APP, Session


def hold(session: Session, key: str, count: int) -> int:
    """Press `key` `count` times as a held key does; returns the bytes that came by the time it is let go."""
    due = time.monotonic()
    for _ in range(count):
        session.type(key)
        due += 1 / 30
        while (left := due - time.monotonic()) > 0:
            session.step(left)
    return len(session.output)


@pytest.mark.parametrize("baud", [9_600, 56_000])
@pytest.mark.parametrize("key", ["j", "\x1b[B"])
def test_a_held_key_lags_at_most_two_frames(baud: int, key: str) -> None:
    session = Session(str(APP), "frugal", rate=baud / 8)
    session.start()
    released = hold(session, key, 60)
    session.rest(1.0)
    late = session.output[released:].count(b"\x1b[?2026h")
    assert late <= 2
    session.type("n")
    session.rest(1.0)
    if key == "j":
        assert "held 60" in session.text()
    else:
        assert session.text().lstrip().startswith("60 ")
    session.close()


def test_leaving_a_slow_terminal_restores_it() -> None:
    session = Session(str(APP), "frugal", rate=1200)
    session.start()
    session.type("   q")
    assert session.end() == 0
    assert b"\x1b[?1049l" in session.output and b"left well" in session.output
    session.close()
