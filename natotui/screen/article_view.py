"""The article pane: a line-API view over a lazy layout. It shows what it is told to, and decides nothing."""

from __future__ import annotations

from typing import NamedTuple

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from natotui.article.model import Article
from natotui.screen.geometry import GUTTER, opening, text_width
from natotui.screen.layout import Layout, Row, Top
from natotui.screen.line_view import LineView
from natotui.screen.paint import Layers, Painter
from natotui.screen.palette import Palette
from natotui.screen.signs import Signs


class Place(NamedTuple):
    """What a new size of the window keeps."""

    first: int
    """Code point of the first row."""
    cursor: tuple[int, int]
    """The cursor's span."""
    seen: bool
    """Whether any of it was in the window."""


class ArticleView(LineView):
    """Rows of the article from ``top`` on.

    The first row is remembered as a code point, so a new width or palette keeps the place. Nothing here
    scrolls by Textual's means: a window is cut out of the layout at ``top``, whatever the length of the text.
    """

    class Clicked(Message):
        """The person clicked on the words at ``offset`` (code points)."""

        def __init__(self, offset: int) -> None:
            super().__init__()
            self.offset = offset

    def __init__(self, article: Article, palette: Palette, signs: Signs, column: int = 80) -> None:
        super().__init__()
        self.article = article
        self.palette_in_use = palette
        self.signs = signs
        self.column = column
        self.overlay = Layers()
        self.text_layout = Layout(article, 40)
        self.painter = Painter(article, palette, signs)
        self.top = Top(self.text_layout.first().piece, 0)
        self._shown: list[Row] | None = None
        self._strips: dict[Row, Strip] = {}
        """The rows in the window as they are painted: after a scroll most of them are there still."""
        self._opening: int | None = None
        """Where to open, until the pane has a size."""
        self._held: Place | None = None
        """The place that a resize keeps: that before the first one, so that many resizes do not add up to a drift."""

    # What is shown

    def show_article(self, article: Article, palette: Palette, first: int | None = None) -> None:
        """Swap article or palette; the first row stays the one that it was, or is that of the code point ``first``."""
        offset = self.first_offset if first is None else first
        self._held = None if article is not self.article else self._held
        self.article, self.palette_in_use = article, palette
        self.painter = Painter(article, palette, self.signs)
        self._relayout(offset)

    @property
    def margin(self) -> int:
        """Cells left of the gutter, when the text is read undisturbed."""
        return max(0, (self.size.width - self.text_layout.width - GUTTER - 1) // 2) if self.overlay.plain else 0

    @property
    def rows(self) -> list[Row]:
        """The rows in the window."""
        if self._shown is None:
            self._shown = self.text_layout.window(self.top, max(1, self.size.height))
        return self._shown

    @property
    def first_offset(self) -> int:
        """Code point of the first row in the window."""
        return self.text_layout.row_at(self.top).start

    @property
    def last_offset(self) -> int:
        """End of the last row in the window."""
        return max((row.end for row in self.rows), default=0)

    def on_resize(self, _event: events.Resize) -> None:
        """Lay out anew for the width; the place is kept."""
        self.relayout()

    def relayout(self) -> None:
        """Lay out anew after the size or a setting has changed: the first row stays the first, unless the sentence at
        the cursor would be out of the window then."""
        if self._opening is not None:  # no place yet
            self._relayout(self._opening)
            return
        place = self._place()
        self._relayout(place.first)
        if place.seen and place.cursor[0] >= place.first:
            self._put(self._showing(*place.cursor))
        self._held = place

    def _place(self) -> Place:
        """The place to keep; the rows are still those of the old size."""
        cursor = self.overlay.cursor
        if self._held is not None and self._held.cursor == cursor:
            return self._held
        seen = any(row.start < cursor[1] and row.end > cursor[0] for row in self.rows)
        return Place(self.first_offset, cursor, seen)

    def _showing(self, start: int, end: int) -> Top:
        """The first row, as near to the present one as can be, with which the span is in the window (its beginning,
        where it is too long)."""
        layout = self.text_layout
        lowest = layout.move(layout.locate(max(start, end - 1)), 1 - max(1, self.size.height))
        return min(max(self.top, lowest), layout.locate(start))

    def _relayout(self, offset: int) -> None:
        self.text_layout, self._shown = Layout(self.article, text_width(self.size.width, self.column)), None
        if self._opening is not None and self.size.width:
            self._put(opening(self.text_layout, self._opening, max(1, self.size.height)))
            self._opening = None
        else:
            self._put(self.text_layout.locate(offset) if offset else self.text_layout.first())
        self.restyle()

    # Moving

    def scroll_rows(self, count: int) -> bool:
        """Move the window by rows; false at the ends."""
        return self._set_top(self.text_layout.move(self.top, count))

    def bring(self, start: int, end: int, context: float = 0.3) -> None:
        """Make the span visible; where it is not, its first row comes ``context`` of the window from the top."""
        if self._opening is not None:  # rows are those of no width yet
            self._opening = start
            return
        rows = self.rows
        visible = [row for row in rows if row.kind not in ("blank", "rule")]
        if (
            visible
            and visible[0].start <= start
            and (end <= visible[-1].end or start <= visible[len(visible) // 2].start)
        ):
            return
        height = max(1, self.size.height)
        above = max(0, min(int(height * context), height - 2))
        self._set_top(self.text_layout.move(self.text_layout.locate(start), -above))

    def place(self, offset: int) -> None:
        """Open at ``offset``, as soon as the pane has a size."""
        self._opening = offset
        if self.size.width:
            self._relayout(offset)

    def _set_top(self, top: Top) -> bool:
        self._held = None
        return self._put(top)

    def _put(self, top: Top) -> bool:
        top = self.text_layout.fit(top, max(1, self.size.height))
        if top == self.top and self._shown is not None:
            return False
        self.top, self._shown = top, None
        self._strips = {row: self._strips[row] for row in self.rows if row in self._strips}
        self.refresh()
        return True

    # Painting

    def restyle(self, *spans: tuple[int, int]) -> None:
        """Paint again the rows of these spans, or all when there are none."""
        if not spans:
            self._strips.clear()
            self.refresh()
            return
        for y, row in enumerate(self.rows):
            if any(row.start < end and row.end > start for start, end in spans):
                self._strips.pop(row, None)
                self.refresh(Region(0, y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """Line ``y`` of the window, from the cache where nothing changed."""
        rows, width = self.rows, self.size.width
        if y >= len(rows):
            return Strip.blank(width, self.base_style)
        strip = self._strips.get(rows[y])
        if strip is None or strip.cell_length != width:
            base = self.base_style
            bare = self.painter.strip(rows[y], self.overlay, width, self.margin)
            strip = Strip([Segment(text, base + style if style else base) for text, style, _ in bare], width)
            self._strips[rows[y]] = strip
        return strip

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The window's height: the view never scrolls by Textual's means."""
        return container.height

    def on_click(self, event: events.Click) -> None:
        """Say which words were clicked (only with the mouse on)."""
        if event.y < len(self.rows):
            row = self.rows[event.y]
            at = max(0, event.x - GUTTER - self.margin - row.indent)
            self.post_message(self.Clicked(min(row.start + at, max(row.start, row.end - 1))))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows down."""
        event.stop()
        self.scroll_rows(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows up."""
        event.stop()
        self.scroll_rows(-3)
