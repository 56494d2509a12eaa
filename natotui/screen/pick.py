"""A list to pick from, filtered as you type: the library, notes, entries of a feed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.app import ComposeResult
from textual.events import Key, Resize
from textual.geometry import Region
from textual.message import Message
from textual.screen import Screen
from textual.strip import Strip

from natotui.article.sanitise import sanitise_line
from natotui.screen.bars import Bars, Part
from natotui.screen.geometry import list_top
from natotui.screen.line_view import LineView
from natotui.screen.palette import Palette
from natotui.screen.signs import Signs


@dataclass(frozen=True, slots=True)
class Choice:
    """One line: what it stands for, its words, what stands at its right end, what the filter looks at."""

    key: str
    words: str
    right: str = ""
    lead: str = ""
    style: str = "text"
    sought: str = ""


class Lines(LineView):
    """The lines, one of them marked."""

    DEFAULT_CSS = "Lines { height: 1fr; }"

    class Clicked(Message):
        """Line ``index`` was clicked."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, palette: Palette, signs: Signs) -> None:
        super().__init__()
        self.palette_in_use, self.signs = palette, signs
        self.choices: Sequence[Choice] = ()
        self.marked = self.top = 0
        self.empty = "nothing here"

    def show(self, choices: Sequence[Choice], marked: int = 0) -> None:
        """Show other lines."""
        self.choices = choices
        self.refresh()
        self.mark(marked)

    def mark(self, index: int) -> None:
        """Mark a line and make it visible; only what changed is painted again."""
        before, self.marked = self.marked, max(0, min(index, len(self.choices) - 1))
        top = list_top(self.top, self.marked, len(self.choices), max(1, self.size.height))
        if top != self.top:
            self.top = top
            self.refresh()
        elif before != self.marked:
            for line in (before, self.marked):
                self.refresh(Region(0, line - self.top, self.size.width, 1))

    def on_resize(self, _event: Resize) -> None:
        """Keep the marked line visible."""
        self.mark(self.marked)

    def render_line(self, y: int) -> Strip:
        """Line ``y``."""
        width, base, palette = self.size.width, self.base_style, self.palette_in_use
        index = y + self.top
        if index >= len(self.choices):
            words = self.empty if not self.choices and y == 0 else ""
            return Strip([Segment(set_cell_size(" " + words, width), base + palette["dim"])], width)
        choice, marked = self.choices[index], index == self.marked
        over = palette["marked"] if marked else palette["text"]
        lead = f" {self.signs.marked if marked else ' '} {choice.lead}"
        right = f"{choice.right} " if choice.right else ""
        if cell_len(lead) + cell_len(right) + 12 > width:
            right = ""
        room = max(1, width - cell_len(lead) - cell_len(right) - 1)
        words = choice.words
        if cell_len(words) > room:
            words = set_cell_size(words[: room * 2], room - 1).rstrip() + self.signs.ellipsis
        parts = [
            (lead, palette["bar"]),
            (words, palette[choice.style]),
            (" " * max(0, width - cell_len(lead) - cell_len(words) - cell_len(right)), palette["text"]),
            (right, palette["dim"]),
        ]
        return Strip([Segment(text, base + style + (over if marked else style)) for text, style in parts], width)

    def on_click(self, event: object) -> None:
        """Say which line was clicked (only with the mouse on)."""
        self.post_message(self.Clicked(getattr(event, "y", 0) + self.top))


class PickScreen(Screen[str | None]):
    """Choose one of many. What is typed filters: every word must occur. Dismissed with the key of the choice.

    Args:
        title: what the list is.
        find: the choices for what has been typed.
        hint: more words for the footer.
    """

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    PickScreen { overflow: hidden hidden; }
    PickScreen Bars.head { dock: top; height: 2; }
    """

    def __init__(
        self,
        title: str,
        find: Callable[[str], Sequence[Choice]],
        palette: Palette,
        signs: Signs,
        hint: str = "",
        empty: str = "nothing here",
        keys: dict[str, Callable[[str], None]] | None = None,
    ) -> None:
        super().__init__()
        self.heading, self.find, self.hint = sanitise_line(title), find, hint
        self.palette_in_use = palette
        self.typed = ""
        self.news: Part | None = None
        """What went wrong before the list came up, or was just done; shown at its foot until something is typed."""
        self.offered: dict[str, Callable[[], None]] = {}
        """Letters that are keys as long as the news stands."""
        self.lines = Lines(palette, signs)
        self.lines.empty = empty
        self.head, self.bars = Bars(palette, signs), Bars(palette, signs)
        self.head.add_class("head")
        self.more = keys or {}

    def compose(self) -> ComposeResult:
        """Heading, lines, foot."""
        yield self.head
        yield self.lines
        yield self.bars

    def on_mount(self) -> None:
        """Show all."""
        self.look()

    def look(self, marked: int = 0) -> None:
        """Find again, after what is typed or what lies behind has changed."""
        choices = self.find(self.typed)
        self.lines.show(choices, marked)
        typed: list[Part] = [(f"{self.typed}_ ", "message")] if self.typed else [("type to filter ", "dim")]
        self.head.show_status([(f" {self.heading}", "title")], typed)
        many = f"{len(choices)} of them " if len(choices) != 1 else "one "
        news: list[Part] = [(" " + sanitise_line(self.news[0], 500), self.news[1])] if self.news else []
        self.bars.show_status(news, [(many, "dim")])
        self.bars.show_keys(
            [
                (" Enter", "key"),
                (" opens  ", "footer"),
                ("↑ ↓", "key"),
                (" choose  ", "footer"),
                ("Esc", "key"),
                (" back  ", "footer"),
                (self.hint, "footer"),
            ]
        )

    def _type(self, typed: str) -> None:
        self.typed, self.news = typed, None
        self.offered.clear()
        self.look()

    @property
    def chosen(self) -> Choice | None:
        """The marked choice."""
        return self.lines.choices[self.lines.marked] if self.lines.choices else None

    def on_key(self, event: Key) -> None:
        """Type, move, choose, leave."""
        step = {
            "down": 1,
            "up": -1,
            "pagedown": self.lines.size.height,
            "pageup": -self.lines.size.height,
            "home": -(10**9),
            "end": 10**9,
        }.get(event.key)
        if step is not None:
            self.lines.mark(self.lines.marked + step)
        elif event.key == "enter":
            if self.chosen is not None:
                self.dismiss(self.chosen.key)
        elif event.key == "escape":
            if self.typed:
                self._type("")
            else:
                self.dismiss(None)
        elif event.key == "backspace":
            self._type(self.typed[:-1])
        elif event.key in self.more and self.chosen is not None:
            self.more[event.key](self.chosen.key)
        elif event.key in self.offered:
            self.offered[event.key]()
        elif event.character and event.is_printable:
            self._type(self.typed + event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_lines_clicked(self, event: Lines.Clicked) -> None:
        """The mouse chooses."""
        self.lines.mark(event.index)
        if self.chosen is not None:
            self.dismiss(self.chosen.key)


def matching(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """The choices in which every typed word occurs, in any case."""
    words = typed.lower().split()
    return [choice for choice in choices if all(word in (choice.sought or choice.words).lower() for word in words)]
