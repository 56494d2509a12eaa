"""Leave-subject-out cross-validation: each article is read by a model that saw no article of its subject."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from natotui.argument import roles
from natotui.argument.analyse import analyse
from natotui.argument.model import Outline, Role
from natotui.argument.topics import shipped_packs
from natotui.argument.train import baselines
from natotui.argument.train.corpus import Document, folds
from natotui.argument.train.fit import fit, unfitted
from natotui.argument.train.measures import Pairs, pairs, word_roles

FOLDS = 8
QUICK = 1e-6
"""How far the fit of a fold is driven: what ships is driven farther. At 1e-5 macro F1 came out .004 lower."""


@dataclass(frozen=True)
class Result:
    """One article as a model read it that had not seen its subject."""

    doc: Document
    chances: list[list[float]]
    outline: Outline
    words: list[Counter[Role]]
    model: Pairs
    rules: Pairs
    majority: Pairs


Seen = tuple[list[list[float]], Outline]
"""Of one article: the chances of its clauses' roles, and its outline."""


def cross_validate(docs: Sequence[Document]) -> list[Result]:
    """A result for each article; the folds are shared out to the processors."""
    parts = folds(docs, FOLDS)
    with ProcessPoolExecutor(os.cpu_count(), get_context("fork"), _hold, (docs,)) as pool:
        found = list(pool.map(_fold, range(len(parts))))
    return [result for test, seen in zip(parts, found, strict=True) for result in _results(docs, test, seen)]


_held: Sequence[Document] = ()
"""What a process works on: it got it when it was made, and nothing that large is sent."""


def _hold(docs: Sequence[Document]) -> None:
    global _held
    _held = docs


def _fold(number: int) -> list[Seen]:
    """Each article of a fold as seen by a model that was fitted to all others."""
    test = folds(_held, FOLDS)[number]
    packs = shipped_packs()
    weights = roles.from_json(fit(_others(_held, test), QUICK))
    return [(roles.probabilities(doc.reading.rows, doc.reading.clauses, weights),
             analyse(doc.article, packs=packs, weights=weights)) for doc in test]


def _others(docs: Sequence[Document], test: Sequence[Document]) -> list[Document]:
    """The articles that are not in ``test``."""
    out = set(map(id, test))
    return [doc for doc in docs if id(doc) not in out]


def _results(docs: Sequence[Document], test: Sequence[Document], seen: Sequence[Seen]) -> list[Result]:
    """What a fold's model made of its articles, beside what baselines do."""
    common = baselines.majority(_others(docs, test))
    weights = roles.from_json(unfitted())
    made = []
    for doc, (chances, outline) in zip(test, seen, strict=True):
        words = word_roles(doc)
        made.append(Result(doc, chances, outline, words, pairs(words, roles.choose(chances, weights)),
                           pairs(words, baselines.marker_rules(doc)), pairs(words, [common] * len(words))))
    return made
