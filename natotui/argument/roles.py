"""Features -> roles: a linear-chain model, read from ``data/weights.json``.

Each clause scores each role by the sum of its features' weights; neighbouring roles score together by where the two
clauses meet (in one sentence, one paragraph, across paragraphs). Forward and backward sums give each clause's
probabilities. Thesis is no role here: ``thesis.py`` chooses it among the claims.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from math import exp
from operator import add, mul
from typing import Any, TypeVar

from natotui.argument.clauses import Clause
from natotui.argument.cues import DATA
from natotui.argument.features import FORMS, Row
from natotui.argument.model import Role
from natotui.argument.packed import NOTHING, pack, unpack
from natotui.argument.wording import WORD, Line, Wording

LABELS: tuple[Role, ...] = ("claim", "evidence", "counterpoint", "rebuttal", "background")
Scores = tuple[float, ...]
_APART = (*(f"{form}." for form in FORMS), WORD)
"""What the names of features begin with that ``Model.tables`` does not hold under these names: a form's name and a dot
stand before a feature's copy for it."""
UNIT = 100
"""The weights of features are written in hundredths."""
_NOTHING = (0,) * len(LABELS)
TOLD = 0.2
"""Score that a feature must add, over the mean of the other roles, to be told as a reason."""
ANSWERS = 16
"""Clauses between a counterpoint and its rebuttal at most; in seeds/ that changes no figure and few are farther."""


@dataclass(frozen=True)
class Model:
    """The weights of every step, as numbers. Lists are in the order of ``LABELS``."""

    engine: str
    features: dict[str, Line]
    """In units of 1 / ``UNIT``."""
    joints: dict[str, tuple[Scores, ...]]
    """exp(weight) of [role before][role after] where two clauses meet in a "sentence", "paragraph" or "across"."""
    temperature: float
    """Scores are divided by it, so that probabilities are honest (fitted on left-out subjects)."""
    bias: Scores
    """Factor on each role's probability before the likeliest is taken: below 1 a role must be surer of itself."""
    steps: dict[str, dict[str, float]]
    """Weights of the later steps by name ("thesis", "relations")."""

    @cached_property
    def tables(self) -> dict[str, dict[str, Line]]:
        """For each form of text what a feature counts there: its weight, and that of its copy for the form."""
        plain = {name: line for name, line in self.features.items() if not name.startswith(_APART)}
        made = {"": plain}
        for form in FORMS:
            head = form + "."
            copies = {name.removeprefix(head): line for name, line in self.features.items() if name.startswith(head)}
            made[form] = plain | {name: tuple(map(add, plain.get(name, _NOTHING), line))
                                  for name, line in copies.items()}
        return made

    @cached_property
    def packed(self) -> dict[str, dict[str, int]]:
        """The same with every line as one number."""
        return {form: {name: pack(line) for name, line in table.items()} for form, table in self.tables.items()}

    @cached_property
    def wording(self) -> Wording:
        """What words and pairs of words count in any text."""
        return Wording(self.features)

    @cached_property
    def contrasts(self) -> dict[str, tuple[dict[str, float], ...]]:
        """For each form of text and each role the features that speak for it, and how much."""
        return {form: _contrasts(table) for form, table in self.tables.items()}

    @cached_property
    def word_contrasts(self) -> list[tuple[dict[str, float], dict[tuple[str, str], float]]]:
        """The same of words and of pairs of words, in any form of text."""
        return list(zip(_contrasts(self.wording.words), _contrasts(self.wording.pairs), strict=True))

    @cached_property
    def columns(self) -> dict[str, tuple[Scores, ...]]:
        """``joints`` turned: [role after][role before]."""
        return {name: tuple(zip(*matrix, strict=True)) for name, matrix in self.joints.items()}


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
    said, tables = weights.wording.lines, weights.packed
    totals = [sum(filter(None, chain(said(row.words), map(tables[row.form].get, row.values))), NOTHING)
              for row in made]
    return [[score / UNIT for score in unpack(total)] for total in totals]


Key = TypeVar("Key")


def _contrasts(table: Mapping[Key, Line]) -> tuple[dict[Key, float], ...]:
    """For each role what speaks for it by ``TOLD`` more than for the mean of the others, and how much more."""
    size = len(LABELS)
    least = round(TOLD * UNIT * (size - 1))
    made: tuple[dict[Key, float], ...] = tuple({} for _ in LABELS)
    for name, line in table.items():
        total = sum(line)
        if max(line) * size - total < least or name == "bias":
            continue
        for own, gains in zip(line, made, strict=True):
            if own * size - total >= least:
                gains[name] = (own * size - total) / (size - 1) / UNIT
    return made


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
    meets = list(map(meeting, found, found[1:]))
    chances = _forward(local, meets, weights)
    behind = [1.0] * len(LABELS)
    for index in range(len(local) - 2, -1, -1):
        a, b, c, d, e = map(mul, local[index + 1], behind)
        behind = _norm([a * v + b * w + c * x + d * y + e * z for v, w, x, y, z in weights.joints[meets[index]]])
        chances[index] = _norm(list(map(mul, chances[index], behind)))
    return chances


def _forward(local: Sequence[list[float]], meets: Sequence[str], weights: Model) -> list[list[float]]:
    """For each clause the chances of its roles given the clauses up to it."""
    columns = weights.columns
    made = [_norm(local[0])]
    for scores, meet in zip(local[1:], meets, strict=True):
        a, b, c, d, e = made[-1]
        reached = [a * v + b * w + c * x + d * y + e * z for v, w, x, y, z in columns[meet]]
        made.append(_norm(list(map(mul, scores, reached))))
    return made


def _norm(values: list[float]) -> list[float]:
    total = sum(values) or 1.0
    return [value / total for value in values]


def choose(chances: Sequence[Sequence[float]], weights: Model) -> list[Role]:
    """The role of each clause: the likeliest, but nothing answers where nobody has objected."""
    chosen: list[Role] = []
    for odds in chances:
        role = likeliest(odds, weights)
        if role == "rebuttal" and "counterpoint" not in chosen[-ANSWERS:]:
            role = likeliest(odds, weights, ("counterpoint", "rebuttal"))
        chosen.append(role)
    return chosen


def likeliest(odds: Sequence[float], weights: Model, without: Sequence[Role] = ()) -> Role:
    """The likeliest role of one clause, some left out."""
    if without:
        places = [index for index, label in enumerate(LABELS) if label not in without]
        return LABELS[max(places, key=lambda index: odds[index] * weights.bias[index])]
    weighed = list(map(mul, odds, weights.bias))
    return LABELS[weighed.index(max(weighed))]
