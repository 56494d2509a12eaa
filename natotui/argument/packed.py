"""Several small whole numbers in one: lines of weights are then added up at the speed of adding one number each.

``unpack(sum(map(pack, lines), NOTHING))`` is what adding the lines column by column gives, as long as no column's sum
leaves ``LIMITS``. A clause has some eighty lines of five weights.
"""

from __future__ import annotations

from collections.abc import Iterable

COLUMNS, WIDTH = 5, 24
"""Numbers in a line, and bits for each."""
_HALF, _MASK = 1 << WIDTH - 1, (1 << WIDTH) - 1
LIMITS = (-_HALF, _HALF - 1)
_SHIFTS = tuple(range(0, COLUMNS * WIDTH, WIDTH))
NOTHING = sum(_HALF << shift for shift in _SHIFTS)
"""What sums begin with: it keeps every column from borrowing of the next."""
_A, _B, _C, _D, _E = _SHIFTS


def pack(line: Iterable[int]) -> int:
    """``COLUMNS`` whole numbers, of either sign, as one. Thousands of lines are packed before the first outline."""
    a, b, c, d, e = line
    return (a << _A) + (b << _B) + (c << _C) + (d << _D) + (e << _E)


def unpack(total: int) -> tuple[int, int, int, int, int]:
    """The columns of a sum of packed lines and ``NOTHING``."""
    return ((total >> _A & _MASK) - _HALF, (total >> _B & _MASK) - _HALF, (total >> _C & _MASK) - _HALF,
            (total >> _D & _MASK) - _HALF, (total >> _E & _MASK) - _HALF)
