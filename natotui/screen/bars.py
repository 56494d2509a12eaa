"""The two lines at the foot of the screen: the status, and the keys that work here."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from natotui.screen.line_view import LineView
from natotui.screen.palette import Palette

Part = tuple[str, str]
"""Words and the name of their style."""


class Bars(LineView):
    """Status line above, keys below; each is painted again only when its words change."""

    DEFAULT_CSS = "Bars { height: 2; dock: bottom; }"

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.palette_in_use = palette
        self.left: list[Part] = []
        self.right: list[Part] = []
        self.keys: list[Part] = []

    def show_status(self, left: list[Part], right: list[Part]) -> None:
        """What stands left and right on the status line."""
        if (left, right) != (self.left, self.right):
            self.left, self.right = left, right
            self.refresh(Region(0, 0, self.size.width, 1))

    def show_keys(self, keys: list[Part]) -> None:
        """The footer: as many keys as there is room for."""
        if keys != self.keys:
            self.keys = keys
            self.refresh(Region(0, 1, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """The status (0) or the keys (1)."""
        width, base = self.size.width, self.base_style
        if y == 0:
            tail = self._cut(self.right, max(0, width - 2))
            room = width - sum(cell_len(words) for words, _ in tail) - 1
            head = self._cut(self.left, room)
            gap = width - sum(cell_len(words) for words, _ in head + tail)
            parts = [*head, (" " * max(0, gap), self.palette_in_use["status"]), *tail]
        else:
            parts = self._cut(self.keys, width)
            parts.append(
                (" " * max(0, width - sum(cell_len(words) for words, _ in parts)), self.palette_in_use["footer"])
            )
        return Strip([Segment(words, base + style) for words, style in parts], width).adjust_cell_length(width)

    def _cut(self, parts: list[Part], room: int) -> list[tuple[str, Style]]:
        kept: list[tuple[str, Style]] = []
        for words, name in parts:
            cells = cell_len(words)
            if cells > room:
                words, cells = (set_cell_size(words, max(0, room)), room)
            if words and cells > 0:
                kept.append((words, self.palette_in_use[name]))
            room -= cells
            if room <= 0:
                break
        return kept
