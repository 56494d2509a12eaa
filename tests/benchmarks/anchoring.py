"""Measures re-anchoring on edited texts: ``python tests/benchmarks/anchoring.py [TRIALS] [SEED]``.

The bundled articles are edited at random (sentences deleted, inserted, replaced, repeated elsewhere, moved, reworded,
mistyped, cut); each letter knows where it came from. A note is put on the *wrong* place if no letter there was in its
quote, on a *copy* if the edit repeated its words there, *loosely* if its new span and the true one share less than
half. A note with half of its letters left that is said to be lost is *missed*. The first table says what each floor
would let through; the second what is said with the floor in use; then the time for 1,000 notes on 60 kB.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1] / "notes"), str(Path(__file__).parents[2])]

from notes_edits import chosen_spans, edit, texts  # noqa: E402

from natotui.notes import seeking  # noqa: E402
from natotui.notes.anchoring import Lost, Moved, anchor, find_all  # noqa: E402


def trials(count: int, seed: int) -> list[tuple[str, float, str, float, float]]:
    """For each note: outcome, score, how right its place is, overlap with the true span, part of the quote left."""
    pool, chance = texts(), random.Random(seed)
    done: list[tuple[str, float, str, float, float]] = []
    while len(done) < count:
        old, other = chance.sample(pool, 2)
        spans = chosen_spans(old, 40, chance)
        edited = edit(old, other, chance.choice((3, 10, 30, 60)), chance)
        marks = [anchor(old, start, end, "old") for start, end in spans]
        for (start, end), outcome in zip(spans, find_all(marks, edited.text, "new"), strict=True):
            left = edited.true_span(start, end)[2]
            judged = ("", 0.0) if isinstance(outcome, Lost) else edited.judge(start, end, outcome.start, outcome.end)
            done.append((type(outcome).__name__, outcome.score, *judged, left))
    return done[:count]


def floors(count: int, seed: int) -> None:
    """The first table."""
    kept = seeking.FLOOR
    seeking.FLOOR = 0.4
    rows = trials(count, seed)
    seeking.FLOOR = kept
    alive = sum(row[4] >= 0.5 for row in rows)
    print(f"{count} notes, {alive} with half of their letters left\nfloor  wrong   copy  loose  right  missed")
    for floor in (0.40, 0.50, 0.55, 0.60, 0.65, 0.70, 0.75, 0.80, 0.85, 0.90):
        put = [row for row in rows if row[0] == "Found" or (row[0] == "Moved" and row[1] >= floor)]
        counts = "  ".join(f"{sum(row[2] == word for row in put):5}" for word in ("wrong", "copy", "loose", "right"))
        print(f"{floor:.2f}{'*' if floor == kept else ' '}  {counts}  {alive - sum(row[4] >= 0.5 for row in put):6}")


def said(count: int, seed: int) -> None:
    """The second table."""
    rows = trials(count, seed)
    print(f"\nwith the floor {seeking.FLOOR}\nsaid   notes  wrong   copy  loose  right  nearly the same span  missed")
    for name in ("Found", "Moved", "Lost"):
        here = [row for row in rows if row[0] == name]
        counts = "  ".join(f"{sum(row[2] == word for row in here):5}" for word in ("wrong", "copy", "loose", "right"))
        near = sum(row[3] >= 0.9 for row in here)
        missed = sum(row[4] >= 0.5 for row in here) if name == "Lost" else 0
        print(f"{name:5}  {len(here):5}  {counts}  {near:20}  {missed:6}")


def speed(seed: int) -> None:
    """1,000 notes, 60 kB, few and many edits."""
    chance, pool = random.Random(seed), texts()
    old = "\n\n".join(pool)[:60_000]
    marks = [anchor(old, start, end, "old") for start, end in chosen_spans(old, 1000, chance)]
    print("\n1,000 notes on 60 kB\nedits  seconds  moved  lost")
    for count in (5, 50, 400):
        text = edit(old, pool[-1], count, chance).text
        begun = time.perf_counter()
        outcomes = find_all(marks, text, "new")
        spent = time.perf_counter() - begun
        print(f"{count:5}  {spent:7.2f}  {sum(isinstance(each, Moved) for each in outcomes):5}  "
              f"{sum(isinstance(each, Lost) for each in outcomes):4}")


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    start = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    floors(number, start)
    said(number, start)
    speed(start)
