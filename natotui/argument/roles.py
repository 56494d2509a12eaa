"""Features -> roles: a linear-chain model, read from ``data/weights.json``.

Each clause scores each role by the sum of its features' weights; neighbouring roles score together by where the two
clauses meet (in one sentence, one paragraph, across paragraphs). Forward and backward sums give each clause's
probabilities. Thesis is no role here: ``thesis.py`` chooses it among the claims.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import Any

from natotui.argument.clauses import Clause
from natotui.argument.cues import DATA
from natotui.argument.features import Row
from natotui.argument.model import Role

LABELS: tuple[Role, ...] = ("claim", "evidence", "counterpoint", "rebuttal", "background")
Scores = tuple[float, ...]


@dataclass(frozen=True)
class Model:
    """The weights of every step, as numbers. Lists are in the order of ``LABELS``."""

    engine: str
    features: dict[str, Scores]
    joints: dict[str, tuple[Scores, ...]]
    """exp(weight) of [role before][role after] where two clauses meet in a "sentence", "paragraph" or "across"."""
    temperature: float
    """Scores are divided by it, so that probabilities are honest (fitted on left-out subjects)."""
    bias: Scores
    """Factor on each role's probability before the likeliest is taken: below 1 a role must be surer of itself."""
    steps: dict[str, dict[str, float]]
    """Weights of the later steps by name ("thesis", "relations")."""


@cache
def model() -> Model:
    """The shipped weights."""
    return from_json(json.loads((DATA / "weights.json").read_text(encoding="utf-8")))


def from_json(data: dict[str, Any]) -> Model:
    """Weights as written by the training command."""
    return Model(
        engine=data["engine"],
        features={name: tuple(values) for name, values in data["features"].items()},
        joints={name: tuple(tuple(exp(value / data["temperature"]) for value in line) for line in matrix)
                for name, matrix in data["joints"].items()},
        temperature=data["temperature"], bias=tuple(data["bias"]), steps=data["steps"])


def emissions(made: Sequence[Row], weights: Model) -> list[list[float]]:
    """The score of each role for each clause, neighbours' roles aside."""
    table = weights.features
    scored = []
    for row in made:
        a = b = c = d = e = 0.0
        for name, value in row.values.items():
            line = table.get(name)
            if line is not None:
                a += line[0] * value
                b += line[1] * value
                c += line[2] * value
                d += line[3] * value
                e += line[4] * value
        scored.append([a, b, c, d, e])
    return scored


def meeting(before: Clause, after: Clause) -> str:
    """Where two neighbouring clauses meet."""
    if before.sentence == after.sentence:
        return "sentence"
    return "paragraph" if before.block == after.block else "across"


def probabilities(made: Sequence[Row], found: Sequence[Clause], weights: Model) -> list[list[float]]:
    """For each clause the probability of each role (forward-backward)."""
    heat = weights.temperature
    local = []
    for scores in emissions(made, weights):
        top = max(scores)
        local.append([exp((score - top) / heat) for score in scores])
    if not local:
        return []
    joints = [weights.joints[meeting(found[i - 1], found[i])] for i in range(1, len(found))]
    forward = [_norm(local[0])]
    for scores, joint in zip(local[1:], joints, strict=True):
        previous = forward[-1]
        columns = zip(*joint, strict=True)
        forward.append(_norm([score * sum(map(_times, previous, column))
                              for score, column in zip(scores, columns, strict=True)]))
    result = [forward[-1]]
    behind = [1.0] * len(LABELS)
    for index in range(len(local) - 2, -1, -1):
        ahead = list(map(_times, local[index + 1], behind))
        behind = _norm([sum(map(_times, line, ahead)) for line in joints[index]])
        result.append(_norm(list(map(_times, forward[index], behind))))
    result.reverse()
    return result


def _times(one: float, other: float) -> float:
    return one * other


def _norm(values: list[float]) -> list[float]:
    total = sum(values) or 1.0
    return [value / total for value in values]


def choose(chances: Sequence[float], weights: Model) -> Role:
    """The role of a clause."""
    best = max(range(len(LABELS)), key=lambda index: chances[index] * weights.bias[index])
    return LABELS[best]
