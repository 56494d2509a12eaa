"""The reading screen: the one router. Keys become actions, actions change the state, the state is shown in the panes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.events import Key, Resize
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker, WorkerState

from natotui.article.model import PROSE, Article
from natotui.argument.model import Outline, Theme
from natotui.config import Settings
from natotui.screen import status
from natotui.screen.actions import BY_ID
from natotui.screen.analysis import Analysis
from natotui.screen.article_view import ArticleView
from natotui.screen.bars import Bars, Part
from natotui.screen.finder import Finder
from natotui.screen.guide import Guide
from natotui.screen.moves import Moves
from natotui.screen.outline_view import OutlineView
from natotui.screen.paint import GUTTER, LOW, Mark
from natotui.screen.palette import Palette
from natotui.screen.signs import Signs
from natotui.screen.state import ReadingState, Sentences

if TYPE_CHECKING:
    from natotui.screen.app import NatotuiApp
    from natotui.screen.prompt import Prompt

NARROW = 70
"""Columns below which one pane is shown at a time."""


class ReadingScreen(Screen[None]):
    """Article and outline side by side."""

    app: NatotuiApp
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    ReadingScreen { overflow: hidden hidden; layout: vertical; }
    ReadingScreen > #panes { height: 1fr; }
    ReadingScreen ArticleView { width: 1fr; height: 100%; }
    ReadingScreen OutlineView { width: 31; height: 100%; display: none; }
    ReadingScreen > #panel { height: auto; max-height: 8; display: none; padding: 0 1; }
    """

    def __init__(self, article: Article, settings: Settings, keys: dict[str, tuple[str, ...]], palette: Palette,
                 signs: Signs, place: int = 0) -> None:
        super().__init__()
        self.settings, self.keys, self.signs = settings, keys, signs
        self.palette_in_use = palette
        self.state = ReadingState(article)
        self.sentences = Sentences(article)
        self.place = place
        self.view = ArticleView(article, palette, signs, settings.width)
        self.outline_view = OutlineView(palette, signs)
        self.bars = Bars(palette)
        self.panel = Static("", id="panel", markup=False)
        self.analysis = Analysis(self)
        self.guide = Guide(self, settings.order)  # type: ignore[arg-type]  # checked when the settings were read
        self.finder = Finder(self)
        self.moves = Moves(self)
        self.theme = ""
        self.outline_shown = True
        self.message: Part | None = None
        self._awaiting: Callable[[str], None] | None = None
        self._prompt: Prompt | None = None
        self._actions = self._handlers()
        self._keymap = {key: action for action, named in keys.items() for key in named}

    def _handlers(self) -> dict[str, Callable[[], None]]:
        return {**self.moves.handlers, **self.guide.handlers, **self.finder.handlers,
                "pane": self.other_pane, "outline": self.toggle_outline, "undisturbed": self.toggle_undisturbed,
                "why": self.toggle_why, "cancel": self.cancel, "argue": self.argue}

    def compose(self) -> ComposeResult:
        """Two panes, the panel that explains, two lines at the foot."""
        with Horizontal(id="panes"):
            yield self.view
            yield self.outline_view
        yield self.panel
        yield self.bars

    def on_mount(self) -> None:
        """The words first, everything else after they are on the screen."""
        self._arrange()
        self.view.place(self.place)
        self.call_after_refresh(self._ready)

    def _ready(self) -> None:
        if not self.state.cursor[1]:
            opening = self.state.article.blocks[:40]
            first = next((block.start for block in opening if block.kind in PROSE and not block.furniture), 0)
            self.show_cursor(self.sentences.at(self.place or first), bring=bool(self.place))
        self.guide.rebuild()
        self.analysis.restart()

    # The way of a key

    def on_key(self, event: Key) -> None:
        """A key that no input took."""
        if self._prompt is not None:
            return
        key = event.key
        if self._awaiting is not None:
            then, self._awaiting = self._awaiting, None
            if event.character and event.is_printable:
                then(event.character)
            else:
                self.say("")
            event.stop()
            event.prevent_default()
            return
        action = self._keymap.get(key) or self._keymap.get(event.character or "")
        if action is not None and self.act(action):
            event.stop()
            event.prevent_default()

    def act(self, action: str) -> bool:
        """Do an action by its id; false when it is the app's to do."""
        handler = self._actions.get(action)
        if handler is None:
            return self.app.act(action)
        self.message = None
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
        if bring:
            self.view.bring(*span)
        self.view.restyle(before, span)
        self.analysis.moved()
        if follow:
            self.guide.follow()
        if self.panel.display:
            self._explain()
        self.refresh_status()

    def jump(self, span: tuple[int, int], follow: bool = True) -> None:
        """The same, remembering where it came from."""
        self.state.jumped()
        self.show_cursor(span, follow=follow)

    def show_outline(self, outline: Outline) -> None:
        """An outline is there: signs, colours and the other pane show it."""
        self.state.outline, self.state.analysed = outline, True
        self.view.overlay.units = self.marks(outline)
        self.view.restyle()
        self.guide.rebuild()
        self.refresh_status()

    def marks(self, outline: Outline) -> list[Mark]:
        """The units as the article pane shows them."""
        return [Mark(unit.start, unit.end, unit.role, self.signs.role(unit.role), unit.confidence < LOW)
                for unit in outline.units]

    def show_article(self, article: Article) -> None:
        """The text was read again, or the rest of it came; the place is kept by the code point."""
        self.state.article = article
        self.sentences = Sentences(article)
        self.view.overlay.hits = self.state.hits = []
        self.state.outline, self.view.overlay.units = Outline(), []
        self.state.cursor = self.sentences.at(min(self.state.cursor[0], len(article.text)))
        self.view.overlay.cursor = self.state.cursor
        self.view.show_article(article, self.palette_in_use)
        self.analysis.restart()
        self.guide.rebuild()
        self.refresh_status()

    def show_palette(self, palette: Palette) -> None:
        """Other colours."""
        self.palette_in_use = palette
        self.outline_view.palette_in_use = self.bars.palette_in_use = palette
        self.view.show_article(self.state.article, palette)
        self.refresh(layout=True)
        for part in (self.view, self.outline_view, self.bars, self.panel):
            part.refresh()
        self.refresh_status()

    def say(self, words: str, bad: bool = False) -> None:
        """News on the status line, until the next key."""
        self.message = (words + " ", "error" if bad else "message") if words else None
        self.refresh_status()

    def refresh_status(self) -> None:
        """Bring status and footer up to date; nothing is sent where nothing changed."""
        theme = self.current_theme()
        width = self.size.width
        right: list[Part] = [self.message] if self.message else []
        self.bars.show_status(
            status.left(self.state, theme.label if theme else "", self.signs, self.settings.words_per_minute, width), right)
        self.bars.show_keys(status.footer(self.keys, self.state.pane, width))

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

    # Panes

    def on_resize(self, _event: Resize) -> None:
        """Panes beside each other, or one at a time."""
        self._arrange()

    def _arrange(self) -> None:
        columns, pane = self.size.width or self.app.size.width, self.state.pane
        plain = self.view.overlay.plain
        narrow = columns < NARROW
        self.view.display = not (narrow and pane == "outline" and self.outline_shown)
        self.outline_view.display = self.outline_shown and not plain and (not narrow or pane == "outline")
        self.bars.display = not plain
        if not narrow:
            wanted = self.settings.outline_width or max(30, min(48, 31 + (columns - 80) * 11 // 40))
            self.outline_view.styles.width = max(wanted, columns - self.settings.width - GUTTER - 60) if columns < 150 else wanted
        else:
            self.outline_view.styles.width = "1fr"
        self.refresh_status()

    def set_pane(self, pane: str) -> None:
        """Which pane the keys go to."""
        if pane == "outline" and not self.outline_shown:
            self.outline_shown = True
        self.state.pane = pane
        self.outline_view.set_active(pane == "outline")
        self._arrange()

    def other_pane(self) -> None:
        """Tab."""
        self.set_pane("article" if self.state.pane == "outline" else "outline")

    def toggle_outline(self) -> None:
        """Show or hide the outline."""
        self.outline_shown = not self.outline_shown
        if not self.outline_shown:
            self.set_pane("article")
        self._arrange()

    def toggle_undisturbed(self) -> None:
        """The text alone, or all of it again."""
        self.view.overlay.plain = not self.view.overlay.plain
        if self.view.overlay.plain:
            self.state.pane = "article"
            self.outline_view.set_active(False)
            self.close_panel()
        self._arrange()
        self.view.relayout()

    # Panel, prompt

    def toggle_why(self) -> None:
        """Explain the unit under the cursor, or close the explanation."""
        if self.panel.display:
            self.close_panel()
        elif self.state.unit is None:
            self.say("no unit here" if self.state.analysed else "still reading")
        else:
            self.panel.display = True
            self._explain()

    def _explain(self) -> None:
        from natotui.screen.why import explained

        unit = self.state.unit
        if unit is None:
            self.close_panel()
            return
        text = Text()
        for words, style in explained(self.state.article, self.state.outline, unit, self.signs):
            text.append(words, self.palette_in_use[style])
        self.panel.update(text)

    def close_panel(self) -> None:
        """Close the explanation."""
        self.panel.display = False

    def cancel(self) -> None:
        """Esc: close what is open, one thing at a time."""
        if self.panel.display:
            self.close_panel()
        elif self.view.overlay.plain:
            self.toggle_undisturbed()
        elif self.state.hits:
            self.finder.clear()
        elif self.state.pane == "outline":
            self.set_pane("article")

    def argue(self) -> None:
        """Look for an argument all the same."""
        self.analysis.insist = True
        self.analysis.restart()

    def ask(self, sign: str, then: Callable[[str], None], suggestions: tuple[str, ...] = (), value: str = "") -> None:
        """Open the prompt."""
        from natotui.screen.prompt import Prompt

        if sign == ":" and not suggestions:
            suggestions = tuple(sorted(BY_ID))
        self._prompt = Prompt(sign, then, suggestions, value)
        self.mount(self._prompt)

    def on_prompt_answered(self, event: Prompt.Answered) -> None:
        """The prompt closes before its answer acts."""
        prompt, self._prompt = self._prompt, None
        if prompt is not None:
            prompt.remove()
        self.message = None
        if event.words is not None:
            event.then(event.words)
        self.refresh_status()

    def run_command(self, words: str) -> None:
        """A command that was typed: an action's name, or the app's own."""
        name, _, rest = words.partition(" ")
        if name in ("q", "quit", "x", "wq"):
            self.app.act("quit")
        elif name in BY_ID and not rest:
            self.act(name)
        else:
            self.say(f"no command {name[:30]!r}; ? lists the keys", bad=True)

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


