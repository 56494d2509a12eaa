"""A Textual reader with two panes, as a child in a pty: `two_panes.py stock|frugal`.

j, k: cursor; down, up: one row; space, b: page; o: hides the outline; z: SIGTSTP while the app holds a lock
that every key needs; ctrl+l: redraw; e: an emoji line; q: quit. Each frame is whole: nothing is animated.
"""

from __future__ import annotations

import os
import signal
import sys
import threading

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import Static

SENTENCE = (
    "The alliance has outlived every forecast of its end because its members disagree in public and bargain "
    "in private while the shared interest in a border that nobody tests remains larger than any quarrel"
)
WORDS = SENTENCE.split()
BASE = Style.parse("#c8c8d0 on #1e1e2e")
MARKED = Style.parse("bold #ffffff on #3b3b58")
SIDE = Style.parse("#a0a0b0 on #181825")


def prose(count: int, width: int) -> list[str]:
    """`count` lines of text, each its own, at most `width` cells long."""
    lines, at = [], 0
    for number in range(count):
        line = f"{number}"
        while len(line) + 12 < width - number % 7:
            line += " " + WORDS[at % len(WORDS)]
            at += 1
        lines.append(line)
    return lines


class Pane(ScrollView, can_focus=True):
    """Lines of text, one of them marked."""

    def __init__(self, lines: list[str], style: Style, **options: str) -> None:
        super().__init__(**options)  # type: ignore[arg-type]
        self.lines, self.style_of, self.cursor, self.top = lines, style, 0, 0

    def render_line(self, y: int) -> Strip:
        """Row `y` of the pane."""
        number = self.top + y
        text = self.lines[number] if number < len(self.lines) else ""
        style = MARKED if number == self.cursor else self.style_of
        return Strip([Segment(" " + text, style)]).adjust_cell_length(self.size.width, self.style_of)

    def mark(self, cursor: int) -> None:
        """Move the mark, and repaint the two rows."""
        for number in (self.cursor, cursor):
            self.refresh(Region(0, number - self.top, self.size.width, 1))
        self.cursor = cursor

    def scroll_rows(self, rows: int) -> None:
        """Show other rows."""
        self.top = max(0, self.top + rows)
        self.refresh()


class TwoPanes(App[None]):
    """Article and outline."""

    CSS = """
    Screen { layout: vertical; background: #1e1e2e; }
    #article { width: 1fr; scrollbar-size: 0 0; }
    #outline { width: 28; scrollbar-size: 0 0; }
    #status { height: 1; background: #313244; }
    """
    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        """Two panes over a status line."""
        self.article = Pane(prose(400, 52), BASE, id="article")
        self.outline = Pane(prose(60, 27), SIDE, id="outline")
        yield Horizontal(self.article, self.outline)
        yield Static("natotui", id="status")

    def on_mount(self) -> None:
        """Keys go to the app."""
        self.screen.set_focus(None)
        self.lock, deliver = threading.Lock(), self._driver.process_message

        def locked(message: Message) -> None:
            with self.lock:
                deliver(message)

        self._driver.process_message = locked  # type: ignore[method-assign]

    def on_key(self, event: events.Key) -> None:
        """All the keys."""
        article = self.article
        moves = {"j": 1, "k": -1}
        rows = {"down": 1, "up": -1, "space": 20, "b": -20}
        if event.key in moves:
            article.mark(max(0, article.cursor + moves[event.key]))
        elif event.key in rows:
            article.scroll_rows(rows[event.key])
        elif event.key == "o":
            self.outline.display = not self.outline.display
        elif event.key == "e":
            article.lines[article.top + 2] = "日本語 e\u0301 👩\u200d🚀 ❤\ufe0f after"
            article.refresh()
        elif event.key == "n":
            self.query_one("#status", Static).update(f"held {article.cursor}")
        elif event.key == "ctrl+l" and hasattr(self._driver, "invalidate"):
            self._driver.invalidate()
        elif event.key == "z":
            with self.lock:
                os.kill(os.getpid(), signal.SIGTSTP)
        elif event.key == "q":
            self.exit()


if __name__ == "__main__":
    driver = None
    if sys.argv[1] == "frugal":
        from natotui.screen.terminal.driver import FrugalDriver as driver  # type: ignore[assignment]

        if "prepainted" in sys.argv:
            driver.prepainted = "\x1b[?1049h\x1b[H\x1b[2J\x1b[?25l\x1b[1;2H\x1b[1;97m0 The alliance\x1b[0m"
            os.write(2, driver.prepainted.encode())
    TwoPanes(driver_class=driver).run()
    print("left well")
