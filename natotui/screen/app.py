"""The app: screens, palettes, the library, the way in and out. What a screen shows is the screen's own."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import App
from textual.theme import Theme

from natotui.article.model import Article
from natotui.article.sanitise import sanitise_line
from natotui.config import Settings
from natotui.errors import NatotuiError
from natotui.notes.library import Library
from natotui.notes.model import Note
from natotui.screen import keymap, palette, signs
from natotui.screen.notebook import Notebook
from natotui.screen.reading import ReadingScreen
from natotui.screen.watch import Watch

if TYPE_CHECKING:
    from textual.driver import Driver


class NatotuiApp(App[None]):
    """natotui on the screen.

    Args:
        article: what to read first; None opens the list of ``files``, or the library.
        library_path: None keeps nothing.
        files: a reading list.
    """

    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "f12"
    CSS = "Screen { background: $background; color: $foreground; }"

    def __init__(
        self,
        article: Article | None,
        settings: Settings | None = None,
        *,
        library_path: Path | None = None,
        files: Sequence[str] = (),
        problems: Sequence[str] = (),
        driver_class: type[Driver] | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self.keys, faults = keymap.merged(self.settings.keys)
        self.palette_in_use = palette.load(palette.choose(self.settings.palette))
        self.problems = [*problems, *faults, *self.palette_in_use.problems]
        self.signs = signs.detect()
        self.first, self.files, self.library_path = article, list(files), library_path
        self.library = Library.open(None)
        self._opened_library = False
        self.reading: ReadingScreen | None = None
        self._note: Note | None = None
        super().__init__(driver_class=driver_class)
        self.animation_level = "none"  # a page costs 27 times the bytes with the default animation
        self._use(self.palette_in_use)

    def on_mount(self) -> None:
        """Open the article, or the list."""
        for name in ("SIGHUP", "SIGTERM"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), self._ended)
        self.watch_files = Watch(self)
        if self.first is not None:
            self._show(self.first)
        else:
            self._open_library()
            self.show_shelf()

    def _ended(self, number: int, _frame: object) -> None:
        """The line dropped or the machine goes down: leave as if by the quit key, so that the terminal is restored."""
        self.call_later(self._leave, 128 + number)

    def _leave(self, code: int = 0) -> None:
        self._remember()
        self.exit(return_code=code)

    async def action_quit(self) -> None:
        """Leave; the place is kept."""
        self._leave()

    # Articles

    def _show(self, article: Article) -> None:
        notebook = self._notebook(article)
        before, self.reading = (
            self.reading,
            ReadingScreen(article, self.settings, self.keys, self.palette_in_use, self.signs, notebook),
        )
        if before is None:
            self.push_screen(self.reading)
        else:
            self.switch_screen(self.reading)

    def opened(self, screen: ReadingScreen) -> int:
        """The first paint is done: open the library, and say where the article was left (0: at its beginning)."""
        article = screen.state.article
        self._open_library()
        if screen.notebook.library is not self.library:
            screen.notebook = self._notebook(article)
        if article.partial:
            self._read(article.source)
        self.watch_files.start(article)
        problems = [*self.problems, *self.library.problems, *article.warnings]
        self.problems.clear()
        if problems:
            more = f" (and {len(problems) - 1} more: natotui check)" if len(problems) > 1 else ""
            screen.say(sanitise_line(problems[0], 300) + more, bad=True)
        return self._place(screen, article)

    def _notebook(self, article: Article) -> Notebook:
        """The notes of an article; with the sidecar on, those of the file beside it are among them."""
        path = None
        if self.settings.sidecar and self._opened_library and not article.partial:
            from natotui.notes import sidecar

            path = sidecar.beside(article.source)
            if path is not None:
                try:
                    sidecar.sync(self.library, article, path)
                except NatotuiError as fault:
                    self.problems.append(str(fault))
        return Notebook(self.library, article, self.settings.author, path)

    def _place(self, screen: ReadingScreen, article: Article) -> int:
        if self._note is not None:
            note, self._note = self._note, None
            placed = next((each for each in screen.notebook.placed if each.note.id == note.id), None)
            return placed.start if placed else 0
        return self.library.place(article) or 0

    def _open_library(self) -> None:
        if not self._opened_library:
            self._opened_library = True
            if self.library_path is not None:
                self.library = Library.open(self.library_path)

    def _remember(self) -> None:
        if self.reading is None or not self._opened_library:
            return
        try:
            self.library.remember(self.reading.state.article, self.reading.state.cursor[0])
        except NatotuiError as fault:
            self.reading.say(str(fault), bad=True)

    def open_source(self, source: str) -> None:
        """Read an article and show it; what stands in the way is said."""
        from natotui.article.load import load_head

        try:
            article = load_head(source)
        except NatotuiError as fault:
            if self.reading is not None:
                self.reading.say(str(fault), bad=True)
            else:
                self.problems.append(str(fault))
                self.show_shelf()
            return
        self._show(article)

    def open_note(self, note: Note) -> None:
        """Go to a note, in whatever article it is."""
        record = self.library.record(note.article)
        if record is None or self.reading is None:
            return
        self._remember()
        self._note = note
        self.open_source(record.source)

    def show_shelf(self) -> None:
        """The list of articles."""
        from natotui.screen.pick import PickScreen
        from natotui.screen.shelf import shelf

        self._remember()
        title = "natotui" if not self.files else f"natotui: {len(self.files)} to read"
        empty = self.problems.pop(0) if self.problems else "nothing found"
        screen = PickScreen(
            title,
            shelf(self.library, self.files),
            self.palette_in_use,
            self.signs,
            "Del forgets" if not self.files else "",
            empty,
            {"delete": self._forget},
        )
        self.push_screen(screen, self._picked)

    def _picked(self, source: str | None) -> None:
        if source is not None:
            self.open_source(source)
        elif self.reading is None:
            self.exit()

    def _forget(self, source: str) -> None:
        from natotui.screen.pick import PickScreen
        from natotui.screen.shelf import shelf

        for record in self.library.recent(500):
            if record.source == source:
                self.library.forget(record.fingerprint)
        if isinstance(self.screen, PickScreen):
            self.screen.find = shelf(self.library, self.files)
            self.screen.look(self.screen.lines.marked)

    # The rest of a large file, and files that change

    def _read(self, source: str) -> None:
        self.run_worker(partial(self._load, source), thread=True, exclusive=True, group="reading", exit_on_error=False)

    def _load(self, source: str) -> None:
        from natotui.article.load import load

        try:
            article = load(source)
        except NatotuiError as fault:
            self.call_from_thread(self._say, str(fault), True)
            return
        self.call_from_thread(self._have_read, article)

    def _say(self, words: str, bad: bool = False) -> None:
        if self.reading is not None:
            self.reading.say(words, bad)

    def _have_read(self, article: Article) -> None:
        if self.reading is None:
            return
        was = self.reading.state.article
        self.reading.notebook = self._notebook(article)
        self.reading.show_article(article)
        self.watch_files.start(article)
        if was.partial:
            place = self.library.place(article)
            if place and self.reading.state.cursor[0] < 4_000:
                self.reading.show_cursor(self.reading.sentences.at(place))
        elif was.fingerprint != article.fingerprint:
            self._adopt(was, article)
        else:
            self._say("read again: nothing has changed")

    def _adopt(self, was: Article, article: Article) -> None:
        """The file changed under the reader: its notes are found again in the new text."""
        record = self.library.record(was.fingerprint)
        if self.reading is None or record is None:
            self._say("the file has changed: read again")
            return
        try:
            self.library.adopt(record, article)
        except NatotuiError as fault:
            self._say(str(fault), bad=True)
            return
        self.reading.notebook = self._notebook(article)
        self.reading.show_notes()
        placed = self.reading.notebook.placed
        lost, moved = (sum(each.status == status for each in placed) for status in ("lost", "moved"))
        self._say(f"the file has changed: read again; {len(placed)} notes, {moved} moved, {lost} lost", bad=bool(lost))

    def reload(self) -> None:
        """Read the file again."""
        source = self.reading.state.article.source if self.reading else ""
        if source in ("", "-"):
            self._say("there is no file to read again", bad=True)
        else:
            self._read(source)

    # Actions that are no screen's own

    def act(self, action: str) -> bool:
        """Do an action by its id; false when there is none of this name here."""
        acts = {
            "quit": self._leave,
            "redraw": self._redraw,
            "suspend": self.action_suspend_process,
            "next-colours": self._next_palette,
            "reload": self.reload,
            "help": self._help,
            "palette": self._commands,
            "library": self.show_shelf,
        }
        if action not in acts:
            return False
        acts[action]()
        return True

    def _redraw(self) -> None:
        invalidate = getattr(self._driver, "invalidate", None)
        if invalidate is not None:
            invalidate()
        else:
            self.refresh(layout=True)

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
                style="text",
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
        self._say(f"palette {self.palette_in_use.name}")


def run(
    article: Article | None,
    settings: Settings,
    library_path: Path | None,
    files: Sequence[str] = (),
    problems: Sequence[str] = (),
) -> int:
    """Open the reader; the exit code when it is left."""
    from natotui.screen.terminal.driver import FrugalDriver

    os.environ.setdefault("TEXTUAL_ANIMATIONS", "none")
    app = NatotuiApp(
        article, settings, library_path=library_path, files=files, problems=problems, driver_class=FrugalDriver
    )
    app.run(mouse=settings.mouse)
    return app.return_code or 0
