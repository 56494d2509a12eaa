"""Roles -> relations: for each unit but thesis and background the one unit that it bears on most directly.

Each source scores its candidates (how far, same paragraph, shared words, which roles) and takes the best that keeps
the graph a forest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from natotui.argument.drafts import Draft
from natotui.argument.features import Row
from natotui.argument.model import RELATION_TYPES, RelationType, Role

REACH = 40
"""Units on either side that can be a target; topic sentences and the thesis can always be."""
Weights = Mapping[str, float]
_TARGETS: dict[Role, tuple[Role, ...]] = {
    "claim": ("thesis", "claim"), "evidence": ("claim", "thesis", "counterpoint", "rebuttal", "evidence"),
    "counterpoint": ("thesis", "claim", "counterpoint", "evidence", "rebuttal"),
    "rebuttal": ("counterpoint", "rebuttal"), "thesis": (), "background": ()}


@dataclass(frozen=True)
class Node:
    """A unit as relations see it."""

    role: Role
    paragraph: int
    first: bool
    """Opens its paragraph."""
    stems: frozenset[str]
    sentence: int
    flags: frozenset[str] = frozenset()
    """Names of features of its first clause that tell what it hangs on ("this@0", "but@0", "reason")."""


Forced = Mapping[int, tuple[int, str]]
Link = tuple[int, int, RelationType, float]


def nodes(units: Sequence[Draft], rows: Sequence[Row]) -> list[Node]:
    """The units as nodes."""
    made = []
    for index, unit in enumerate(units):
        own = [rows[clause] for clause in unit.clauses]
        stems = frozenset().union(*(row.stems for row in own))
        flags = frozenset(own[0].shared) if own else frozenset()
        made.append(Node(unit.role, unit.block, index == 0 or units[index - 1].block != unit.block, stems,
                         unit.sentence, flags))
    return made


def link(nodes: Sequence[Node], weights: Weights, forced: Forced | None = None) -> list[Link]:
    """(source, target, type, confidence) for each node that bears on another, in order of sources.

    Args:
        forced: what the person said, by source: the target and the type ("": as the roles have it).
    """
    forced = forced or {}
    ranked = []
    for index in range(len(nodes)):
        if index in forced:
            ranked.append((index, [(forced[index][0], 1.0)]))
            continue
        options = candidates(nodes, index)
        if not options:
            continue
        scores = [sum(weights.get(name, 0.0) * value for name, value in pair(nodes, index, target).items())
                  for target in options]
        top = max(scores)
        shares = [exp(score - top) for score in scores]
        total = sum(shares)
        order = sorted(range(len(options)), key=lambda place: -shares[place])
        ranked.append((index, [(options[place], shares[place] / total) for place in order]))
    return [(source, target, _said(forced.get(source)) or kind(nodes[source].role, nodes[target].role), share)
            for source, target, share in _forest(ranked)]


def _said(forced: tuple[int, str] | None) -> RelationType | None:
    """The type that the person named."""
    return next((each for each in RELATION_TYPES if forced and forced[1] == each), None)


def _forest(ranked: list[tuple[int, list[tuple[int, float]]]]) -> list[tuple[int, int, float]]:
    """The surest choices first; a choice that would close a circle gives way to the next best."""
    parent: dict[int, tuple[int, float]] = {}
    for index, options in sorted(ranked, key=lambda each: (-each[1][0][1], each[0])):
        for target, share in options:
            at = target
            while at in parent and at != index:
                at = parent[at][0]
            if at != index:
                parent[index] = (target, share)
                break
    return [(index, target, share) for index, (target, share) in sorted(parent.items())]


def kind(source: Role, target: Role) -> RelationType:
    """Whether a source supports or attacks such a target."""
    if source == "rebuttal":
        return "supports" if target == "rebuttal" else "attacks"
    if source == "counterpoint":
        return "supports" if target == "counterpoint" else "attacks"
    return "supports"


def candidates(nodes: Sequence[Node], index: int) -> list[int]:
    """Targets that the node at ``index`` may bear on."""
    wanted = _TARGETS[nodes[index].role]
    near = range(max(0, index - REACH), min(len(nodes), index + REACH + 1))
    far = (other for other, node in enumerate(nodes) if node.role == "thesis" and other not in near)
    return [other for other in near if other != index and nodes[other].role in wanted] + \
        [other for other in far if "thesis" in wanted]


def pair(nodes: Sequence[Node], index: int, target: int) -> dict[str, float]:
    """Features of one source and one candidate."""
    one, other = nodes[index], nodes[target]
    away = abs(index - target)
    side = "back" if target < index else "ahead"
    same = "same" if one.paragraph == other.paragraph else \
        "near" if abs(one.paragraph - other.paragraph) == 1 else "far"
    base = f"{one.role}>{other.role}"
    values = {base: 1.0, f"{one.role}.{same}.{side}": 1.0, f"{base}.{same}": 1.0,
              "away": -min(away, 12) / 4, f"{one.role}.away": -min(away, 12) / 4}
    if away == 1:
        values[f"{one.role}.next.{side}"] = 1.0
    if other.first:
        values[f"{one.role}.first.{same}"] = 1.0
    if one.sentence == other.sentence:
        values[f"{one.role}.sentence"] = 1.0
    shared = len(one.stems & other.stems)
    if shared:
        values["shared"] = min(shared, 3) / 2
        values[f"{one.role}.shared"] = min(shared, 3) / 2
    if away == 1 and side == "back":
        for flag in one.flags:
            values[f"{one.role}.{flag}.next"] = 1.0
    return values
