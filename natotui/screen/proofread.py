"""Proofreading: the least certain units first, accepted, corrected or skipped; it goes on where it was left.

The question is always about the unit under the cursor: it moves along, and ends where there is no unit.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from natotui.argument.model import Unit
from natotui.notes.model import PROOFREAD

if TYPE_CHECKING:
    from natotui.screen.reading import ReadingScreen
    from natotui.screen.state import Span

_SETTLE = (PROOFREAD, "role", "add", "reject", "bounds")
"""Kinds of notes by which a unit has been looked at."""


class Proofread:
    """Walks the units by rising confidence."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self._asked_at: Span | None = None
        self._asked_for = ""
        self._question: tuple[str, ...] = ()

    @property
    def handlers(self) -> dict[str, Callable[[], None]]:
        """Action id to what it does."""
        return {"proofread": self.begin, "accept": self.accept, "skip": self.skip, "proofread-stop": self.stop}

    def _settled(self) -> list[Span]:
        placed = self.screen.notebook.placed
        return [(each.start, each.end) for each in placed if each.status != "lost" and each.note.kind in _SETTLE]

    def _left(self) -> list[Unit]:
        settled = self._settled()
        units = [unit for unit in self.screen.state.outline.units if not _touches((unit.start, unit.end), settled)]
        return sorted(units, key=lambda unit: (unit.confidence, unit.start))

    def begin(self) -> None:
        """Start, or go on."""
        if not self.screen.state.outline.units:
            self.screen.say("there are no units to proofread")
            return
        self.screen.mode = "proofreading"
        self.next()

    def next(self) -> None:
        """The least certain unit that has not been looked at."""
        left = self._left()
        if not left:
            self.screen.mode = "reading"
            self.screen.say(f"all {len(self.screen.state.outline.units)} units are proofread")
            return
        span = self._asked_at = left[0].start, left[0].end
        self.screen.jump(span)
        self._ask(left[0])

    def _ask(self, unit: Unit) -> None:
        self._asked_for = unit.role
        left, many = self._left(), len(self.screen.state.outline.units)
        known = unit not in left
        number = "looked at" if known else f"{many - len(left) + 1} of {many}"
        later = "on" if known else "later"
        self._question = (
            f"{number}: is this {unit.role}?  Enter yes, l no, Space {later}",
            f"{unit.role}?  Enter yes, l no, Space {later}",
            f"{unit.role}? Enter l Space",
        )
        self.screen.say(self._question[0], shorter=self._question[1:])

    def moved(self) -> None:
        """The cursor is shown, perhaps elsewhere: there the question is another one, or none."""
        state = self.screen.state
        if state.cursor == self._asked_at:
            return
        unit = state.unit
        if unit is None:
            self.screen.mode = "reading"
            self.screen.say("no unit here, proofreading stops; p goes on", shorter=("no unit here; p goes on",))
            return
        self._asked_at = state.cursor
        if state.pane == "article" and state.cursor[0] <= unit.start and unit.end <= state.cursor[1]:
            # One of several clauses of the sentence: the mark says which one is meant, also to the keys that correct.
            self._asked_at = unit.start, unit.end
            if state.cursor != self._asked_at:
                self.screen.show_cursor(self._asked_at)
        self._ask(unit)

    def accept(self) -> None:
        """It is right."""
        self._settle("accepted")

    def skip(self) -> None:
        """Leave it undecided."""
        unit = self.screen.state.unit
        if unit is not None and _touches((unit.start, unit.end), self._settled()):
            self.next()  # it was decided before
        else:
            self._settle("skipped")

    def _settle(self, state: str) -> None:
        unit = self.screen.state.unit
        if unit is None:
            self.next()
            return

        def put() -> None:
            self.screen.notebook.replace(PROOFREAD, (unit.start, unit.end), {"state": state, "role": unit.role})
            self.next()

        self.screen.annotate.guarded(put)

    def corrected(self) -> None:
        """Another outline is shown: on to the next unit if this one was set right; another role is asked for anew."""
        if self.screen.mode != "proofreading":
            return
        unit = self.screen.state.unit
        if unit is None or _touches(self.screen.state.cursor, self._settled()):
            self.next()
        elif unit.role != self._asked_for and self._is_asking:
            self._ask(unit)

    @property
    def _is_asking(self) -> bool:
        """Whether the question stands on the status line, and no other news (that something is undone)."""
        message = self.screen.message
        return message is not None and message[0].strip() in self._question

    def stop(self) -> None:
        """Stop; what was accepted is kept."""
        self.screen.mode = "reading"
        self.screen.say(f"{len(self._left())} left; p goes on")


def _touches(span: Span, others: list[Span]) -> bool:
    return any(start < span[1] and end > span[0] for start, end in others)
