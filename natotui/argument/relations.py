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

REACH = 16
"""Units on either side that can be a target; a thesis always can."""
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
    known: dict[Spot, float] = {}
    theses = theses_of(nodes)
    ranked = []
    for index in range(len(nodes)):
        if index in forced:
            ranked.append((index, [(forced[index][0], 1.0)]))
            continue
        options = candidates(nodes, index, theses)
        if not options:
            continue
        scores = _scores(nodes, index, options, weights, known)
        top = max(scores)
        shares = [exp(score - top) for score in scores]
        total = sum(shares)
        order = sorted(range(len(options)), key=lambda place: -shares[place])
        ranked.append((index, [(options[place], shares[place] / total) for place in order]))
    return [(source, target, _said(forced.get(source)) or kind(nodes[source].role, nodes[target].role), share)
            for source, target, share in _forest(ranked, forced)]


def _said(forced: tuple[int, str] | None) -> RelationType | None:
    """The type that the person named."""
    return next((each for each in RELATION_TYPES if forced and forced[1] == each), None)


def _forest(ranked: list[tuple[int, list[tuple[int, float]]]], forced: Forced) -> list[tuple[int, int, float]]:
    """What the person said, then the surest choices; one that would close a circle gives way to the next best."""
    parent: dict[int, tuple[int, float]] = {}
    for index, options in sorted(ranked, key=lambda each: (each[0] not in forced, -each[1][0][1], each[0])):
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


def theses_of(nodes: Sequence[Node]) -> list[int]:
    """Places of the theses."""
    return [place for place, node in enumerate(nodes) if node.role == "thesis"]


def candidates(nodes: Sequence[Node], index: int, theses: Sequence[int]) -> list[int]:
    """Targets that the node at ``index`` may bear on; ``theses`` are the places of all theses."""
    wanted = _TARGETS[nodes[index].role]
    near = range(max(0, index - REACH), min(len(nodes), index + REACH + 1))
    found = [other for other in near if other != index and nodes[other].role in wanted]
    return found + [other for other in theses if other not in near] if "thesis" in wanted else found


Spot = tuple[str, str, str, str, bool, bool, bool]
"""What is yes or no of a pair: both roles, how near, which side, whether it opens its paragraph, stands next, shares
the sentence."""


def pair(nodes: Sequence[Node], index: int, target: int) -> dict[str, float]:
    """Features of one source and one candidate."""
    spot, distance, shared = _meet(nodes, index, target)
    role = nodes[index].role
    values = dict.fromkeys(_names(spot), 1.0)
    values["away"] = values[f"{role}.away"] = distance
    if shared:
        values["shared"] = values[f"{role}.shared"] = shared
    if index - target == 1:
        values.update((f"{role}.{flag}.next", 1.0) for flag in nodes[index].flags)
    return values


def _meet(nodes: Sequence[Node], index: int, target: int) -> tuple[Spot, float, float]:
    """How a source and a candidate lie to each other: the spot, distance and shared words as feature values."""
    one, other = nodes[index], nodes[target]
    away = index - target
    apart = one.paragraph - other.paragraph
    spot = (one.role, other.role, "same" if apart == 0 else "near" if -1 <= apart <= 1 else "far",
            "back" if away > 0 else "ahead", other.first, -1 <= away <= 1, one.sentence == other.sentence)
    return spot, -min(abs(away), 12) / 4, min(len(one.stems & other.stems), 3) / 2


def _names(spot: Spot) -> list[str]:
    """The yes-or-no features of a spot."""
    source, target, near, side, first, following, sentence = spot
    names = [f"{source}>{target}", f"{source}.{near}.{side}", f"{source}>{target}.{near}"]
    if following:
        names.append(f"{source}.next.{side}")
    if first:
        names.append(f"{source}.first.{near}")
    if sentence:
        names.append(f"{source}.sentence")
    return names


def _scores(nodes: Sequence[Node], index: int, options: Sequence[int], weights: Weights,
            known: dict[Spot, float]) -> list[float]:
    """The sum of the weights of ``pair``'s features for each option; ``known`` keeps what spots are worth."""
    role = nodes[index].role
    distant = weights.get("away", 0.0) + weights.get(f"{role}.away", 0.0)
    common = weights.get("shared", 0.0) + weights.get(f"{role}.shared", 0.0)
    scores = []
    for target in options:
        spot, distance, shared = _meet(nodes, index, target)
        if spot not in known:
            known[spot] = sum(weights.get(name, 0.0) for name in _names(spot))
        score = known[spot] + distance * distant + shared * common
        if index - target == 1:
            score += sum(weights.get(f"{role}.{flag}.next", 0.0) for flag in nodes[index].flags)
        scores.append(score)
    return scores
