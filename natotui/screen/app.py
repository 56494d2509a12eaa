"""The app: screens, palettes, keys, the way in and out. What a screen shows is the screen's own."""

from __future__ import annotations

import os
import signal
from functools import partial
from typing import TYPE_CHECKING

from textual.app import App
from textual.theme import Theme

from natotui.article.model import Article
from natotui.config import Settings
from natotui.errors import NatotuiError
from natotui.screen import keymap, palette, signs
from natotui.screen.reading import ReadingScreen

if TYPE_CHECKING:
    from textual.driver import Driver


class NatotuiApp(App[None]):
    """natotui on the screen."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS = []  # noqa: RUF012
    CSS = """
    Screen { background: $background; color: $foreground; }
    """

    def __init__(self, article: Article, settings: Settings | None = None, *,
                 driver_class: type[Driver] | None = None, problems: tuple[str, ...] = ()) -> None:
        self.settings = settings or Settings()
        self.keys, faults = keymap.merged(self.settings.keys)
        self.problems = (*problems, *faults)
        name = palette.choose(self.settings.palette)
        self.palette_in_use = palette.load(name)
        self.signs = signs.detect()
        self.article = article
        super().__init__(driver_class=driver_class)
        self.animation_level = "none"  # a page costs 27 times the bytes with the default animation
        self._use(self.palette_in_use)

    def on_mount(self) -> None:
        """Open the article."""
        for name in ("SIGHUP", "SIGTERM"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._ended)
        self.reading = ReadingScreen(self.article, self.settings, self.keys, self.palette_in_use, self.signs)
        self.push_screen(self.reading)
        if self.article.partial:
            self.call_after_refresh(self._read_on)

    def _ended(self, number: int, _frame: object) -> None:
        """The line dropped or the machine goes down: leave as if by the quit key, so that the terminal is restored."""
        self.call_later(self.exit, return_code=128 + number)

    # The rest of a large file

    def _read_on(self) -> None:
        self.run_worker(partial(self._read, self.article.source), thread=True, exclusive=True, group="reading",
                        exit_on_error=False)

    def _read(self, source: str) -> None:
        from natotui.article.load import load

        try:
            article = load(source)
        except NatotuiError as fault:
            self.call_from_thread(self.reading.say, str(fault), True)
            return
        self.call_from_thread(self._have_read, article)

    def _have_read(self, article: Article) -> None:
        self.article = article
        self.reading.show_article(article)

    # Actions that are no screen's own

    def act(self, action: str) -> bool:
        """Do an action by its id; false when there is none of this name here."""
        if action == "quit":
            self.exit()
        elif action == "redraw":
            self.refresh(layout=True)
        elif action == "suspend":
            self.action_suspend_process()
        elif action == "next-colours":
            self._next_palette()
        elif action == "reload":
            self._reload()
        elif action == "help":
            from natotui.screen.help import HelpScreen

            self.push_screen(HelpScreen(self.keys, self.palette_in_use))
        elif action == "palette":
            self.action_command_palette()
        else:
            return False
        return True

    def _reload(self) -> None:
        if self.article.source in ("", "-"):
            self.reading.say("there is no file to read again", bad=True)
            return
        self._read_on()
        self.reading.say("read again")

    def _use(self, chosen: palette.Palette) -> None:
        self.register_theme(Theme(
            name=f"natotui-{chosen.name}", primary=chosen.accent, accent=chosen.accent, foreground=chosen.foreground,
            background=chosen.background, surface=chosen.background, panel=chosen.panel, dark=chosen.dark,
            **({"ansi": True} if chosen.ansi else {})))
        self.theme = f"natotui-{chosen.name}"

    def _next_palette(self) -> None:
        names = palette.names()
        at = names.index(self.palette_in_use.name) if self.palette_in_use.name in names else -1
        self.palette_in_use = palette.load(names[(at + 1) % len(names)])
        self._use(self.palette_in_use)
        self.reading.show_palette(self.palette_in_use)
        self.reading.say(f"palette {self.palette_in_use.name}")


def run(article: Article, settings: Settings, problems: tuple[str, ...] = ()) -> int:
    """Open the reader; the exit code when it is left."""
    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    app = NatotuiApp(article, settings, problems=problems)
    app.run(mouse=settings.mouse)
    return app.return_code or 0
