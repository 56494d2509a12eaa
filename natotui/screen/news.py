"""The foot of the reading screen: the place in the article, and news until the next key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from natotui.article.sanitise import sanitise
from natotui.screen import status
from natotui.screen.bars import Part

if TYPE_CHECKING:
    from natotui.screen.reading import ReadingScreen


class News:
    """What was said last, in as many wordings as there were, and the status line that shows it."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self._wordings: tuple[str, ...] = ()
        self._style = "message"

    def say(self, words: str, bad: bool = False, shorter: tuple[str, ...] = ()) -> None:
        """On the status line, in the first of its wordings that fits; bad news too long for it, over the line."""
        wordings = tuple(sanitise(each).replace("\n", " ") for each in (words, *shorter))
        self._style = "error" if bad else "message"
        if bad and all(cell_len(each) > self._room for each in wordings):
            self.screen.panels.tell(wordings[0])
            wordings = ()
        self._wordings = wordings
        self.refresh()

    def clear(self) -> None:
        """The next key has come."""
        self._wordings = ()

    @property
    def _room(self) -> int:
        return self.screen.size.width - 2

    @property
    def message(self) -> Part | None:
        """The news, in the wording for the width of the screen."""
        fits = (each for each in self._wordings if cell_len(each) <= self._room)
        words = next(fits, self._wordings[-1] if self._wordings else "")
        return (words + " ", self._style) if words else None

    def refresh(self) -> None:
        """Bring status and footer up to date; nothing is sent where nothing changed."""
        screen, theme = self.screen, self.screen.current_theme()
        width, count, message = screen.size.width, screen.notebook.count, self.message
        right: list[Part] = [message] if message else [(f"{screen.signs.note} {count} ", "note")] if count else []
        label, speed = theme.label if theme else "", screen.settings.words_per_minute
        screen.bars.show_status(status.left(screen.state, label, screen.signs, speed, width), right)
        screen.bars.show_keys(status.footer(screen.keys, screen.state.pane, screen.mode, width))
