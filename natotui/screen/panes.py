"""How the screen is divided: two panes, one at a time in a narrow window, or the text alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical

from natotui.screen.geometry import NARROW, outline_width

if TYPE_CHECKING:
    from natotui.screen.reading import ReadingScreen


class Beside(Horizontal):
    """Holds the panes; shows nothing itself."""

    BLANK = True


class Below(Vertical):
    """Holds the outline and what stands under it; shows nothing itself."""

    BLANK = True


class Panes:
    """Which panes are shown, how wide, and which one the keys go to."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self.outline_shown = True

    @property
    def handlers(self) -> dict[str, Callable[[], None]]:
        """Action id to what it does."""
        return {"pane": self.other, "outline": self.toggle_outline, "undisturbed": self.toggle_undisturbed}

    def arrange(self) -> None:
        """Show what there is room for."""
        screen = self.screen
        columns, pane = screen.size.width or screen.app.size.width, screen.state.pane
        plain, narrow = screen.view.overlay.plain, columns < NARROW
        screen.view.display = not (narrow and pane == "outline" and self.outline_shown)
        screen.side.display = self.outline_shown and not plain and (not narrow or pane == "outline")
        screen.bars.display = not plain
        if narrow:
            screen.side.styles.width = "1fr"
        else:
            screen.side.styles.width = outline_width(columns, screen.settings.width, screen.settings.outline_width)
        screen.refresh_status()

    def go(self, pane: str) -> None:
        """The keys go to ``pane``."""
        if pane == "outline" and not self.outline_shown:
            self.outline_shown = True
        self.screen.state.pane = pane
        self.screen.outline_view.set_active(pane == "outline")
        view = self.screen.view
        if pane == "article" and view.overlay.pointed:
            view.overlay.pointed = False
            view.restyle(view.overlay.cursor)
        self.arrange()

    def other(self) -> None:
        """Tab."""
        self.go("article" if self.screen.state.pane == "outline" else "outline")

    def toggle_outline(self) -> None:
        """Show or hide the outline."""
        self.outline_shown = not self.outline_shown
        if self.outline_shown:
            self.arrange()
        else:
            self.go("article")

    def toggle_undisturbed(self) -> None:
        """The text alone, or all of it again."""
        screen = self.screen
        screen.view.overlay.plain = not screen.view.overlay.plain
        if screen.view.overlay.plain:
            screen.state.pane = "article"
            screen.outline_view.set_active(False)
            screen.panels.close()
        self.arrange()
        screen.view.relayout()
