"""Which one or two of the claims are the thesis: what the whole article wants to be believed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp

from natotui.argument.drafts import Draft
from natotui.argument.features import Row, Values

MOST = 2
"""Theses of one article."""


def values(index: int, units: Sequence[Draft], rows: Sequence[Row]) -> Values:
    """Features of the claim at ``index`` as a thesis: its place among the claims, its sureness, its clauses' own."""
    unit = units[index]
    made: Values = {}
    for clause in unit.clauses:
        made.update(rows[clause].values)
    made["sure"] = unit.chances[0]
    claims = [place for place, other in enumerate(units) if other.role == "claim"]
    if index == claims[0]:
        made["claim.first"] = 1.0
    if index == claims[-1]:
        made["claim.last"] = 1.0
    where = index / len(units)
    made["where<.1" if where < 0.1 else "where<.3" if where < 0.3 else "where<.8" if where < 0.8 else "where>.8"] = 1.0
    return made


def chance(values: Values, weights: Mapping[str, float]) -> float:
    """Probability that a claim with these features is a thesis."""
    score = sum(weights.get(name, 0.0) * value for name, value in values.items())
    return 1 / (1 + exp(-score))


def choose(chances: Sequence[tuple[int, float]], weights: Mapping[str, float]) -> list[int]:
    """Which of the (index, chance) pairs are theses: the best, and a second one if it is likely enough by itself."""
    ranked = sorted(chances, key=lambda each: (-each[1], each[0]))[:MOST]
    floors = (weights["threshold"], weights["threshold.second"])
    return sorted(index for (index, value), floor in zip(ranked, floors, strict=False) if value >= floor)
