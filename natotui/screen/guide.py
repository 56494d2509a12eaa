"""The outline beside the article: its order and folds, and how the two panes follow each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from natotui.screen.actions import shown
from natotui.screen.outline_rows import ORDERS, Item, Order, rows

if TYPE_CHECKING:
    from natotui.screen.reading import ReadingScreen

_ORDER_WORDS = {"theme": "by theme", "argument": "by argument", "reading": "in reading order"}


class Guide:
    """Keeps the outline pane in step with the cursor."""

    def __init__(self, screen: ReadingScreen, order: Order) -> None:
        self.screen = screen
        self.order: Order = order
        self.folded: frozenset[str] = frozenset()
        self.items: list[Item] = []
        self._line_of: dict[str, int] = {}
        self._came_from: int | None = None

    @property
    def handlers(self) -> dict[str, Callable[[], None]]:
        """Action id to what it does."""
        return {"go": self.go, "order": self.next_order, "fold": self.fold, "fold-all": self.fold_all}

    def rebuild(self, keep: str = "") -> None:
        """Make the lines anew, after the outline, the order or a fold has changed.

        The line of the cursor is marked; in the outline pane ``keep``, or the theme that was marked, where it is left.
        """
        state, before = self.screen.state, self.marked
        if state.pane != "outline":
            keep = ""
        elif not keep and before is not None and before.kind == "theme":
            keep = before.key
        if not state.analysed:
            self.items = []
        else:
            self.items = rows(state.article, state.outline, self.order, self.folded)
        self._line_of = {}
        for number, item in enumerate(self.items):
            self._line_of.setdefault(item.key, number)
        marked = self._line_of.get(keep, self.line_under_cursor())
        whole = state.analysed and state.outline.kind != "argument"
        self.screen.outline_view.show_items(self.items, marked, self._head(), whole)

    def _head(self) -> str:
        state = self.screen.state
        if not state.analysed:
            return "reading …"
        if state.outline.kind != "argument":
            from natotui.argument.kind import notice

            keys = self.screen.keys["argue"]
            return notice(state.outline.kind, shown(keys[0]) if keys else "")
        part = self.screen.analysis.part
        if part is not None:
            parts = self.screen.analysis.parts
            return f"{parts.index(part) + 1}/{len(parts)} {part.label}"
        return ""

    def line_under_cursor(self) -> int:
        """The line of the unit under the cursor: its own, else its parent's or theme's when folded away, else the
        last line that begins before the cursor."""
        state = self.screen.state
        unit = state.unit
        if unit is not None:
            seen = set()
            key: str | None = unit.id
            while key is not None and key not in seen:
                if key in self._line_of:
                    return self._line_of[key]
                seen.add(key)
                key = next((r.target for r in state.outline.relations if r.source == key), None)
            for theme in unit.themes:
                if theme in self._line_of:
                    return self._line_of[theme]
        at, best = state.cursor[0], 0
        for number, item in enumerate(self.items):
            if item.kind != "theme" and item.start <= at and item.start >= self.items[best].start:
                best = number
        return best

    def follow(self) -> None:
        """The cursor moved: mark its line."""
        self._came_from = None
        if self.items:
            self.screen.outline_view.mark(self.line_under_cursor())

    @property
    def marked(self) -> Item | None:
        """The marked item."""
        index = self.screen.outline_view.marked
        return self.items[index] if 0 <= index < len(self.items) else None

    def step(self, count: int) -> None:
        """Move the mark in the outline; the article shows the words without taking the cursor's history."""
        if not self.items:
            return
        self.screen.outline_view.mark(self.screen.outline_view.marked + count)
        item = self.marked
        if self._came_from is None:
            self._came_from = self.screen.state.cursor[0]
        if item is not None and item.end > item.start:
            self.screen.show_cursor((item.start, item.end), follow=False)
        else:
            self.screen.refresh_status()

    def go(self) -> None:
        """Enter: from the outline to the words; from the words to their line in the outline."""
        state = self.screen.state
        if state.pane == "outline":
            item = self.marked
            if item is not None:
                state.jumped(self._came_from)
                self._came_from = None
                self.screen.show_cursor(
                    (item.start, item.end) if item.end > item.start else self.screen.sentences.at(item.start),
                    follow=False,
                )
            self.screen.set_pane("article")
        else:
            self.follow()
            self.screen.set_pane("outline")

    def next_order(self) -> None:
        """By theme, by argument, in reading order."""
        self.order = ORDERS[(ORDERS.index(self.order) + 1) % len(ORDERS)]
        marked = self.marked
        self.rebuild(marked.key if marked and marked.kind == "unit" else "")
        self.screen.say(f"outline {_ORDER_WORDS[self.order]}")

    def fold(self) -> None:
        """Fold or unfold the marked line, or the one it stands under."""
        item = self.marked
        if item is None:
            return
        key = item.key
        if not item.foldable:
            above = [i for i in self.items[: self.screen.outline_view.marked] if i.foldable and i.depth < item.depth]
            if not above:
                self.screen.say("nothing to fold here")
                return
            key = above[-1].key
        self.folded = self.folded ^ {key}
        self.rebuild(key)

    def fold_all(self) -> None:
        """Fold all themes (or claims), or unfold everything."""
        top = {item.key for item in self.items if item.foldable and not item.depth}
        self.folded = frozenset() if self.folded else frozenset(top)
        marked = self.marked
        self.rebuild(marked.key if marked else "")
