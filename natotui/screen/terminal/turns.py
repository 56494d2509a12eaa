"""One key at a time: a key is handed on when the one before it has been obeyed.

Textual forwards each key to whatever has the focus at that moment. Keys that were typed ahead (a slow link, a fast
hand) so reach the pane while the prompt that the first of them opened is not there yet, and are lost. The thread
that reads keys therefore waits, after each, until the app has nothing more to do for it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from threading import Event
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

_CALM = 4
"""Turns of the event loop in a row in which no message waits anywhere: what one handler sets off, the next
turn shows."""
_PATIENCE = 1.0
"""Seconds after which the next key comes all the same: something may be at work for long."""
_TICK = 0.002
"""Seconds between two looks while it is at work: looking at each turn of the loop would cost a tenth of the work."""
_STOP = 0.01
"""Seconds between two looks at the event that stops."""


def wait_for_turn(app: App[Any], loop: asyncio.AbstractEventLoop, stop: Event) -> None:
    """Wait, on the thread that reads keys, until ``app`` has obeyed; at most a second, and not once ``stop`` is set."""
    obeyed = Event()
    work = _obeyed(app, obeyed)
    try:
        asyncio.run_coroutine_threadsafe(work, loop)
    except RuntimeError:  # the loop has ended
        work.close()
        return
    for _ in range(int(_PATIENCE / _STOP)):
        if obeyed.wait(_STOP) or stop.is_set():
            return


async def _obeyed(app: App[Any], obeyed: Event) -> None:
    """Set ``obeyed`` when no message waits in any queue of the app, or patience is at its end."""
    end = asyncio.get_running_loop().time() + _PATIENCE
    calm = 0
    while calm < _CALM and asyncio.get_running_loop().time() < end:
        await asyncio.sleep(0 if calm else _TICK)
        calm = 0 if any(pump.message_queue_size for pump in _pumps(app)) else calm + 1
    obeyed.set()


def _pumps(app: App[Any]) -> Iterable[Any]:
    """The app and everything on its screens."""
    yield app
    yield from list(app._registry)
