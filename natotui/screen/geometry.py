"""How wide and high things are: shared by the app and by the page that is drawn before it. Knows nothing of Textual."""

from __future__ import annotations

from natotui.screen.layout import Layout, Top

GUTTER = 5
"""Cells before the text: bar, note, gap, sign, gap."""
NARROW = 70
"""Columns below which one pane is shown at a time."""
BARS = 2
"""Rows at the foot: status and keys."""


def outline_width(columns: int, column: int, wanted: int = 0) -> int:
    """Cells for the outline: as set; else 31 of 80 columns, 42 of 120, and what the text column leaves over, to 60."""
    if wanted:
        return min(wanted, columns - 24)
    share = 31 + (columns - 80) * 11 // 40
    left_over = columns - column - GUTTER - 2
    return max(30, min(60, max(share, left_over)))


def list_top(top: int, marked: int, count: int, height: int) -> int:
    """The first line of a list of ``count`` lines in ``height`` rows, so that line ``marked`` is visible: where it was
    (``top``) if that will do, else with the marked line a third from the top."""
    if not top <= marked < top + height:
        top = marked - height // 3
    return max(0, min(top, count - height))


def text_width(pane: int, column: int) -> int:
    """Cells for the words in a pane of ``pane`` cells, when they may be ``column`` wide."""
    return max(1, min(column, pane - GUTTER - 1))


def opening(layout: Layout, place: int, height: int) -> Top:
    """The first row when an article opens at ``place`` (0: at its beginning): the place comes a third from the top."""
    if not place:
        return layout.first()
    above = max(0, min(int(height * 0.3), height - 2))
    return layout.fit(layout.move(layout.locate(place), -above), height)
