"""The thread that writes to the terminal: controls in order, of the frames only the newest."""

from __future__ import annotations

import os
import select
import threading
from time import monotonic

from natotui.screen.terminal.capabilities import Capabilities
from natotui.screen.terminal.cells import Grid
from natotui.screen.terminal.difference import difference, full_paint
from natotui.screen.terminal.guard import Control
from natotui.screen.terminal.pace import Pace
from natotui.screen.terminal.painter import Painter

SYNC_START, SYNC_END = "\x1b[?2026h", "\x1b[?2026l"
RESET = "\x18\x1b[r\x1b(B\x0f\x1b]8;;\x1b\\"
"""Ends what may be half sent, and undoes what others may have left: region, line drawing, hyperlink."""

_ALTERNATE, _CURSOR, _SYNC = 1049, 25, 2026
_CHUNK = 1024
"""Bytes written at once."""
_FAREWELL = 2.0
"""Seconds that a terminal which takes nothing more gets when the program ends."""


class Output(threading.Thread):
    """Holds what the terminal shows and brings it to what it should show, as fast as it can take it."""

    def __init__(self, fileno: int, can: Capabilities, asks: bool = False, shown: Grid | None = None) -> None:
        """Write to `fileno`. `asks` lets it ask how far the terminal is; `shown` is what it shows already."""
        super().__init__(daemon=True, name="natotui-output")
        self._fileno = fileno
        self._can = can
        self._wake = threading.Condition(threading.RLock())
        self._pace = Pace(asks and can.fence)
        self._controls: list[Control] = []
        self._frame: Grid | None = None
        self._shown: Grid | None = shown
        self._sync = False
        self._dirty_terminal = False
        self._cursor_seen = True
        self._stopping = False
        self._deadline = float("inf")
        self._broken = False
        self._busy = False
        self._painter = Painter(can, shown.width if shown else 1)
        self.sent = 0
        """Bytes written since the start."""
        self.skipped = 0
        """Frames that a newer one replaced before they were sent."""

    # What the driver calls, on any thread

    def send(self, controls: list[Control]) -> None:
        """Send controls, all of them, in order, ahead of a frame that is waiting."""
        with self._wake:
            for control in controls:
                if control.mode == _ALTERNATE and not control.on:
                    self._frame = None  # what it draws belongs on the screen that is left
            self._controls += controls
            self._wake.notify_all()

    def show(self, frame: Grid, sync: bool) -> None:
        """Make `frame` what the terminal should show. `sync`: it knows synchronized output."""
        with self._wake:
            self.skipped += self._frame is not None
            self._frame = frame
            self._sync = sync
            self._wake.notify_all()

    def invalidate(self, reset: bool = False) -> None:
        """Forget what the terminal shows: the next frame is drawn in full, if asked after a `reset`."""
        with self._wake:
            self._shown = None
            self._dirty_terminal |= reset

    def answered(self) -> bool:
        """Note the answer to a question of ours; False if we had not asked."""
        with self._wake:
            ours = self._pace.answer()
            self._wake.notify_all()
            return ours

    def ask_no_more(self) -> None:
        """Ask the terminal for no more answers: nobody will be there to read them."""
        with self._wake:
            self._pace.close()

    def settle(self, seconds: float) -> None:
        """Wait until all is sent and answered, at most `seconds`."""
        end = monotonic() + seconds
        with self._wake:
            while (self._controls or self._busy or self._pace.due) and not self._broken and self.is_alive():
                left = end - monotonic()
                if left <= 0:
                    self._pace.forget()
                    return
                self._wake.wait(left)

    def stop(self) -> None:
        """Send the controls that are waiting and end the thread. The frame that is waiting is dropped."""
        with self._wake:
            self._stopping = True
            self._frame = None
            self._deadline = monotonic() + _FAREWELL
            self._wake.notify_all()
        if self.is_alive() and threading.current_thread() is not self:
            self.join(2 * _FAREWELL)

    # The thread

    def run(self) -> None:
        """Write until stopped or until the terminal is gone."""
        while True:
            with self._wake:
                while not self._may_write():
                    if self._stopping:
                        return
                    self._wake.wait(self._pace.wait() if self._frame is not None else None)
                text = self._next()
                self._busy = True
            try:
                self._write(text)
            except OSError:
                self._broken = True
            with self._wake:
                self._busy = False
                self._wake.notify_all()

    def _may_write(self) -> bool:
        """Whether there is something that may go out now."""
        return bool(self._controls) or (self._frame is not None and self._pace.wait() == 0.0)

    def _next(self) -> str:
        """Take the controls and the frame that are waiting and say what to send for them."""
        controls, self._controls = self._controls, []
        for control in controls:
            if control.mode == _ALTERNATE:
                self._shown = None
            elif control.mode == _CURSOR:
                self._cursor_seen = control.on
        text = "".join(control.text for control in controls if control.mode != _SYNC)
        if any(control.mode == _ALTERNATE and not control.on for control in controls):
            text = f"\x1b[m\x1b]8;;\x1b\\{text}"  # the pen must not stain the screen that is left
        if self._frame is not None and self._pace.wait() == 0.0:
            text += self._drawn(self._frame)
            self._frame = None
        if text:
            text += self._pace.fence(len(text))
        return text

    def _drawn(self, frame: Grid) -> str:
        """What to send to show `frame`; nothing if it is shown already."""
        painter, shown = self._painter, self._shown
        painter.out.clear()
        if shown is None or (shown.width, shown.height) != (frame.width, frame.height):
            painter.width = frame.width
            text = full_paint(painter, frame)
            if self._dirty_terminal:
                cursor = "\x1b[?25h" if self._cursor_seen else "\x1b[?25l"
                text = f"{RESET}\x1b[?7l{cursor}{text}"
                self._dirty_terminal = False
        else:
            text = difference(painter, shown, frame)
        text += self._cursor(frame, bool(text))
        self._shown = frame
        return f"{SYNC_START}{text}{SYNC_END}" if text and self._sync else text

    def _cursor(self, frame: Grid, drawn: bool) -> str:
        """Put the cursor where the frame wants it, if it can be seen or stands in a field (input methods)."""
        moved = self._shown is None or frame.cursor != self._shown.cursor
        if not (self._cursor_seen or frame.cursor != (0, 0)) or not (drawn or moved):
            return ""
        self._painter.out.clear()
        self._painter.move(*frame.cursor)
        return self._painter.text()

    def _write(self, text: str) -> None:
        """Write `text` in chunks, each when the terminal can take it. Past the deadline, give up."""
        data = text.encode("utf-8", "replace")
        at = 0
        while at < len(data) and not self._broken:
            ready = select.select([], [self._fileno], [], 0.1)[1]
            if ready:
                count = os.write(self._fileno, data[at : at + _CHUNK])
                at += count
                self.sent += count
            elif monotonic() > self._deadline:
                self._broken = True
