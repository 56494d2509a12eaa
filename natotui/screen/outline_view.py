"""The outline pane: rows of the outline, one of them marked. It shows what it is told to, and decides nothing."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from natotui.exchange.words import wrap
from natotui.screen.geometry import list_top
from natotui.screen.line_view import LineView
from natotui.screen.outline_rows import Item
from natotui.screen.palette import Palette
from natotui.screen.signs import Signs
from natotui.signs import LOW


class OutlineView(LineView):
    """Lines of the outline from ``top`` on, the marked one always among them."""

    class Clicked(Message):
        """The person clicked on line ``index``."""

        def __init__(self, index: int) -> None:
            super().__init__()
            self.index = index

    def __init__(self, palette: Palette, signs: Signs) -> None:
        super().__init__()
        self.palette_in_use = palette
        self.signs = signs
        self.items: Sequence[Item] = ()
        self.head = ""
        self.whole_head = False
        self.marked = 0
        self.top = 0
        self.active = False
        self.corrected: frozenset[str] = frozenset()
        self.noted: frozenset[str] = frozenset()

    def show_items(self, items: Sequence[Item], marked: int, head: str = "", whole: bool = False) -> None:
        """Show other lines; ``head`` is what stays above them, on one line unless it is to be read ``whole``."""
        if items != self.items or (head, whole) != (self.head, self.whole_head):
            self.items, self.head, self.whole_head = items, head, whole
            self.refresh()
        self.mark(marked)

    def _head_lines(self) -> list[str]:
        """The head as wide as the pane; half of the pane is left to the lines under it."""
        room = max(1, self.size.width - 2)
        if not self.head:
            return []
        if not self.whole_head:
            return [self._clipped(self.head, room)]
        return wrap(self.head, room, max(1, self.size.height // 2))

    def mark(self, index: int) -> None:
        """Mark one line and make it visible; only what changed is painted again."""
        index = max(0, min(index, len(self.items) - 1))
        before, self.marked = self.marked, index
        height = max(1, self.size.height - len(self._head_lines()))
        top = list_top(self.top, index, len(self.items), height)
        if top != self.top:
            self.top = top
            self.refresh()
        elif before != index:
            self._repaint(before)
            self._repaint(index)

    def set_active(self, active: bool) -> None:
        """Whether keys go to this pane: its marked line says so."""
        if active != self.active:
            self.active = active
            self._repaint(self.marked)

    def _repaint(self, index: int) -> None:
        y = index - self.top + len(self._head_lines())
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def on_resize(self, _event: events.Resize) -> None:
        """Keep the marked line visible."""
        self.mark(self.marked)

    def render_line(self, y: int) -> Strip:
        """Line ``y`` of the pane."""
        width, base = self.size.width, self.base_style
        head = self._head_lines()
        index = y - len(head) + self.top
        if y < len(head):
            segments = [Segment(set_cell_size(" " + head[y], width), self.palette_in_use["dim"])]
        elif index < len(self.items):
            segments = self._segments(self.items[index], index == self.marked, width)
        else:
            return Strip.blank(width, base)
        return Strip([Segment(text, base + style if style else base) for text, style, _ in segments], width)

    def _segments(self, item: Item, marked: bool, width: int) -> list[Segment]:
        palette = self.palette_in_use
        lead = (self.signs.marked if marked else " ") + " "
        if item.kind == "theme":
            number = f"{item.number} " if item.number else "  "
            fold = "+" if item.folded else " "
            count = f" {item.count} "
            room = max(1, width - len(lead) - len(number) - len(count) - 1)
            words = self._clipped(item.label, room)
            parts = [
                (lead, palette["bar"]),
                (number, palette["key"]),
                (words, palette["theme"]),
                (fold, palette["dim"]),
                (count.rjust(room - cell_len(words) + len(count)), palette["dim"]),
            ]
        elif item.kind == "unit" and item.unit is not None:
            parts = self._unit(item, lead, width)
        else:
            style = palette["heading" if item.count else "text"]
            room = max(1, width - 2 - 2 * item.depth)
            parts = [
                (lead, palette["bar"]),
                ("  " * item.depth, palette["text"]),
                (self._clipped(item.label, room), style),
            ]
        if marked and self.active:
            used = sum(cell_len(words) for words, _ in parts)
            parts = [(words, style + palette["marked"]) for words, style in parts]
            parts.append((" " * max(0, width - used), palette["marked"]))
        else:
            used = sum(cell_len(words) for words, _ in parts)
            parts.append((" " * max(0, width - used), palette["text"]))
        return [Segment(words, style) for words, style in parts]

    def _unit(self, item: Item, lead: str, width: int) -> list[tuple[str, Style]]:
        palette, unit = self.palette_in_use, item.unit
        assert unit is not None
        low = unit.confidence < LOW
        sign_style = palette["low" if low else unit.role]
        if unit.id in self.corrected:
            sign_style += palette["corrected"]
        note = self.signs.note if unit.id in self.noted else ""
        tail = ("!" if item.gap else "") + ("+" if item.folded and item.foldable else "")
        sign = self.signs.role(unit.role) + ("?" if low else " ")
        indent = "  " * max(0, item.depth)
        room = max(1, width - 2 - len(indent) - len(sign) - cell_len(note) - len(tail) - 1)
        style = palette["low"] if low else palette["text" if unit.role in ("thesis", "claim") else "evidence"]
        if unit.role in ("thesis", "counterpoint", "rebuttal") and not low:
            style = palette[unit.role]
        return [
            (lead, palette["bar"]),
            (indent, palette["text"]),
            (sign, sign_style),
            (self._clipped(item.label, room), style),
            (tail, palette["gap"]),
            (note, palette["note"]),
        ]

    def _clipped(self, words: str, room: int) -> str:
        if cell_len(words) <= room:
            return words
        return set_cell_size(words[: room * 2], max(0, room - 1)).rstrip() + self.signs.ellipsis

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The window's height: the view never scrolls by Textual's means."""
        return container.height

    def on_click(self, event: events.Click) -> None:
        """Say which line was clicked (only with the mouse on)."""
        index = max(0, event.y - len(self._head_lines()) + self.top)
        self.post_message(self.Clicked(min(index, max(0, len(self.items) - 1))))
