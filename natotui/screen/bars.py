"""The two lines at the foot of the screen: the status, and the keys that work here."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from natotui.screen.line_view import LineView
from natotui.screen.palette import Palette
from natotui.screen.signs import Signs

Part = tuple[str, str]
"""Words and the name of their style."""
_GAP = 2
"""Cells between what stands left and what stands right, at least."""
_FEW = 12
"""Cells under which the beginning of a part tells nothing."""


def clipped(words: str, room: int, ellipsis: str) -> str:
    """``words`` in ``room`` cells, with a sign where they were cut off."""
    if cell_len(words) <= room:
        return words
    return set_cell_size(words, room - 1).rstrip() + ellipsis if room > 0 else ""


def fitting(parts: list[Part], room: int, signs: Signs) -> list[Part]:
    """As many of the parts between dots as have room, from the left; of the first, else, its beginning."""
    dot, kept = f" {signs.dot} ", list(parts)
    while sum(cell_len(words) for words, _ in kept) > room:
        last = max((n for n, (words, _) in enumerate(kept) if words == dot), default=0)
        if not last:
            break
        del kept[last:]
    used = 0
    for number, (words, style) in enumerate(kept):
        if used + cell_len(words) > room:
            rest = [(clipped(words, room - used, signs.ellipsis), style)] if room >= _FEW else []
            return (kept[:number] + rest) if rest else []
        used += cell_len(words)
    return kept


class Bars(LineView):
    """Status line above, keys below; each is painted again only when its words change."""

    DEFAULT_CSS = "Bars { height: 2; dock: bottom; }"

    def __init__(self, palette: Palette, signs: Signs) -> None:
        super().__init__()
        self.palette_in_use = palette
        self.signs = signs
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
            right = fitting(self.right, width - 1, self.signs)
            room = width - sum(cell_len(words) for words, _ in right)
            head = self._cut(fitting(self.left, room - _GAP if right else room, self.signs), room)
            tail = self._cut(right, width)
            gap = room - sum(cell_len(words) for words, _ in head)
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
