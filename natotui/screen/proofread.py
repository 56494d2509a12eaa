"""Proofreading: the least certain units first, accepted, corrected or skipped; it goes on where it was left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from natotui.argument.model import Unit

if TYPE_CHECKING:
    from natotui.screen.reading import ReadingScreen


class Proofread:
    """Walks the units by rising confidence."""

    def __init__(self, screen: ReadingScreen) -> None:
        self.screen = screen
        self._at: Unit | None = None

    @property
    def handlers(self) -> dict[str, Callable[[], None]]:
        """Action id to what it does."""
        return {"proofread": self.begin, "accept": self.accept, "skip": self.skip, "proofread-stop": self.stop}

    def _left(self) -> list[Unit]:
        settled = [
            (each.start, each.end)
            for each in self.screen.notebook.placed
            if each.status != "lost" and each.note.kind in ("accept", "role", "add", "reject", "bounds")
        ]
        return sorted(
            (
                unit
                for unit in self.screen.state.outline.units
                if not any(a < unit.end and b > unit.start for a, b in settled)
            ),
            key=lambda unit: (unit.confidence, unit.start),
        )

    def begin(self) -> None:
        """Start, or go on."""
        if not self.screen.state.outline.units:
            self.screen.say("there are no units to proofread")
            return
        self.screen.mode = "proofreading"
        self.next()

    def next(self) -> None:
        """The least certain unit that has not been looked at."""
        left, all_units = self._left(), self.screen.state.outline.units
        if not left:
            self.screen.mode = "reading"
            self.screen.say(f"all {len(all_units)} units are proofread")
            return
        self._at = left[0]
        self.screen.jump((left[0].start, left[0].end))
        self.screen.say(
            f"{len(all_units) - len(left) + 1} of {len(all_units)}: is this {left[0].role}?  "
            "Enter yes, l no, Space later"
        )

    def accept(self) -> None:
        """It is right."""
        self._settle("accepted")

    def skip(self) -> None:
        """Leave it undecided."""
        self._settle("skipped")

    def _settle(self, state: str) -> None:
        unit = self._at
        if unit is None:
            self.next()
            return

        def put() -> None:
            self.screen.notebook.add("accept", (unit.start, unit.end), data={"state": state, "role": unit.role})
            self.next()

        self.screen.annotate.guarded(put)

    def corrected(self) -> None:
        """A role was given while proofreading: on to the next one."""
        if self.screen.mode == "proofreading":
            self.next()

    def stop(self) -> None:
        """Stop; what was accepted is kept."""
        self.screen.mode = "reading"
        self.screen.say(f"{len(self._left())} left; p goes on")
