"""Names and colours of the roles, the same in every picture and list."""

from __future__ import annotations

from natotui.argument.model import Outline, Role, Unit
from natotui.signs import LOW

NAMES: dict[Role, str] = {
    "thesis": "Thesis", "claim": "Claim", "evidence": "Evidence", "counterpoint": "Counterpoint",
    "rebuttal": "Rebuttal", "background": "Background"}

LIGHT: dict[Role, str] = {
    "thesis": "#8f5500", "claim": "#1d4f91", "evidence": "#5b5f67", "counterpoint": "#b02a2a",
    "rebuttal": "#1f6e3a", "background": "#6c7078"}
"""Colours on white paper; each has a contrast of at least 4.5 to it."""

DARK: dict[Role, str] = {
    "thesis": "#f2c45a", "claim": "#8fbcf5", "evidence": "#a9aebc", "counterpoint": "#f08c8c",
    "rebuttal": "#93d0a0", "background": "#8f95a3"}
"""Colours on a dark ground."""


def unsure(unit: Unit) -> bool:
    """Whether the role of ``unit`` is more likely wrong than right."""
    return unit.confidence < LOW


def gap_in_words(unit: Unit) -> str:
    """What a unit lacks that is one of ``gaps(outline)``."""
    return "no rebuttal" if unit.role == "counterpoint" else "no evidence"


def not_argued(outline: Outline, key: str = "") -> str:
    """What is said of an article in which no claims were looked for; empty when they were.

    Args:
        key: the option that has it read as an argument, where one can be given.
    """
    if outline.kind == "argument":
        return ""
    from natotui.argument.kind import notice

    return notice(outline.kind, key)
