"""The reading screen: the one router. Keys become actions, actions change the state, the panes show the state."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.events import Key, Resize
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from natotui.argument.model import Outline, Theme
from natotui.article.model import PROSE, Article
from natotui.config import Settings
from natotui.screen.actions import BY_ID
from natotui.screen.analysis import Analysis
from natotui.screen.article_view import ArticleView
from natotui.screen.bars import Bars, Part
from natotui.screen.finder import Finder
from natotui.screen.guide import Guide
from natotui.screen.keymap import by_key
from natotui.screen.moves import Moves
from natotui.screen.news import News
from natotui.screen.nonotes import NoNotes
from natotui.screen.outline_view import OutlineView
from natotui.screen.paint import Mark
from natotui.screen.palette import Palette
from natotui.screen.panels import Panels
from natotui.screen.panes import Below, Beside, Panes
from natotui.screen.signs import Signs
from natotui.screen.state import ReadingState, Sentences
from natotui.signs import LOW

if TYPE_CHECKING:
    from natotui.screen.annotate import Annotate
    from natotui.screen.app import NatotuiApp
    from natotui.screen.correct import Correct
    from natotui.screen.editor import Editor
    from natotui.screen.lists import Lists
    from natotui.screen.notebook import Notebook
    from natotui.screen.prompt import Prompt
    from natotui.screen.proofread import Proofread
    from natotui.screen.selecting import Selecting


class ReadingScreen(Screen[None]):
    """Article and outline side by side."""

    app: NatotuiApp
    AUTO_FOCUS = ""
    BLANK = True
    DEFAULT_CSS = """
    ReadingScreen { overflow: hidden hidden; layout: vertical; }
    ReadingScreen > #panes { height: 1fr; }
    ReadingScreen ArticleView { width: 1fr; height: 100%; }
    ReadingScreen #side { width: 31; height: 100%; }
    ReadingScreen OutlineView { height: 1fr; }
    ReadingScreen #notes { height: auto; max-height: 9; display: none; padding: 1 1 0 1; }
    ReadingScreen > #panel { height: auto; max-height: 8; display: none; padding: 0 1; }
    """

    def __init__(
        self,
        article: Article,
        settings: Settings,
        keys: dict[str, tuple[str, ...]],
        palette: Palette,
        signs: Signs,
        place: int = 0,
    ) -> None:
        super().__init__()
        self.settings, self.keys, self.signs, self.palette_in_use = settings, keys, signs, palette
        self.state = ReadingState(article)
        self.sentences = Sentences(article)
        self.notebook: Notebook = NoNotes()  # type: ignore[assignment]  # until the library is open
        self.view = ArticleView(article, palette, signs, settings.width)
        self.view.place(place)
        self.outline_view = OutlineView(palette, signs)
        self.notes_box = Static("", id="notes", markup=False)
        self.side = Below(self.outline_view, self.notes_box, id="side")
        self.bars = Bars(palette, signs)
        self.panel = Static("", id="panel", markup=False)
        self.analysis, self.panes, self.panels = Analysis(self), Panes(self), Panels(self)
        self.guide = Guide(self, settings.order)  # type: ignore[arg-type]  # checked when the settings were read
        self.finder, self.moves, self.news = Finder(self), Moves(self), News(self)
        self.selecting: Selecting
        self.annotate: Annotate
        self.correct: Correct
        self.proofread: Proofread
        self.lists: Lists
        self.mode = "reading"
        self.theme = ""
        self.lost = ""
        self._awaiting: Callable[[str], None] | None = None
        self._keymap = by_key(keys)
        self._actions: dict[str, Callable[[], None]] = {
            "why": self.panels.toggle_why,
            "cancel": self.cancel,
            "argue": self.argue,
        }
        for part in (self.moves, self.guide, self.finder, self.panes):
            self._actions |= part.handlers

    def compose(self) -> ComposeResult:
        """Two panes, the panel that explains, two lines at the foot."""
        with Beside(id="panes"):
            yield self.view
            yield self.side
        yield self.panel
        yield self.bars

    def on_mount(self) -> None:
        """The words first, everything else after they are on the screen."""
        self.panes.arrange()
        self.call_after_refresh(self._ready)

    def _take_notes(self) -> None:
        """The keys of notes and corrections; their rooms are loaded when the words are on the screen."""
        from natotui.screen.annotate import Annotate
        from natotui.screen.correct import Correct
        from natotui.screen.lists import Lists
        from natotui.screen.proofread import Proofread
        from natotui.screen.selecting import Selecting

        self.selecting, self.annotate, self.correct = Selecting(self), Annotate(self), Correct(self)
        self.proofread, self.lists = Proofread(self), Lists(self)
        for part in (self.selecting, self.annotate, self.correct, self.proofread, self.lists):
            self._actions |= part.handlers

    def _ready(self) -> None:
        self._take_notes()
        opening = self.state.article.blocks[:40]
        first = next((block.start for block in opening if block.kind in PROSE and not block.furniture), 0)
        place = self.app.desk.opened(self)
        self.show_cursor(self.sentences.at(place or first), bring=bool(place))
        self.show_notes(analyse=False)
        self.guide.rebuild()
        self.analysis.restart()

    # The way of a key

    def on_key(self, event: Key) -> None:
        """A key that no text took."""
        if self.panels.typing:
            return
        if self._awaiting is not None:
            then, self._awaiting = self._awaiting, None
            self.news.clear()
            if event.character and event.is_printable:
                then(event.character)
            self.refresh_status()
        else:
            action = self._action(event.key) or self._action(event.character or "")
            if action is None or not self.act(action):
                return
        event.stop()
        event.prevent_default()

    def _action(self, key: str) -> str | None:
        found = self._keymap[self.mode].get(key)
        return found if found or self.mode == "selecting" else self._keymap["reading"].get(key)

    def act(self, action: str) -> bool:
        """Do an action by its id; false when nobody here knows it."""
        handler = self._actions.get(action)
        self.news.clear()
        self.panels.hush()
        if handler is None:
            return self.app.act(action)
        handler()
        self.refresh_status()
        return True

    def await_key(self, then: Callable[[str], None]) -> None:
        """The next printable key goes to ``then``; any other ends the wait."""
        self._awaiting = then

    # What others ask of the screen

    def show_cursor(self, span: tuple[int, int], bring: bool = True, follow: bool = True) -> None:
        """Put the cursor on a span, and make it visible."""
        before, self.state.cursor = self.state.cursor, span
        self.view.overlay.cursor = span
        self.view.overlay.pointed = not follow
        if bring:
            self.view.bring(*span)
        self.view.restyle(before, span)
        self.analysis.moved()
        if follow:
            self.guide.follow()
        self.panels.follow()
        self.refresh_status()

    def jump(self, span: tuple[int, int], follow: bool = True) -> None:
        """The same, remembering where it came from."""
        self.state.jumped()
        self.show_cursor(span, follow=follow)

    def show_outline(self, outline: Outline) -> None:
        """An outline is there: signs, colours and the other pane show it."""
        self.state.outline, self.state.analysed = outline, True
        corrected = self.notebook.corrected()
        self.view.overlay.units = [
            Mark(
                unit.start,
                unit.end,
                unit.role,
                self.signs.role(unit.role),
                unit.confidence < LOW,
                any(a < unit.end and b > unit.start for a, b in corrected),
            )
            for unit in outline.units
        ]
        self.outline_view.corrected = frozenset(
            unit.id for unit, mark in zip(outline.units, self.view.overlay.units, strict=True) if mark.corrected
        )
        self._mark_noted()
        self.view.restyle()
        self.guide.rebuild()
        self.panels.follow()
        if self.mode == "proofreading":
            self.proofread.corrected()
        self.refresh_status()

    def _mark_noted(self) -> None:
        signs = self.notebook.signs
        self.outline_view.noted = frozenset(
            unit.id for unit in self.state.outline.units if any(unit.start <= at < unit.end for at in signs)
        )
        self.outline_view.refresh()

    def show_notes(self, analyse: bool = True) -> None:
        """The notes changed: both panes show it, and the engine works out anew what corrections touch."""
        overlay = self.view.overlay
        overlay.highlights, overlay.noted = self.notebook.marks, self.notebook.signs
        self.view.restyle()
        self._mark_noted()
        if analyse and self.analysis.corrected():
            return
        self.panels.follow()
        self.refresh_status()

    @property
    def places(self) -> list[int]:
        """Code points to be found again in a later text: the cursor's, the window's, jumps and marks."""
        return [self.state.cursor[0], self.view.first_offset, *self.state.places]

    def show_article(self, article: Article, to: Callable[[int], int]) -> None:
        """The text was read again, or the rest of it came; ``to`` tells where each place is in it."""
        state, overlay = self.state, self.view.overlay
        state.article, state.outline = article, Outline()
        self.sentences = Sentences(article)
        overlay.hits = state.hits = []
        overlay.units = []
        self.selecting.cancel()
        self.mode, self._awaiting = "reading", None
        state.carry(to)
        state.cursor = overlay.cursor = self.sentences.at(to(state.cursor[0]))
        self.view.show_article(article, self.palette_in_use, to(self.view.first_offset))
        self.view.bring(*state.cursor)
        self.show_notes(analyse=False)
        self.analysis.restart()
        self.guide.rebuild()
        self.refresh_status()

    def show_palette(self, palette: Palette) -> None:
        """Other colours."""
        self.palette_in_use = palette
        self.outline_view.palette_in_use = self.bars.palette_in_use = palette
        self.view.show_article(self.state.article, palette)
        for part in (self.view, self.outline_view, self.bars, self.panel):
            part.refresh()
        self.refresh_status()

    def say(self, words: str, bad: bool = False, shorter: tuple[str, ...] = ()) -> None:
        """News on the status line, until the next key; ``shorter`` wordings, longest first, for a narrow screen."""
        self.news.say(words, bad, shorter)

    @property
    def message(self) -> Part | None:
        """The news on the status line."""
        return self.news.message

    def refresh_status(self) -> None:
        """Bring status and footer up to date."""
        self.news.refresh()

    def current_theme(self) -> Theme | None:
        """The theme of the passage: the unit's own (the one last jumped to, if it has several)."""
        unit = self.state.unit
        if unit is None or not unit.themes:
            return None
        wanted = self.theme if self.theme in unit.themes else unit.themes[0]
        return next((theme for theme in self.state.outline.themes if theme.id == wanted), None)

    def theme_index(self) -> int | None:
        """Number of the current theme, from 0."""
        theme = self.current_theme()
        return self.state.outline.themes.index(theme) if theme else None

    def set_pane(self, pane: str) -> None:
        """Which pane the keys go to."""
        self.panes.go(pane)

    def ask(self, sign: str, then: Callable[[str], None], suggestions: tuple[str, ...] = (), value: str = "") -> None:
        """Open the prompt; ``then`` gets what was typed."""
        if sign == ":" and not suggestions:
            suggestions = tuple(sorted((*BY_ID, "export ", "copy markdown", "copy citation", "reattach")))
        self.panels.ask(sign, then, suggestions, value)

    def edit(self, heading: str, body: str, then: Callable[[str], None]) -> None:
        """Open the editor; ``then`` gets what was written."""
        self.panels.edit(heading, body, then)

    def cancel(self) -> None:
        """Esc: close what is open, one thing at a time."""
        if self.panels.open:
            self.panels.close()
        elif self.view.overlay.plain:
            self.panes.toggle_undisturbed()
        elif self.state.hits:
            self.finder.clear()
        elif self.state.pane == "outline":
            self.set_pane("article")

    def argue(self) -> None:
        """Look for an argument all the same."""
        self.analysis.insist = True
        self.analysis.restart()

    def run_command(self, words: str) -> None:
        """A command that was typed: an action's name, or one with words of its own."""
        name, _, rest = words.partition(" ")
        if name in ("q", "quit", "x", "wq"):
            self.app.act("quit")
        elif name == "export":
            self.lists.export(rest)
        elif name == "copy" and rest:
            self.annotate.copy(rest)
        elif name == "reattach":
            self.annotate.guarded(self.annotate.reattach)
        elif name not in BY_ID or rest or not self.act(name):
            self.say(f"no command {name[:30]!r}; ? lists the keys", bad=True)

    # Messages

    def on_resize(self, _event: Resize) -> None:
        """Panes beside each other, or one at a time."""
        self.panes.arrange()

    def on_prompt_answered(self, event: Prompt.Answered) -> None:
        """The prompt closes before its answer acts."""
        self.panels.done()
        self.news.clear()
        if event.words is not None:
            event.then(event.words)
        self.refresh_status()

    def on_editor_closed(self, event: Editor.Closed) -> None:
        """The editor closes when the comment is kept, or left."""
        self.panels.done()
        if event.body is not None:
            event.then(event.body)
        else:
            self.selecting.cancel()
        self.refresh_status()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A worker that failed says so; reading goes on."""
        if event.state is WorkerState.ERROR:
            self.analysis.failed(event.worker.name)
            self.say(f"{event.worker.name or 'work'} failed: {type(event.worker.error).__name__}", bad=True)

    def on_article_view_clicked(self, event: ArticleView.Clicked) -> None:
        """The mouse puts the cursor."""
        self.set_pane("article")
        self.jump(self.sentences.at(event.offset))

    def on_outline_view_clicked(self, event: OutlineView.Clicked) -> None:
        """The mouse marks a line and goes to its words."""
        self.set_pane("outline")
        self.outline_view.mark(event.index)
        self.guide.step(0)
