"""Widgets made of lines, without border or padding: their lines go straight to the compositor.

Textual's own way to it looks up some forty style rules for each line, which is half of what painting a page costs.
"""

from __future__ import annotations

from typing import Self

from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget


class LineView(Widget):
    """Keeps its lines as ``render_line`` made them until they are asked to be painted again (``refresh``)."""

    can_focus = False

    def __init__(self) -> None:
        super().__init__()
        self._painted: dict[int, Strip] = {}
        self._painted_size = Size(0, 0)

    @property
    def base_style(self) -> Style:
        """Colours of the words and of the ground under them."""
        return self.visual_style.rich_style

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Paint these regions again, or all when there are none."""
        for region in regions:
            for y in region.line_range:
                self._painted.pop(y, None)
        if not regions:
            self._painted.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Other colours."""
        self._painted.clear()
        super().notify_style_update()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in ``crop``; only those that changed are made."""
        if self._painted_size != self.size:
            self._painted_size = self.size
            self._painted.clear()
        filters, ground = self.get_line_filters(), self.background_colors[1]
        strips = []
        for y in crop.line_range:
            strip = self._painted.get(y)
            if strip is None:
                strip = self.render_line(y)
                for each in filters:
                    strip = strip.apply_filter(each, ground)
                self._painted[y] = strip
            strips.append(strip)
        whole = crop.column_span == (0, self._painted_size.width)
        return strips if whole else [strip.crop(*crop.column_span) for strip in strips]
