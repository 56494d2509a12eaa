"""One sign for each role, and the confidence below which it is doubted: the same on screen, in lists, in pictures."""

from __future__ import annotations

SIGNS: dict[str, tuple[str, str]] = {
    "thesis": ("★", "T"),
    "claim": ("◆", "C"),
    "evidence": ("·", "e"),
    "counterpoint": ("✗", "X"),
    "rebuttal": ("↩", "R"),
    "background": (" ", " "),
}
"""One cell each: in Unicode, and for a terminal without it."""

LOW = 0.5
"""Confidence below which a role is more likely wrong than right: it is shown dim, its sign with a question mark."""
