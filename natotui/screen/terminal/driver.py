"""A Textual driver that sends the terminal only what changes.

Textual draws frames; this driver keeps what the terminal shows and sends the difference, shortest first,
and frames only as fast as the terminal draws them. Use it with `App(driver_class=FrugalDriver)`. Linux and
macOS.
"""

from __future__ import annotations

import asyncio
import os
import signal
import termios
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar

from textual import constants, events
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size

from natotui.screen.terminal.capabilities import Capabilities, capabilities
from natotui.screen.terminal.cells import Grid
from natotui.screen.terminal.guard import Control, controls
from natotui.screen.terminal.keys import read_keys
from natotui.screen.terminal.output import SYNC_END, Output
from natotui.screen.terminal.parser import FrameParser
from natotui.screen.terminal.turns import wait_for_turn

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

_KITTY_KEYS = "\x1b[>25u"
"""Disambiguate escape codes, report all keys, with their text: what Textual's own driver asks for."""
_SYNC, _ALTERNATE = 2026, 1049
_RESTORE = (
    f"\x18{SYNC_END}\x1b[r\x1b[m\x1b]8;;\x1b\\\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l"
    "\x1b[?1006l\x1b[?1016l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
_ANSWERS = 0.5
"""Seconds that late answers of the terminal get before it is handed back."""


class FrugalDriver(LinuxDriver):
    """Driver that draws by difference."""

    prepainted: ClassVar[str | None] = None
    """What the program has written to the terminal before Textual started: entering the alternate screen
    and a first page. The first frame is then a difference to that page. Used once."""

    modes_before: ClassVar[list[Any] | None] = None
    """The tty's settings as they were before the program turned off the echo for its page. Used once."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        """Make a driver for `app`; `size` in cells, None to ask the terminal."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._terminal = self._file.fileno() if self._file is not None else 2
        self._lock = threading.RLock()
        self._parser = FrameParser(Grid(80, 24), capabilities().colour)
        self._output: Output | None = None
        self._in_frame = False
        self._drawn = False
        self._sync = False
        self._blank = True

    # Output

    def write(self, data: str) -> None:
        """Take output from Textual: a frame, a part of one, or controls. Any thread."""
        with self._lock:
            allowed = controls(data)
            if allowed is None:
                self._parser.feed(data)
                self._drawn = True
                self._blank = False
            elif allowed:
                self._control(allowed)

    def _control(self, allowed: list[Control]) -> None:
        """Obey markers of frames; hand on the rest."""
        passed: list[Control] = []
        for control in allowed:
            if control.mode != _SYNC or control.text.endswith("$p"):
                passed.append(control)
                continue
            self._in_frame = control.on
            self._sync = True
        if passed and self._output is not None:
            self._output.send(passed)
        self._publish()

    def flush(self) -> None:
        """The end of a frame: what has been drawn may be shown."""
        with self._lock:
            self._publish()

    def _publish(self, always: bool = False) -> None:
        """Hand the grid to the writer if it has changed (or `always`) and no frame is half drawn."""
        if (self._drawn or always) and not self._in_frame and self._output is not None:
            self._drawn = False
            self._output.show(self._parser.grid.snapshot(), self._sync)

    def invalidate(self) -> None:
        """The terminal may show anything: clear it and draw all of it again (ctrl+l)."""
        with self._lock:
            if self._output is not None:
                self._output.invalidate(reset=True)
                self._publish(always=not self._blank)

    @property
    def bytes_sent(self) -> int:
        """Bytes written to the terminal since it was entered."""
        return self._output.sent if self._output is not None else 0

    # Size

    def _get_terminal_size(self) -> tuple[int, int]:
        """The terminal's size in cells. Asked for when it may have changed, so what it shows is in doubt."""
        width, height = super()._get_terminal_size()
        self._resize(width, height)
        return width, height

    def _resize(self, width: int, height: int) -> None:
        """Follow the terminal to a new size. Textual draws the frame then; if nothing changed, we do."""
        width, height = max(1, width), max(1, height)
        with self._lock:
            grid = self._parser.grid
            same = (grid.width, grid.height) == (width, height)
            if not same:
                self._parser.resize(width, height)
            if self._output is not None:
                self._output.invalidate()
                self._publish(always=same and not self._blank)

    def process_message(self, message: Message) -> None:
        """Pass on what the terminal says, but for answers to questions of our own."""
        output = self._output
        if isinstance(message, events.CursorPosition) and output is not None and output.answered():
            return
        if isinstance(message, events.Resize):
            self._resize(message.size.width, message.size.height)
        super().process_message(message)

    def run_input_thread(self) -> None:
        """Read keys. A terminal that has hung up ends the app; a pipe that has run dry does not."""
        ended = read_keys(self.fileno, self.exit_event, self._take, self._debug)
        if ended and self.input_tty:
            self._loop.call_soon_threadsafe(self._app.call_later, self._app.action_quit)

    def _take(self, message: Message) -> None:
        """Pass on what was read; the next key waits until this one is obeyed."""
        self.process_message(message)
        if isinstance(message, (events.Key, events.Paste)):
            wait_for_turn(self._app, self._loop, self.exit_event)

    # Start and stop

    def start_application_mode(self) -> None:
        """Take the terminal over: alternate screen, raw keys, modes. Nothing if it is taken over already."""
        if self._output is not None or not self._in_foreground():
            return
        loop = asyncio.get_running_loop()
        self._send_size(loop)
        self._start_output()

        def resized(*_: object) -> None:
            # Not here and now: a signal comes in the middle of drawing, and the grid would change under it.
            if not self._in_band_window_resize:
                with suppress(RuntimeError):  # the loop has ended
                    loop.call_soon_threadsafe(self._send_size, loop)

        signal.signal(signal.SIGWINCH, resized)
        self._raw_mode()
        self._enter()
        self._key_thread = threading.Thread(target=self._run_input_thread, name="textual-input", daemon=True)
        self._key_thread.start()
        if self._must_signal_resume:
            self._must_signal_resume = False
            self._post(self.SignalResume(), loop)
        with self._lock:
            self._publish(always=not self._blank)

    def _start_output(self) -> None:
        """Start the thread that writes."""
        shown = self._adopted()
        self._output = Output(self._terminal, self._capabilities(), asks=self.input_tty, shown=shown)
        self._output.start()
        if shown is None:
            self.write("\x1b[?1049h")

    def _capabilities(self) -> Capabilities:
        """What the terminal can do."""
        return capabilities()._replace(raw_newline=os.isatty(self.fileno))

    def _adopted(self) -> Grid | None:
        """What the terminal shows already, if the program has drawn a page; read once."""
        text, type(self).prepainted = type(self).prepainted, None
        if text is None:
            return None
        page = FrameParser(Grid(*super()._get_terminal_size()))
        page.feed(text)
        return page.grid

    def _enter(self) -> None:
        """Switch the terminal's modes on."""
        self._enable_mouse_support()
        self.write("\x1b[?25l")
        self.write("\x1b[?1004h")
        if not constants.DISABLE_KITTY_KEY:
            self.write(_KITTY_KEYS)
        self._request_terminal_sync_mode_support()
        self._query_in_band_window_resize()
        self._enable_bracketed_paste()
        self._disable_line_wrap()

    def _in_foreground(self) -> bool:
        """Whether the terminal is ours to write to. In the background, stop: terminals want it so."""
        if not os.isatty(self.fileno):
            return True
        stop = lambda *_: os.kill(os.getpid(), signal.SIGSTOP)  # noqa: E731
        signal.signal(signal.SIGTTOU, stop)
        signal.signal(signal.SIGTTIN, stop)
        try:
            termios.tcsetattr(self.fileno, termios.TCSANOW, termios.tcgetattr(self.fileno))
        except termios.error:
            return False
        finally:
            signal.signal(signal.SIGTTOU, signal.SIG_DFL)
            signal.signal(signal.SIGTTIN, signal.SIG_DFL)
        return True

    def _raw_mode(self) -> None:
        """Keys one by one, without echo; line feeds as they are."""
        try:
            before, type(self).modes_before = type(self).modes_before, None
            self.attrs_before = before or termios.tcgetattr(self.fileno)
            attributes = termios.tcgetattr(self.fileno)
            attributes[0] = self._patch_iflag(attributes[0])
            attributes[1] &= ~termios.OPOST
            attributes[3] = self._patch_lflag(attributes[3])
            attributes[6][termios.VMIN] = 1
            termios.tcsetattr(self.fileno, termios.TCSANOW, attributes)
        except termios.error:
            self.attrs_before = None

    def _send_size(self, loop: asyncio.AbstractEventLoop) -> None:
        """Tell the app the size of the terminal."""
        size = Size(*self._get_terminal_size())
        self._post(events.Resize(size, size), loop)

    def _post(self, message: Message, loop: asyncio.AbstractEventLoop) -> None:
        """Send the app a message from any thread or a signal handler."""
        asyncio.run_coroutine_threadsafe(self._app._post_message(message), loop=loop)

    def _sigtstp_application(self, *_: object) -> None:
        """Stop, when the event loop comes to it: what a signal interrupts may hold a lock that the threads need which
        giving the terminal back waits for."""
        self._soon(super()._sigtstp_application)

    def _sigcont_application(self, *_: object) -> None:
        """Go on, when the event loop comes to it."""
        self._soon(super()._sigcont_application)

    def _soon(self, act: Callable[[], None]) -> None:
        """Let the event loop `act`; at once while another program has the terminal and the loop waits for it."""
        if not self._auto_restart:
            act()
            return
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(act)

    def disable_input(self) -> None:
        """Read no more keys. Answers that are due are waited for first: they must not end up in the shell."""
        if self._output is not None and not self.exit_event.is_set():
            self._output.ask_no_more()
            self._output.settle(_ANSWERS)
            super().disable_input()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was. May be called again: then it does nothing."""
        if self._output is None:
            return
        self._disable_bracketed_paste()
        self._enable_line_wrap()
        self._disable_in_band_window_resize()
        self.disable_input()
        self._restore_tty()
        for control in ("\x1b[<u", "\x1b[?1049l", "\x1b[?25h", "\x1b[?1004l"):
            self.write(control)
        self.close()

    def _restore_tty(self) -> None:
        """Put the settings of the tty back."""
        if self.attrs_before is not None:
            with suppress(termios.error):  # the terminal is gone
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)

    def close(self) -> None:
        """End the thread that writes, once all controls are out."""
        with self._lock:
            output, self._output = self._output, None
        if output is not None:
            output.stop()

    def restore_now(self) -> bool:
        """Give the terminal back at once, without threads: for a handler of a signal that kills. False: there was
        nothing to give back."""
        if self._output is None:
            return False
        self._restore_tty()
        with suppress(OSError):  # the terminal is gone
            os.write(self._terminal, _RESTORE.encode())
        return True
