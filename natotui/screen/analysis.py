"""Finding the outline while the person reads: in a thread, part by part, never in the way of a key."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING

from natotui.argument.model import Outline, Part
from natotui.article.model import Article

if TYPE_CHECKING:
    from textual.timer import Timer

    from natotui.notes.model import Placed
    from natotui.screen.reading import ReadingScreen

_REST = 0.05
"""Seconds without a step into another part after which that part is analysed: longer than a frame, shorter than a
glance to the other pane."""
_KEPT = 12
"""Outlines of parts that are kept: as many as are in reach of a few jumps."""


class Analysis:
    """Asks for the outline of the part under the cursor, and hands it to the screen when it is there."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self.parts: tuple[Part, ...] = ()
        self.part: Part | None = None
        self.insist = False
        self._outlines: OrderedDict[int, Outline] = OrderedDict()
        self._wanted: int | None = None
        self._changes: tuple[Placed, ...] = ()
        self._round = 0
        self._soon: Timer | None = None

    def corrected(self) -> bool:
        """The person corrected something: whether the engine goes to work again."""
        if self.screen.notebook.set_right == self._changes:
            return False
        self._round += 1
        self._outlines.clear()
        self._start(self.parts.index(self.part) if self.part is not None else 0)
        return True

    def restart(self) -> None:
        """The article changed: everything is looked for again."""
        self._round += 1
        self.parts, self.part, self._wanted = (), None, None
        self._outlines.clear()
        self.screen.state.analysed = False
        self._start(0)

    def moved(self) -> None:
        """The cursor moved: another part may be wanted."""
        if len(self.parts) < 2:
            return
        index = self._index(self.screen.state.cursor[0])
        if self.parts[index] is not self.part and index != self._wanted:
            known = self._outlines.get(index)
            if known is not None:
                self._show(index, known)
            else:
                self._start_soon(index)

    def _start_soon(self, index: int) -> None:
        """Start when the cursor has come to rest: the frame that shows it there goes first, and parts that are only
        passed are not looked at."""
        self._wanted = index
        if self._soon is not None:
            self._soon.stop()
        self._soon = self.screen.set_timer(_REST, partial(self._start, index))

    def _index(self, offset: int) -> int:
        return max(0, bisect_right(self.parts, offset, key=lambda part: part.start) - 1)

    def _start(self, index: int) -> None:
        if self._soon is not None:
            self._soon.stop()
            self._soon = None
        self._wanted = index
        self._changes = self.screen.notebook.set_right
        state = self.screen.state
        work = partial(self._work, state.article, state.cursor[0], self.parts, self._changes, self._round)
        self.screen.run_worker(
            work, thread=True, exclusive=True, group="analysis", exit_on_error=False, name="analysis"
        )

    def _work(
        self, article: Article, offset: int, parts: tuple[Part, ...], changes: tuple[Placed, ...], round_: int
    ) -> None:
        from natotui.argument.analyse import parts as divided
        from natotui.notes.overlay import outlined

        parts = parts or divided(article)
        index = max(0, bisect_right(parts, offset, key=lambda part: part.start) - 1)
        part = parts[index] if len(parts) > 1 else None
        outline = outlined(article, changes, part=part, insist=self.insist)
        self.screen.app.call_from_thread(self._finished, article, parts, index if part else 0, outline, round_)

    def _finished(
        self, article: Article, parts: tuple[Part, ...], index: int, outline: Outline, round_: int
    ) -> None:
        if article is not self.screen.state.article or round_ != self._round:
            return  # the file, or what was corrected in it, changed meanwhile; another analysis is under way
        self.parts = parts
        self._outlines[index] = outline
        if len(self._outlines) > _KEPT:
            self._outlines.popitem(last=False)
        self._show(index, outline)
        self.moved()

    def failed(self, name: str) -> None:
        """The engine failed on this text: the headings are shown, the reading goes on."""
        if name == "analysis":
            from natotui.argument.kind import FAILED

            self._wanted = None
            self.screen.show_outline(Outline(kind=FAILED))

    def _show(self, index: int, outline: Outline) -> None:
        self._wanted = None
        self.part = self.parts[index] if len(self.parts) > 1 else None
        self.screen.show_outline(outline)
