"""The help: every key, from the table of actions, searched by scrolling."""

from __future__ import annotations

from itertools import groupby

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Static

from natotui.screen.actions import ACTIONS, shown
from natotui.screen.palette import Palette

_SCROLL = {"j": 1, "k": -1, "down": 1, "up": -1, "space": 20, "b": -20, "pagedown": 20, "pageup": -20}
"""Rows that each key scrolls; the head of the help names them all."""


class HelpScreen(ModalScreen[None]):
    """All keys by group. Any key but those that scroll closes it."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background; }
    HelpScreen VerticalScroll { width: 100%; max-width: 84; height: 100%; scrollbar-size: 0 0; padding: 0 2; }
    """

    def __init__(self, keys: dict[str, tuple[str, ...]], palette: Palette) -> None:
        super().__init__()
        self.keys = keys
        self.palette_in_use = palette

    def compose(self) -> ComposeResult:
        """One scrolling text."""
        with VerticalScroll(can_focus=False):
            yield Static(self._text(), markup=False)

    def _text(self) -> Text:
        palette = self.palette_in_use
        text = Text()
        text.append("natotui: keys", palette["title"])
        text.append(f"    {' '.join(map(shown, _SCROLL))} scroll, any other key closes\n", palette["dim"])
        for group, actions in groupby(
            sorted(ACTIONS, key=lambda action: _GROUPS.index(action.group)), key=lambda action: action.group
        ):
            text.append(f"\n{group}\n", palette["heading"])
            for action in actions:
                if action.id.startswith("theme-") and action.id != "theme-1":
                    continue
                keys = "1 … 9" if action.id == "theme-1" else " ".join(shown(key) for key in self.keys[action.id])
                words = "theme by its number" if action.id == "theme-1" else action.help
                text.append(f"  {keys or '(no key)':<14}", palette["key"])
                text.append(f" {words}\n", palette["text"])
        text.append(
            '\nRemap any of them in config.toml: [keys], then action = "key"; natotui check looks it over.\n',
            palette["dim"],
        )
        return text

    def on_key(self, event: Key) -> None:
        """Scroll or close."""
        event.stop()
        event.prevent_default()
        scroll = self.query_one(VerticalScroll)
        if event.key in _SCROLL:
            scroll.scroll_relative(y=_SCROLL[event.key], animate=False)
        else:
            self.dismiss()


_GROUPS = list(dict.fromkeys(action.group for action in ACTIONS))
