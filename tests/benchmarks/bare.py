"""The bare Textual programs that natotui is measured beside: ``bare.py app|panes FILE``.

``app`` shows the beginning of the file and quits on q; ``panes`` is what one writes first with Textual: the text in
one scrolled pane, its paragraphs' first words in another, a status line, keys for a line, a page and the pane.
"""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import OptionList, Static

HEAD = 20_000
"""Code points that the bare app shows: it does nothing with the rest."""


class BareApp(App[None]):
    """Words on the screen, nothing else."""

    BINDINGS = [("q", "quit")]  # noqa: RUF012

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    def compose(self) -> ComposeResult:
        """The beginning of the text."""
        with self.path.open(encoding="utf-8") as file:
            yield Static(file.read(HEAD), markup=False)


class BarePanes(App[None]):
    """Two panes and a status line, out of the box."""

    CSS = "#text { width: 2fr; } #side { width: 1fr; } #status { height: 1; dock: bottom; }"
    BINDINGS = [("q", "quit"), ("j", "down"), ("space", "page"), ("n", "next")]  # noqa: RUF012

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.text = path.read_text(encoding="utf-8")

    def compose(self) -> ComposeResult:
        """Text, paragraphs, status."""
        parts = [part for part in self.text.split("\n\n") if part.strip()]
        with Horizontal():
            with VerticalScroll(id="text"):
                yield Static(self.text, markup=False)
            yield OptionList(*[part[:40].replace("[", "(") for part in parts[:500]], id="side")
        yield Static("natotui", id="status")

    def on_mount(self) -> None:
        """Keys go to the text."""
        self.query_one("#text").focus()

    def action_down(self) -> None:
        """A line."""
        self.query_one("#text").scroll_relative(y=1, animate=False)

    def action_page(self) -> None:
        """A page."""
        self.query_one("#text").scroll_page_down(animate=False)

    def action_next(self) -> None:
        """Something in the status line."""
        self.query_one("#status", Static).update("next")


if __name__ == "__main__":
    {"app": BareApp, "panes": BarePanes}[sys.argv[1]](Path(sys.argv[2])).run()
