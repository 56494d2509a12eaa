"""Fits the linear-chain model of roles: maximum likelihood with a penalty on squared weights (a convex problem)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import LinearOperator, cg

from natotui.argument.features import Row, Values
from natotui.argument.roles import LABELS, UNIT, meeting
from natotui.argument.train.corpus import Document
from natotui.argument.train.priors import PRIORS
from natotui.argument.wording import counted, lexical

MEETINGS = ("sentence", "paragraph", "across")
RARE, RARE_WORD = 5, 45
"""A feature, and one that names words, must occur in so many articles to get a weight."""
PENALTY, JOINT_PENALTY = 20.0, 2.0
"""Inverse variance of the weights of features and of joints; chosen on left-out subjects."""
DIGITS, LEAST_KEPT = 2, 5
"""Digits kept of a weight: more changes no decision, and differs between machines. Features that weigh less than so
many hundredths for every role are left out."""
FINAL, FLAT, POLISH = 1e-9, 1e-8, 8
"""How far the fit of what ships is driven: the relative gain at which it goes over to Newton steps, the slope at
which it is done, and the most steps."""
SPREAD = 0.1
"""About how far a clause's likelihood curves along one of its features: p (1 - p) of a role."""
LEXICAL_PENALTY = 30.0
"""The same for features that name words."""
FREE, FREE_PENALTY = ("bias", "single"), 1.0
"""Features that only say how common roles are: they are hardly penalised."""
Array = Any


class Batch:
    """Articles side by side, the longest first: at each step those that still go on are a prefix."""

    def __init__(self, docs: Sequence[Document], names: Sequence[str]) -> None:
        docs = sorted(docs, key=lambda doc: -len(doc.reading.clauses))
        sizes = np.array([len(doc.reading.clauses) for doc in docs])
        self.steps = [int((sizes > at).sum()) for at in range(int(sizes[0]))]
        """How many articles have a clause at each step."""
        self.firsts = np.concatenate([[0], np.cumsum(self.steps)])
        """Row of the first article's clause at each step; rows lie step by step."""
        index = {name: place for place, name in enumerate(names)}
        total = int(sizes.sum())
        self.gold = np.zeros(total, dtype=int)
        self.meet = np.full(total, -1)
        self.before = np.full(total, -1)
        spots: list[tuple[int, int]] = []
        filled: list[float] = []
        for number, doc in enumerate(docs):
            self._lay(number, doc)
            for at, each in enumerate(doc.reading.rows):
                known = [(index[name], value) for name, value in named(each).items() if name in index]
                spots += [(int(self.firsts[at]) + number, place) for place, _ in known]
                filled += [value for _, value in known]
        self.matrix = csr_matrix((filled, tuple(zip(*spots, strict=True))), shape=(total, len(names)))
        self.turned = self.matrix.T.tocsr()
        self.mass = np.asarray(self.turned.power(2).sum(1)).ravel()
        """How much each feature occurs."""

    def _lay(self, number: int, doc: Document) -> None:
        found = doc.reading.clauses
        for at in range(len(found)):
            row = self.firsts[at] + number
            self.gold[row] = doc.labels[at]
            if at:
                self.meet[row] = MEETINGS.index(meeting(found[at - 1], found[at]))
                self.before[row] = self.firsts[at - 1] + number


def named(row: Row) -> Values:
    """All features of a clause under the names that their weights have: its own, copies for its form, its words."""
    copies = {f"{row.form}.{name}": value for name, value in row.values.items()
              if not lexical(name) and name != "single"}
    return {**row.values, **copies, **counted(row.words)}


def feature_names(docs: Sequence[Document]) -> list[str]:
    """Features that occur in enough articles, sorted."""
    counts: Counter[str] = Counter()
    for doc in docs:
        counts.update({name for row in doc.reading.rows for name in named(row)})
    return sorted(name for name, count in counts.items()
                  if count >= (RARE_WORD if lexical(name) else RARE))


def fit(docs: Sequence[Document], exact: float = FINAL) -> tuple[dict[str, list[int]], dict[str, list[list[float]]]]:
    """Weights of features, in units of 1 / ``UNIT``, and of joints."""
    names = feature_names(docs)
    batch = Batch(docs, names)
    size, roles = len(names), len(LABELS)
    shape = (len(MEETINGS), roles, roles)
    penalty = np.concatenate([np.full(size * roles, PENALTY), np.full(int(np.prod(shape)), JOINT_PENALTY)])
    for place, name in enumerate(names):
        if name in FREE or lexical(name):
            penalty[place * roles:(place + 1) * roles] = FREE_PENALTY if name in FREE else LEXICAL_PENALTY

    known = np.zeros(len(penalty))
    for place, name in enumerate(names):
        known[place * roles:(place + 1) * roles] = PRIORS.get(name, (0.0,) * roles)

    scale = 1 / np.sqrt(penalty + SPREAD * np.concatenate([np.repeat(batch.mass, roles), _joint_mass(batch, roles)]))
    """Each weight is sought in steps of its own size, or common and rare features would need very different ones."""

    def loss(scaled: Array) -> tuple[float, Array]:
        away = scaled * scale
        flat = known + away
        features, joints = flat[:size * roles].reshape(size, roles), flat[size * roles:].reshape(shape)
        value, grad_local, grad_joint = _likelihood(batch, batch.matrix @ features, joints)
        gradient = np.concatenate([(batch.turned @ grad_local).ravel(), grad_joint.ravel()])
        return value + float(penalty @ away**2) / 2, (gradient + penalty * away) * scale

    found = minimize(loss, np.zeros(len(penalty)), jac=True, method="L-BFGS-B",
                     options={"maxiter": 2000, "maxfun": 3000, "ftol": exact, "gtol": 1e-7, "maxcor": 30})
    best = known + (found.x if exact > FINAL else _polish(found.x, lambda scaled: loss(scaled)[1])) * scale
    features = np.rint(best[:size * roles].reshape(size, roles) * UNIT).astype(int)
    joints = np.round(best[size * roles:].reshape(shape), DIGITS) + 0.0
    kept = {name: line.tolist() for name, line in zip(names, features, strict=True) if np.abs(line).max() >= LEAST_KEPT}
    return kept, {name: joints[place].tolist() for place, name in enumerate(MEETINGS)}


def _polish(best: Array, slope: Callable[[Array], Array]) -> Array:
    """Newton steps to where rounding decides the same on every machine; curvature by differences of slopes."""
    for _ in range(POLISH):
        here = slope(best)
        if np.abs(here).max() < FLAT:
            break
        size = len(best)

        def curve(way: Array, at: Array = best, level: Array = here) -> Array:
            step = 1e-5 / max(1e-12, float(np.abs(way).max()))
            return (slope(at + step * way) - level) / step

        best = best + cg(LinearOperator((size, size), matvec=curve, dtype=float), -here, rtol=1e-2, maxiter=200)[0]
    return best


def _joint_mass(batch: Batch, roles: int) -> Array:
    """How much each joint occurs, all pairs of roles alike."""
    return np.repeat([(batch.meet == kind).sum() / roles for kind in range(len(MEETINGS))], roles**2)


def _likelihood(batch: Batch, local: Array, joints: Array) -> tuple[float, Array, Array]:
    """Negative log-likelihood, and its gradient by local scores and by joints."""
    top = local.max(1, keepdims=True)
    scores = np.exp(local - top)
    step = np.exp(joints)[batch.meet]
    forward, scale = np.empty_like(local), np.empty(len(local))
    for at, count in enumerate(batch.steps):
        here = slice(batch.firsts[at], batch.firsts[at] + count)
        fresh = scores[here]
        if at:
            before = slice(batch.firsts[at - 1], batch.firsts[at - 1] + count)
            fresh = fresh * np.einsum("ni,nij->nj", forward[before], step[here])
        scale[here] = fresh.sum(1)
        forward[here] = fresh / scale[here][:, None]
    backward = np.ones_like(local)
    for at in range(len(batch.steps) - 1, 0, -1):
        here = slice(batch.firsts[at], batch.firsts[at] + batch.steps[at])
        before = slice(batch.firsts[at - 1], batch.firsts[at - 1] + batch.steps[at])
        ahead = scores[here] * backward[here] / scale[here][:, None]
        backward[before] = np.einsum("nij,nj->ni", step[here], ahead)
    chances = forward * backward
    rows = np.arange(len(local))
    value = float((np.log(scale) + top[:, 0] - local[rows, batch.gold]).sum())
    grad_joint = np.zeros_like(joints)
    ahead = scores * backward / scale[:, None]
    for kind in range(len(MEETINGS)):
        rows_here = np.flatnonzero(batch.meet == kind)
        rows_before = batch.before[rows_here]
        grad_joint[kind] = np.exp(joints[kind]) * (forward[rows_before].T @ ahead[rows_here])
        value -= float(joints[kind][batch.gold[rows_before], batch.gold[rows_here]].sum())
        np.subtract.at(grad_joint[kind], (batch.gold[rows_before], batch.gold[rows_here]), 1.0)
    chances[rows, batch.gold] -= 1.0
    return value, chances, grad_joint
