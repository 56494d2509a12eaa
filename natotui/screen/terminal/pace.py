"""How far the terminal is behind, so that a slow link is not filled with frames that are old when they
arrive.

The kernel hides it: a pty takes some 20 kB without a word, a TCP connection more. So the driver asks now
and then for the cursor's position, behind a frame; the answer says that the terminal has drawn all that was
sent before. As long as an answer is due, further frames wait, and the newest replaces the others.

Times are seconds on a monotonic clock, sizes bytes.
"""

from __future__ import annotations

from collections import deque
from time import monotonic

FENCE = "\x1b[6n"
"""Asks for the cursor's position. The answer is one that Textual's parser knows and never takes for a key."""

_UNFENCED = 256
"""Bytes that may go out without a question behind them."""
_OFTEN = 0.25
"""Frames nearer to each other than this get a question each: a key is held down."""
_MOST = 8
"""Answers that may be due at once on a link which is fast but far."""
_PATIENCE = 3.0
_SLOWEST = 50.0
"""Bytes per second below which the link is taken for broken."""
_GIVE_UP = 3
"""Answers lost in a row after which no more are asked for."""


class Pace:
    """Counts questions and answers. Not thread-safe: its owner's lock guards it."""

    def __init__(self, asks: bool) -> None:
        self._asks = asks
        self._due: deque[tuple[float, int]] = deque()
        self._answered = False
        self._lost = 0
        self._limit = 1
        self._quickest = float("inf")
        self._unfenced = 0
        self._last = float("-inf")

    @property
    def due(self) -> int:
        """Answers that have not come yet."""
        return len(self._due)

    def fence(self, size: int, now: float | None = None) -> str:
        """What to send behind `size` bytes: a question, or nothing while a little more can go without."""
        now = monotonic() if now is None else now
        self._unfenced += size
        often = now - self._last < _OFTEN
        self._last = now
        if not self._asks or (self._answered and not often and self._unfenced < _UNFENCED):
            return ""
        if self._due and not self._answered and not self._overdue(now):
            return ""  # whether anybody answers at all is not known yet: one question will do
        if not self._asks:
            return ""  # that was the last one lost
        self._due.append((now, self._unfenced))
        self._unfenced = 0
        return FENCE

    def answer(self, now: float | None = None) -> bool:
        """Note an answer. False if none was due: then it belongs to somebody else."""
        if not self._due:
            return False
        sent, _ = self._due.popleft()
        took = (monotonic() if now is None else now) - sent
        self._answered, self._lost = True, 0
        self._quickest = min(self._quickest, took)
        prompt = took <= 1.5 * self._quickest + 0.05
        self._limit = min(self._limit + 1, _MOST) if prompt else 1
        return True

    def wait(self, now: float | None = None) -> float:
        """Seconds to wait for an answer before the next frame may go; 0 if it may go now."""
        if not self._answered or len(self._due) < self._limit:
            return 0.0
        now = monotonic() if now is None else now
        return 0.0 if self._overdue(now) else self._patience() - now

    def close(self) -> None:
        """Ask no more."""
        self._asks = False

    def forget(self) -> None:
        """Take answers that are due for lost."""
        self._due.clear()

    def _patience(self) -> float:
        """The time until which the oldest answer may take."""
        size = sum(size for _, size in self._due)
        return self._due[0][0] + _PATIENCE + size / _SLOWEST

    def _overdue(self, now: float) -> bool:
        """Whether the oldest answer has taken too long; then all are taken for lost."""
        if now < self._patience():
            return False
        self._due.clear()
        self._lost += 1
        self._asks = self._asks and self._lost < _GIVE_UP
        return True
