"""What stands for the notes until the library is open: the first paint waits for no database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from natotui.notes.model import Placed
    from natotui.screen.paint import Mark
    from natotui.screen.state import Span


class NoNotes:
    """An empty notebook, as far as the panes ask. The article that has it is only just being opened."""

    placed: Sequence[Placed] = ()
    marks: Sequence[Mark] = ()
    signs: frozenset[int] = frozenset()
    count = 0

    def at(self, span: Span) -> list[Placed]:
        """No notes over ``span``."""
        return []

    def corrected(self) -> list[Span]:
        """Nothing was set right."""
        return []
