"""Leave-subject-out cross-validation: each article is read by a model that saw no article of its subject."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from natotui import resources
from natotui.argument import roles
from natotui.argument.analyse import analyse
from natotui.argument.model import Outline, Role
from natotui.argument.topics import load_packs
from natotui.argument.train import baselines
from natotui.argument.train.corpus import Document, folds
from natotui.argument.train.fit import fit
from natotui.argument.train.measures import Pairs, pairs, word_roles

FOLDS = 8
QUICK = 1e-5
"""How far the fit of a fold is driven: the figures below do not change beyond it."""


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


def cross_validate(docs: Sequence[Document]) -> list[Result]:
    """A result for each article."""
    packs, _ = load_packs([resources.topics()])
    made = []
    for test in folds(docs, FOLDS):
        held = set(map(id, test))
        train = [doc for doc in docs if id(doc) not in held]
        weights = roles.from_json(fit(train, QUICK))
        common = baselines.majority(train)
        for doc in test:
            chances = roles.probabilities(doc.reading.rows, doc.reading.clauses, weights)
            words = word_roles(doc)
            made.append(Result(
                doc, chances, analyse(doc.article, packs=packs, weights=weights), words,
                pairs(words, roles.choose(chances, weights)),
                pairs(words, baselines.marker_rules(doc)), pairs(words, [common] * len(words))))
    return made
