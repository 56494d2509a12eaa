"""What the model is compared with: the commonest role for all, and rules over cues written by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from natotui.argument.features import Values
from natotui.argument.model import Role
from natotui.argument.roles import LABELS
from natotui.argument.train.corpus import Document


def majority(train: Sequence[Document]) -> Role:
    """The commonest role of the training articles."""
    counts = Counter(label for doc in train for label in doc.labels)
    return LABELS[counts.most_common(1)[0][0]]


def marker_rules(doc: Document) -> list[Role]:
    """A role for each clause by the first rule that fits."""
    made: list[Role] = []
    for row in doc.reading.rows:
        made.append(_rule(row.values, made[-1] if made else "background"))
    return made


def _rule(values: Values, before: Role) -> Role:
    if values.keys() & {"concession", "concede@0", "says.opponents", "says.some_say", "opponents"}:
        return "counterpoint"
    if before == "counterpoint" and values.keys() & {"but@0", "reply", "deny"}:
        return "rebuttal"
    if values.keys() & {"reason", "because", "example", "research", "numbers"}:
        return "evidence"
    if values.keys() & {"should", "must@0", "conclude@0", "opinion", "enumerate@0", "in_par.first", "text.first"}:
        return "claim"
    if "par.first" in values:
        return "background"
    return "evidence"
