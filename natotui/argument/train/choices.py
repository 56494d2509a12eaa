"""Fits the steps after roles: which claim is the thesis, which unit another bears on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from natotui.argument import relations, thesis
from natotui.argument.drafts import Draft
from natotui.argument.features import Values
from natotui.argument.train.corpus import Document, nearest

PENALTY = 2.0
"""Half the inverse variance of a weight; chosen on left-out subjects."""
RARE, DIGITS = 4, 2
FINAL = 1e-13
FIRST, SECOND = 0.15, 0.4
"""Chance from which the likeliest unit is a thesis, and a second one; chosen on left-out subjects."""
Case = tuple[list[Values], int]
"""Candidates with their features, and which of them is right."""


def fit_choice(cases: Sequence[Case], penalty: float = PENALTY, exact: float = FINAL) -> dict[str, float]:
    """Weights that make the right candidate of each case the likeliest (conditional logit).

    Args:
        exact: the relative gain at which the fit ends.
    """
    counts = Counter(name for options, _ in cases for name in {name for each in options for name in each})
    names = sorted(name for name, count in counts.items() if count >= RARE)
    index = {name: place for place, name in enumerate(names)}
    sizes = [len(options) for options, _ in cases]
    filled = [(row, index[name], value) for row, each in enumerate(each for options, _ in cases for each in options)
              for name, value in each.items() if name in index]
    rows, columns, values = zip(*filled, strict=True)
    matrix = csr_matrix((values, (rows, columns)), shape=(sum(sizes), len(names)))
    turned = matrix.T.tocsr()
    right = right_of(cases)
    gold = np.asarray(matrix[right].sum(0)).ravel()
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    owner = np.repeat(np.arange(len(sizes)), sizes)

    def loss(flat: Any) -> tuple[float, Any]:
        scores = matrix @ flat
        top = np.maximum.reduceat(scores, starts)
        exps = np.exp(scores - top[owner])
        sums = np.add.reduceat(exps, starts)
        value = float((np.log(sums) + top).sum() - scores[right].sum())
        shares = exps / sums[owner]
        gradient = turned @ shares - gold
        return value + penalty * float(flat @ flat) / 2, gradient + penalty * flat

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B",
                     options={"maxiter": 2000, "ftol": exact, "gtol": 1e-5, "maxcor": 20})
    return {name: round(float(value), DIGITS) + 0.0 for name, value in zip(names, found.x, strict=True)
            if abs(value) >= 0.02}


def right_of(cases: Sequence[Case]) -> Any:
    """The row of each case's right candidate, all candidates counted one after another."""
    sizes = [len(options) for options, _ in cases]
    return np.concatenate([[0], np.cumsum(sizes)[:-1]]) + np.array([place for _, place in cases])


def relation_cases(docs: Sequence[Document], seen: Sequence[Sequence[Draft]]) -> list[Case]:
    """One case for each gold relation whose target is among the candidates.

    Args:
        seen: the units of each article as an engine sees them that has not learned from it: relations have to be found
            among those.
    """
    cases: list[Case] = []
    for doc, drafts in zip(docs, seen, strict=True):
        nodes = relations.nodes(drafts, doc.reading.rows)
        places = {unit.id: nearest(drafts, unit) for unit in doc.gold}
        done = set()
        for unit in doc.gold:
            source, target = places[unit.id], places.get(unit.target)
            options = relations.candidates(nodes, source, relations.theses_of(nodes))
            if target is None or source in done or target not in options:
                continue
            done.add(source)
            cases.append(([relations.pair(nodes, source, each) for each in options], options.index(target)))
    return cases


def thesis_rows(docs: Sequence[Document]) -> list[tuple[Values, bool]]:
    """Features of every unit on the author's side, and whether it is a thesis."""
    return [(thesis.values(index, doc.drafts, doc.reading.rows), draft.role == "thesis")
            for doc in docs for index, draft in enumerate(doc.drafts) if draft.role in (*thesis.SIDE, "thesis")]


def fit_thesis(docs: Sequence[Document], exact: float = FINAL) -> dict[str, float]:
    """Weights of a yes-or-no model: a conditional choice between the claim and an empty candidate."""
    cases: list[Case] = [([{}, {**values, "bias": 1.0}], int(is_thesis)) for values, is_thesis in thesis_rows(docs)]
    return {**fit_choice(cases, penalty=4.0, exact=exact), "threshold": FIRST, "threshold.second": SECOND}
