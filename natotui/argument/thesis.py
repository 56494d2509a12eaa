"""Which one or two of the claims are the thesis: what the whole article wants to be believed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp

from natotui.argument.drafts import Draft
from natotui.argument.features import Row, Values
from natotui.argument.model import Role
from natotui.argument.wording import lexical

MOST = 2
"""Theses of one article."""
SIDE: tuple[Role, ...] = ("claim", "evidence", "background")
"""Roles that a unit can have been given before it is found to be the thesis."""


def values(index: int, units: Sequence[Draft], rows: Sequence[Row]) -> Values:
    """Features of the unit at ``index`` as a thesis: those of its clauses, and where in the article it stands."""
    made: Values = {}
    for clause in units[index].clauses:
        made.update((name, value) for name, value in rows[clause].values.items() if not lexical(name))
    made[_where(index / len(units))] = 1.0
    return made


def _where(share: float) -> str:
    """The feature for a unit before which this share of all units stands."""
    return "where<.1" if share < 0.1 else "where<.3" if share < 0.3 else "where<.8" if share < 0.8 else "where>.8"


def chance_of(index: int, units: Sequence[Draft], rows: Sequence[Row], weights: Mapping[str, float]) -> float:
    """``chance`` of ``values``, found sooner: what those leave out has no weight and need not be sought."""
    made: Values = {}
    for clause in units[index].clauses:
        made.update(rows[clause].values)
    made[_where(index / len(units))] = 1.0
    return chance(made, weights)


def chance(values: Values, weights: Mapping[str, float]) -> float:
    """Probability that a unit with these features is a thesis."""
    score = sum([weights[name] * value for name, value in values.items() if name in weights])
    return 1 / (1 + exp(-score))


def choose(chances: Sequence[tuple[int, float]], weights: Mapping[str, float]) -> list[int]:
    """Which of the (index, chance) pairs are theses: the best, and a second one if it is likely enough by itself."""
    ranked = sorted(chances, key=lambda each: (-each[1], each[0]))[:MOST]
    floors = (weights["threshold"], weights["threshold.second"])
    return sorted(index for (index, value), floor in zip(ranked, floors, strict=False) if value >= floor)
