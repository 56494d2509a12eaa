"""The app: screens, palettes, keys, the way in and out. Articles are the desk's, what a screen shows the screen's."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.events import Key
from textual.theme import BUILTIN_THEMES, Theme

from natotui.article.model import Article
from natotui.config import Settings
from natotui.screen import ending, keymap, palette, runtime, signs
from natotui.screen.desk import Desk
from natotui.screen.reading import ReadingScreen

if TYPE_CHECKING:
    from textual.driver import Driver

    from natotui.screen.prepaint import Prepaint


class NatotuiApp(App[None]):
    """natotui on the screen.

    Args:
        article: what to read first; None opens the list of ``files``, or the library.
        library_path: None keeps nothing.
        files: a reading list, title (or nothing) by source.
        place: code point at which the article opens, until the library says better.
    """

    ENABLE_COMMAND_PALETTE = False  # our own list of commands opens faster and sends less
    CSS = "Screen { background: $background; color: $foreground; }"

    def __init__(
        self,
        article: Article | None,
        settings: Settings | None = None,
        *,
        library_path: Path | None = None,
        files: Mapping[str, str] | None = None,
        problems: Sequence[str] = (),
        place: int = 0,
        driver_class: type[Driver] | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self.keys, faults = keymap.merged(self.settings.keys)
        self.palette_in_use = palette.load(palette.choose(self.settings.palette))
        self.signs = signs.detect()
        self.first, self.place = article, place
        self.desk = Desk(self, library_path, files or {}, [*problems, *faults, *self.palette_in_use.problems])
        self.reading: ReadingScreen | None = None
        self.can_leave = False
        """Whether the app is there to leave by itself."""
        self.once_shown: Callable[[], None] = lambda: None
        """Done when the words are on the screen."""
        super().__init__(driver_class=driver_class)
        self.animation_level = "none"  # a page costs 27 times the bytes with the default animation
        self._use(self.palette_in_use)

    def on_mount(self) -> None:
        """Open the article, or the list."""
        self.can_leave = True
        self.call_after_refresh(self.once_shown)
        if self.first is not None:
            self.show_article(self.first, self.place)
        else:
            self.desk.show_shelf()

    def ended(self, number: int, prepaint: Prepaint | None = None) -> None:
        """The line dropped or the machine goes down: leave as if by the quit key, so that place and terminal are
        kept; at once where the app has not begun yet, or has done already. Called in a signal's handler."""
        if self.can_leave:
            with suppress(RuntimeError):  # the loop is at its end
                asyncio.get_running_loop().call_soon_threadsafe(self.call_later, self.leave, 128 + number)
                return
        restore = getattr(self._driver, "restore_now", None)
        restored = restore is not None and restore()
        if prepaint is not None:
            prepaint.give_back(leave=not restored)
        ending.end_now(number)

    def leave(self, code: int = 0) -> None:
        """Go; the place is kept."""
        self.desk.remember()
        self.exit(return_code=code)

    async def action_quit(self) -> None:
        """What Textual's own quit keys do."""
        self.leave()

    def show_article(self, article: Article, place: int = 0) -> None:
        """Put an article on the screen, in place of the one that is there, opened at ``place``."""
        before = self.reading
        self.reading = ReadingScreen(article, self.settings, self.keys, self.palette_in_use, self.signs, place)
        if before is None:
            self.push_screen(self.reading)
        else:
            self.switch_screen(self.reading)

    # Actions that are no screen's own

    def act(self, action: str) -> bool:
        """Do an action by its id; false when there is none of this name here."""
        acts = {
            "quit": self.leave,
            "redraw": self._redraw,
            "suspend": self.action_suspend_process,
            "next-colours": self._next_palette,
            "reload": self.desk.reload,
            "help": self._help,
            "palette": self._commands,
            "library": self.desk.show_shelf,
        }
        if action not in acts:
            return False
        acts[action]()
        return True

    def on_key(self, event: Key) -> None:
        """A key that no screen took: a spoilt screen is drawn again wherever one is."""
        if event.key in self.keys["redraw"]:
            event.stop()
            self._redraw()

    def _redraw(self) -> None:
        """Clear the terminal and send all again, painted anew: what is kept of the screen may be as wrong as what the
        terminal shows."""
        for widget in self.screen.walk_children():
            widget.refresh()
        self.refresh(layout=True)
        invalidate = getattr(self._driver, "invalidate", None)
        if invalidate is not None:
            invalidate()

    def _help(self) -> None:
        from natotui.screen.help import HelpScreen

        self.push_screen(HelpScreen(self.keys, self.palette_in_use))

    def _commands(self) -> None:
        from natotui.screen.actions import ACTIONS, shown
        from natotui.screen.pick import Choice, PickScreen, matching

        choices = [
            Choice(
                action.id,
                action.help,
                " ".join(shown(key) for key in self.keys[action.id]),
                sought=f"{action.id} {action.help} {action.label}",
            )
            for action in ACTIONS
            if "reading" in action.modes
        ]
        screen = PickScreen("Commands", lambda typed: matching(choices, typed), self.palette_in_use, self.signs)
        self.push_screen(screen, self._run_picked)

    def _run_picked(self, action: str | None) -> None:
        if action is not None and self.reading is not None:
            self.reading.act(action)

    def _use(self, chosen: palette.Palette) -> None:
        self.register_theme(
            Theme(
                name=f"natotui-{chosen.name}",
                primary=chosen.accent,
                accent=chosen.accent,
                foreground=chosen.foreground,
                background=chosen.background,
                surface=chosen.background,
                panel=chosen.panel,
                dark=chosen.dark,
                ansi=chosen.ansi,
                # Textual's own style sheet asks for these where the terminal's colours are used, and sets no defaults.
                variables=BUILTIN_THEMES["ansi-dark"].variables if chosen.ansi else {},
            )
        )
        self.theme = f"natotui-{chosen.name}"

    def _next_palette(self) -> None:
        names = palette.names()
        at = names.index(self.palette_in_use.name) if self.palette_in_use.name in names else -1
        self.palette_in_use = palette.load(names[(at + 1) % len(names)])
        self._use(self.palette_in_use)
        if self.reading is not None:
            self.reading.show_palette(self.palette_in_use)
            self.reading.say(f"palette {self.palette_in_use.name}")


def run(
    article: Article | None,
    settings: Settings,
    library_path: Path | None,
    files: Mapping[str, str] | None = None,
    problems: Sequence[str] = (),
    place: int = 0,
    prepaint: Prepaint | None = None,
) -> int:
    """Open the reader, over the page that was drawn before; the exit code when it is left."""
    from natotui.screen.terminal.driver import FrugalDriver

    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    app = NatotuiApp(
        article,
        settings,
        library_path=library_path,
        files=files,
        problems=problems,
        place=place,
        driver_class=FrugalDriver,
    )
    if prepaint is not None and prepaint.text is not None:
        FrugalDriver.prepainted = prepaint.text
        FrugalDriver.modes_before = prepaint.taken()
    app.once_shown = runtime.ready
    ending.at_ending(lambda number: app.ended(number, prepaint))
    app.run(mouse=settings.mouse)
    ending.as_before()
    return app.return_code or 0
