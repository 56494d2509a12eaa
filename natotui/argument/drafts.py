"""Units in the making: clauses of a sentence that turned out to have one role are one unit again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from natotui.argument.clauses import Clause
from natotui.argument.model import Role
from natotui.argument.roles import LABELS


@dataclass(frozen=True)
class Draft:
    """A unit before it has an id: a span, its role, and the clauses it is made of."""

    start: int
    end: int
    block: int
    sentence: int
    role: Role
    chances: tuple[float, ...]
    """Probability of each of ``roles.LABELS``."""
    clauses: tuple[int, ...]
    """Indices of its clauses; empty for a unit that the person added."""
    settled: bool = False
    """The person said what it is."""
    theme: str = ""
    """The label the person gave."""
    target: tuple[int, int] | None = None
    """Span of the unit that the person said it bears on."""
    relation: str = ""


def join(found: Sequence[Clause], chances: Sequence[Sequence[float]], chosen: Sequence[Role]) -> list[Draft]:
    """One draft a clause, neighbours of one sentence and one role joined."""
    made: list[Draft] = []
    for index, (clause, odds, role) in enumerate(zip(found, chances, chosen, strict=True)):
        last = made[-1] if made else None
        if last is not None and last.sentence == clause.sentence and last.role == role:
            count = len(last.clauses)
            mean = tuple((a * count + b) / (count + 1) for a, b in zip(last.chances, odds, strict=True))
            made[-1] = Draft(last.start, clause.end, last.block, last.sentence, role, mean, (*last.clauses, index))
        else:
            made.append(Draft(clause.start, clause.end, clause.block, clause.sentence, role, tuple(odds), (index,)))
    return made


def confidence(draft: Draft) -> float:
    """Probability of the draft's role; a thesis is a claim that was chosen."""
    if draft.settled:
        return 1.0
    return draft.chances[LABELS.index("claim" if draft.role == "thesis" else draft.role)]


def runner_up(draft: Draft, ratio: float = 0.6) -> Role | None:
    """The second role where it is at least ``ratio`` times as likely as the chosen one."""
    if draft.settled:
        return None
    role = "claim" if draft.role == "thesis" else draft.role
    own = draft.chances[LABELS.index(role)]
    # Most often no other role comes near, and there is nothing to compare.
    near = [(odds, label) for odds, label in zip(draft.chances, LABELS, strict=True) if odds >= ratio * own]
    others = [each for each in near if each[1] != role]
    return max(others)[1] if others else None
