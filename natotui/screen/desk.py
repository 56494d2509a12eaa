"""Articles on the desk: opening them, the library behind them, files that change under the reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from natotui.article.model import Article
from natotui.article.sanitise import sanitise_line
from natotui.errors import NatotuiError
from natotui.screen.nonotes import NoNotes

if TYPE_CHECKING:
    from natotui.notes.library import Library
    from natotui.notes.model import Note, Record
    from natotui.notes.records import Forgotten
    from natotui.screen.app import NatotuiApp
    from natotui.screen.notebook import Notebook
    from natotui.screen.pick import Choice
    from natotui.screen.reading import ReadingScreen
    from natotui.screen.watch import Watch


class Desk:
    """Opens articles, and keeps their places and notes."""

    def __init__(self, app: NatotuiApp, library_path: Path | None, files: Mapping[str, str],
                 problems: list[str]) -> None:
        self.app, self.library_path, self.files, self.problems = app, library_path, dict(files), problems
        self._note: Note | None = None
        self._forgotten: list[tuple[str, Sequence[Forgotten]]] = []

    @cached_property
    def library(self) -> Library:
        """Opened when it is first asked for, which is after the first paint."""
        from natotui.notes.library import Library

        return Library.open(self.library_path)

    @cached_property
    def watch(self) -> Watch:
        """Looks for changes by others."""
        from natotui.screen.watch import Watch

        return Watch(self.app)

    @property
    def reading(self) -> ReadingScreen | None:
        """The screen of the article that is open."""
        return self.app.reading

    # Opening

    def opened(self, screen: ReadingScreen) -> int:
        """The first paint is done: bring the notes, and say where the article was left (0: at its beginning)."""
        article = screen.state.article
        screen.notebook = self.notebook(article)
        if article.partial:
            self.read(article.source)
        self.watch.start(article)
        self._back_up()
        problems = [*self.problems, *self.library.problems, *article.warnings]
        self.problems.clear()
        if problems:
            more = f" (and {len(problems) - 1} more: natotui check)" if len(problems) > 1 else ""
            screen.say(sanitise_line(problems[0], 300) + more, bad=True)
        elif not article.partial:
            self._ask_for_older(screen, article)
        if self._note is not None:
            note, self._note = self._note, None
            placed = next((each for each in screen.notebook.placed if each.note.id == note.id), None)
            return placed.start if placed else 0
        return self.library.place(article) or 0

    def _back_up(self) -> None:
        """Once a day a dated copy of the library, in a thread; said only where it cannot be made."""
        if self.library.path is None:
            return
        path = self.library.path

        def copy() -> None:
            from natotui.notes.backups import daily

            for problem in daily(path):
                self.app.call_from_thread(self._say, problem, True)

        self.app.run_worker(copy, thread=True, group="backup", exit_on_error=False, name="backup")

    def notebook(self, article: Article) -> Notebook:
        """The notes of an article; with the sidecar on, those of the file beside it are among them."""
        from natotui.screen.notebook import Notebook

        path = None
        if self.app.settings.sidecar and not article.partial:
            from natotui.notes import sidecar

            path = sidecar.beside(article.source)
            if path is not None:
                try:
                    sidecar.sync(self.library, article, path)
                except NatotuiError as fault:
                    self.problems.append(str(fault))
        return Notebook(self.library, article, self.app.settings.author, path)

    def _ask_for_older(self, screen: ReadingScreen, article: Article) -> None:
        """An article that the library does not know may be a later text of one that it knows."""
        if self.library.record(article.fingerprint) is not None:
            return
        older = next((record for record in self.library.candidates(article) if record.notes), None)
        if older is None:
            return
        title = sanitise_line(older.title or older.source, 60)
        screen.say(f"a later text of “{title}”?  y brings its {older.notes} notes, any other key leaves them")
        screen.await_key(partial(self._answered, older))

    def _answered(self, older: Record, key: str) -> None:
        if key in "yY" and self.reading is not None:
            self._adopt(older, self.reading.state.article, "its notes were brought")

    def open_source(self, source: str) -> None:
        """Read an article and show it; what stands in the way is said."""
        from natotui.article.load import load_head

        if source == "-":  # standard input is the keyboard now
            self._refused("that text came through a pipe: pipe it in again")
            return
        try:
            article = load_head(source)
        except NatotuiError as fault:
            self._refused(str(fault))
            return
        self.app.show_article(article)

    def _refused(self, words: str) -> None:
        self._note = None
        if self.reading is not None:
            self.reading.say(words, bad=True)
        else:
            self.problems.append(words)
            self.show_shelf()

    def open_note(self, note: Note) -> None:
        """Go to a note, in whatever article it is."""
        record, screen = self.library.record(note.article), self.reading
        here = next((each for each in screen.notebook.placed if each.note.id == note.id), None) if screen else None
        if screen is not None and here is not None:
            screen.jump(screen.sentences.at(here.start))
        elif record is not None:
            self.remember()
            self._note = note
            self.open_source(record.source)

    def remember(self) -> None:
        """Write down where the article that is open was left."""
        if self.reading is None or isinstance(self.reading.notebook, NoNotes):
            return  # nothing is open, or not so far that its place is known
        state = self.reading.state
        try:
            self.library.remember(state.article, *state.cursor)
        except NatotuiError as fault:
            self.reading.say(str(fault), bad=True)

    # The list

    def show_shelf(self) -> None:
        """The list of articles."""
        from natotui.screen.pick import PickScreen

        self.remember()
        self._forgotten.clear()
        title = "natotui" if not self.files else f"natotui: {len(self.files)} to read"
        hint = "" if self.files else "Del forgets"
        screen = PickScreen(title, self._shelf(), self.app.palette_in_use, self.app.signs, hint,
                            "nothing found", {"delete": self._forget})
        screen.news = (self.problems.pop(0), "error") if self.problems else None
        self.app.push_screen(screen, self._picked)

    def _shelf(self) -> Callable[[str], list[Choice]]:
        from natotui.screen.shelf import shelf

        return shelf(self.library, self.files)

    def _picked(self, source: str | None) -> None:
        if source is not None:
            self.open_source(source)
        elif self.reading is None:
            self.app.exit()

    def _forget(self, source: str) -> None:
        gone = [record for record in self.library.recent(500) if record.source == source]
        if not gone:
            self._shelf_says("not read yet: nothing to forget")
            return
        try:
            forgotten = [each for record in gone if (each := self.library.forget(record.fingerprint)) is not None]
        except NatotuiError as fault:
            self._shelf_says(str(fault), "error")
            return
        title = sanitise_line(gone[0].title or source, 60)
        self._forgotten.append((title, forgotten))
        self._shelf_says(f"forgotten (u brings it back, notes are kept): “{title}”")

    def _bring_back(self) -> None:
        title, forgotten = self._forgotten[-1]
        try:
            for each in forgotten:
                self.library.bring_back(each)
        except NatotuiError as fault:
            self._shelf_says(str(fault), "error")
            return
        self._forgotten.pop()
        self._shelf_says(f"brought back: “{title}”")

    def _shelf_says(self, words: str, style: str = "message") -> None:
        """The list as it is now, what was done to it, and ``u`` to take that back."""
        from natotui.screen.pick import PickScreen

        screen = self.app.screen
        if isinstance(screen, PickScreen):
            screen.news = (words, style)
            screen.offered = {"u": self._bring_back} if self._forgotten else {}
            screen.find = self._shelf()
            screen.look(screen.lines.marked)

    # The rest of a large file, and files that change

    def reload(self) -> None:
        """Read the file again."""
        source = self.reading.state.article.source if self.reading else ""
        if source in ("", "-"):
            self._say("there is no file to read again", bad=True)
        else:
            self.read(source)

    def read(self, source: str) -> None:
        """Read all of ``source`` in a thread, then show it."""
        self.app.run_worker(partial(self._load, source), thread=True, exclusive=True, group="reading",
                            exit_on_error=False)

    def _load(self, source: str) -> None:
        from natotui.article.kinds import FORMATS
        from natotui.article.load import is_url, load
        from natotui.screen.carried import carried

        screen = self.reading
        if screen is None:
            return
        was = screen.state.article
        # What is open is read as what it was taken for; of a web page, the address is asked again.
        kind = was.format if was.format in FORMATS and not is_url(source) else None
        try:
            article = load(source, format=kind)
            article.fingerprint  # noqa: B018  # the hash of a large text is not taken between two keys
        except NatotuiError as fault:
            self.app.call_from_thread(self._say, str(fault), True)
            return
        to = carried(was.text, article.text, [*screen.places])
        self.app.call_from_thread(self._have_read, was, article, to)

    def _say(self, words: str, bad: bool = False) -> None:
        if self.reading is not None:
            self.reading.say(words, bad)

    def _have_read(self, was: Article, article: Article, to: Callable[[int], int]) -> None:
        screen = self.reading
        if screen is None or screen.state.article.source != was.source:
            return  # another article was opened meanwhile
        if screen.state.article is not was:
            self.read(was.source)  # it was read twice at once: once more, from the text that is there now
            return
        if not was.partial and was.fingerprint == article.fingerprint:
            self._say("read again: nothing has changed")
            return
        screen.notebook = self.notebook(article)
        screen.show_article(article, to)
        self.watch.start(article)
        if was.partial:
            place = self.library.place(article)
            if place and not screen.state.back:
                screen.show_cursor(screen.sentences.at(place))
        else:
            older = self.library.record(was.fingerprint)
            if older is None:
                self._say("the file has changed: read again")
            else:
                self._adopt(older, article, "the file has changed: read again")

    def _adopt(self, older: Record, article: Article, words: str) -> None:
        """``article`` is a later text of ``older``: its notes are found again in it."""
        screen = self.reading
        if screen is None:
            return
        try:
            self.library.adopt(older, article)
        except NatotuiError as fault:
            self._say(str(fault), bad=True)
            return
        screen.notebook = self.notebook(article)
        screen.show_notes()
        placed = screen.notebook.placed
        lost, moved = (sum(each.status == status for each in placed) for status in ("lost", "moved"))
        self._say(f"{words}; {len(placed)} notes, {moved} moved, {lost} lost", bad=bool(lost))
