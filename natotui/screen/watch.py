"""Looks, every second and a half, whether the file or its notes were changed by somebody else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual.timer import Timer

from natotui.article.model import Article
from natotui.screen.nonotes import NoNotes

if TYPE_CHECKING:
    from natotui.screen.app import NatotuiApp

_EVERY = 1.5
"""Seconds: two sessions are to see each other's notes within two."""


class Watch:
    """Two ``stat`` calls and one short query at each look."""

    def __init__(self, app: NatotuiApp) -> None:
        self.app = app
        self._source = ""
        self._stamp: tuple[int, int] | None = None
        self._timer: Timer | None = None

    def start(self, article: Article) -> None:
        """From now on, look at this article."""
        self._source = article.source
        self._stamp = self._now()
        if self._timer is None:
            self._timer = self.app.set_interval(_EVERY, self.look)

    def _now(self) -> tuple[int, int] | None:
        try:
            found = os.stat(self._source)
        except (OSError, ValueError):  # ValueError: no name that a file could have
            return None
        return found.st_mtime_ns, found.st_size

    def look(self) -> None:
        """Read again what has changed."""
        screen = self.app.reading
        on_top = self.app.screen_stack[-1:]  # empty while the app ends
        if screen is None or on_top != [screen] or screen.panels.typing or isinstance(screen.notebook, NoNotes):
            return
        stamp = self._now()
        if stamp is not None and self._stamp is not None and stamp != self._stamp:
            self._stamp = stamp
            self.app.desk.reload()
        elif screen.notebook.read():
            screen.show_notes()
            screen.say("notes were changed in another session")
