"""Lays the notes of an article over its text, and remembers where they came to lie in a changed one."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from natotui.notes.anchoring import Found, Lost, Outcome, find_all
from natotui.notes.model import Note, Placed, Status
from natotui.notes.rows import pack


def place_all(notes: Sequence[Note], text: str, fingerprint: str) -> list[Placed]:
    """Each of ``notes`` where its words are in ``text``; a note with two anchors is as lost as the worse of them."""
    marks = [note.anchor for note in notes]
    targets = {index: len(marks) + count for count, index in
               enumerate(index for index, note in enumerate(notes) if note.target)}
    marks += [target for note in notes if (target := note.target)]
    outcomes = find_all(marks, text, fingerprint)
    return [_placed(note, outcomes[index], outcomes[targets[index]] if index in targets else None)
            for index, note in enumerate(notes)]


def _placed(note: Note, own: Outcome, other: Outcome | None) -> Placed:
    start, end = _span(own)
    both = [own] if other is None else [own, other]
    status: Status = "found" if all(isinstance(each, Found) for each in both) else "moved"
    if any(isinstance(each, Lost) for each in both):
        status = "lost"
    score = min(each.score for each in both)
    return Placed(note, status, start, end, score, _span(other) if other is not None else None)


def _span(outcome: Outcome) -> tuple[int, int]:
    return (outcome.near, outcome.near) if isinstance(outcome, Lost) else (outcome.start, outcome.end)


def packed(placed: Placed) -> str:
    """``placed`` without its note, as the library keeps it."""
    return pack([placed.status, placed.start, placed.end, placed.score, placed.target])


def unpacked(note: Note, content: str) -> Placed | None:
    """What ``packed`` wrote, for ``note``; None where it is damaged."""
    try:
        status, start, end, score, target = json.loads(content)
        return Placed(note, status, int(start), int(end), float(score), tuple(target) if target else None)
    except (ValueError, TypeError):
        return None


def keep(connection: sqlite3.Connection, fingerprint: str, placed: Sequence[tuple[int, Placed]]) -> None:
    """Write down where notes (by their row's key) came to lie in the text with ``fingerprint``."""
    rows: list[tuple[Any, ...]] = [(key, fingerprint, packed(each)) for key, each in placed]
    connection.executemany("INSERT OR REPLACE INTO placing (note, fingerprint, found) VALUES (?, ?, ?)", rows)
    connection.executemany("UPDATE note SET status = ? WHERE key = ?", [(each.status, key) for key, each in placed])
