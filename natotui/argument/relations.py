"""Roles -> relations: for each unit but thesis and background the one unit that it bears on most directly.

Each source scores its candidates (how far, same paragraph, shared words, which roles and how surely) and takes the best
that keeps the graph a forest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from operator import mul

from natotui.argument.drafts import Draft
from natotui.argument.features import Row
from natotui.argument.model import RELATION_TYPES, RelationType, Role
from natotui.argument.roles import LABELS

REACH = 16
"""Units on either side that can be a target; a thesis always can."""
FARTHEST = 12
"""Units from which on all are equally far."""
MOST_SHARED = 3
"""Shared words that count."""
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
    chances: tuple[float, ...] = (0.0,) * len(LABELS)
    """Probability of each of ``LABELS``: what may be a claim draws evidence also where it is called something else."""


Forced = Mapping[int, tuple[int, str]]
Link = tuple[int, int, RelationType, float]


def nodes(units: Sequence[Draft], rows: Sequence[Row]) -> list[Node]:
    """The units as nodes."""
    made = []
    block = None
    for unit in units:
        own = [rows[clause] for clause in unit.clauses]
        stems = own[0].stems if len(own) == 1 else frozenset().union(*(row.stems for row in own))
        flags = frozenset(own[0].shared) if own else frozenset()
        made.append(Node(unit.role, unit.block, unit.block != block, stems, unit.sentence, flags, _chances(unit)))
        block = unit.block
    return made


def _chances(unit: Draft) -> tuple[float, ...]:
    """The engine's probabilities, or certainty where the person has spoken."""
    if not unit.settled:
        return unit.chances
    role = "claim" if unit.role == "thesis" else unit.role
    return tuple(float(label == role) for label in LABELS)


def link(nodes: Sequence[Node], weights: Weights, forced: Forced | None = None) -> list[Link]:
    """(source, target, type, confidence) for each node that bears on another, in order of sources.

    Args:
        forced: what the person said, by source: the target and the type ("": as the roles have it).
    """
    forced = forced or {}
    worths = _worths(weights)
    theses = theses_of(nodes)
    aims = {role: worths.aims(role, nodes) for role in {node.role for node in nodes}}
    ranked = []
    for index in range(len(nodes)):
        if index in forced:
            ranked.append(_Choice(index, [forced[index][0]], [1.0]))
        elif options := candidates(nodes, index, theses):
            ranked.append(_Choice(index, options, worths.scores(nodes, index, options, aims[nodes[index].role])))
    return [(source, target, _said(forced.get(source)) or kind(nodes[source].role, nodes[target].role), share)
            for source, target, share in _forest(ranked, forced)]


class _Choice:
    """The targets that one source may have, with their shares of the choice."""

    def __init__(self, source: int, options: Sequence[int], scores: Sequence[float]) -> None:
        self.source = source
        self._options = options
        top = max(scores)
        self._shares = [exp(score - top) for score in scores]
        self._total = sum(self._shares)
        self.best = max(self._shares) / self._total
        """Share of the likeliest."""

    def __iter__(self) -> Iterator[tuple[int, float]]:
        """Targets and shares, the likeliest first; the others are put in order only when they are asked for."""
        yield self._options[self._shares.index(max(self._shares))], self.best
        order = sorted(range(len(self._options)), key=lambda place: -self._shares[place])
        for place in order[1:]:
            yield self._options[place], self._shares[place] / self._total


def _said(forced: tuple[int, str] | None) -> RelationType | None:
    """The type that the person named."""
    return next((each for each in RELATION_TYPES if forced and forced[1] == each), None)


def _forest(ranked: Sequence[_Choice], forced: Forced) -> list[tuple[int, int, float]]:
    """What the person said, then the surest choices; one that would close a circle gives way to the next best."""
    parent: dict[int, tuple[int, float]] = {}
    for choice in sorted(ranked, key=lambda each: (each.source not in forced, -each.best, each.source)):
        index = choice.source
        for target, share in choice:
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
    if not wanted:
        return []
    low, high = max(0, index - REACH), index + REACH + 1
    found = [low + place for place, node in enumerate(nodes[low:high]) if node.role in wanted]
    if nodes[index].role in wanted:
        found.remove(index)
    return found + [other for other in theses if not low <= other < high] if "thesis" in wanted else found


def pair(nodes: Sequence[Node], index: int, target: int) -> dict[str, float]:
    """Features of one source and one candidate."""
    one, other = nodes[index], nodes[target]
    values = dict.fromkeys(_names(_spot(one, other, index - target)), 1.0)
    values["away"] = values[f"{one.role}.away"] = _distance(index - target)
    if shared := min(len(one.stems & other.stems), MOST_SHARED) / 2:
        values["shared"] = values[f"{one.role}.shared"] = shared
    values.update((f"{one.role}.to.{label}", chance) for label, chance in zip(LABELS, other.chances, strict=True))
    if index - target == 1:
        values.update((f"{one.role}.{flag}.next", 1.0) for flag in one.flags)
    return values


Spot = tuple[str, str, str, str, bool, bool, bool]
"""What is yes or no of a pair: both roles, how near, which side, whether the target opens its paragraph, stands next,
shares the sentence."""


def _spot(one: Node, other: Node, away: int) -> Spot:
    """How a source and a candidate lie to each other that stands ``away`` units before it (below 0: after it)."""
    return (one.role, other.role, _NEAR.get(one.paragraph - other.paragraph, "far"),
            "back" if away > 0 else "ahead", other.first, -1 <= away <= 1, one.sentence == other.sentence)


_NEAR = {0: "same", 1: "near", -1: "near"}
"""How near so many paragraphs before or after are; all others are far."""


def _distance(away: int) -> float:
    """The distance as the value of a feature."""
    return -min(abs(away), FARTHEST) / 4


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


class Worths:
    """What pairs are worth under ``weights``: the sums of the weights of ``pair``'s features, each made once."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self._known: dict[Role, dict[tuple[Role, bool, str | None, int, bool], float]] = defaultdict(dict)
        self._next: dict[str, dict[str, float]] = defaultdict(dict)
        for name, value in weights.items():
            role, _, flag = name.partition(".")
            if flag.endswith(".next"):
                self._next[role][flag.removesuffix(".next")] = value

    def aims(self, role: Role, nodes: Sequence[Node]) -> list[float]:
        """What the chances of each node's roles make it worth as a target of sources of this role."""
        line = [self.weights.get(f"{role}.to.{label}", 0.0) for label in LABELS]
        return [sum(map(mul, line, node.chances)) for node in nodes]

    def scores(self, nodes: Sequence[Node], index: int, options: Sequence[int], aims: Sequence[float]) -> list[float]:
        """What each of the ``options`` is worth as target of the node at ``index``; ``aims`` are those of its role."""
        node = nodes[index]
        role, paragraph, sentence, stems = node.role, node.paragraph, node.sentence, node.stems
        common = self.weights.get("shared", 0.0) + self.weights.get(f"{role}.shared", 0.0)
        known = self._known[role]
        scores = []
        for target in options:
            other = nodes[target]
            key = (other.role, other.first, _NEAR.get(paragraph - other.paragraph), index - target,
                   sentence == other.sentence)
            score = known.get(key)
            if score is None:
                score = known[key] = self._placed(node, other, index - target)
            if not stems.isdisjoint(other.stems):
                score += min(len(stems & other.stems), MOST_SHARED) / 2 * common
            scores.append(score + aims[target])
        if index - 1 in options:
            ahead = self._next[role]
            scores[options.index(index - 1)] += sum(map(ahead.__getitem__, sorted(ahead.keys() & node.flags)))
        return scores

    def _placed(self, one: Node, other: Node, away: int) -> float:
        """What the roles and places of a pair are worth."""
        get = self.weights.get
        distant = get("away", 0.0) + get(f"{one.role}.away", 0.0)
        return sum(get(name, 0.0) for name in _names(_spot(one, other, away))) + _distance(away) * distant


_latest = Worths({})


def _worths(weights: Weights) -> Worths:
    """The worths under ``weights``, kept while the same weights are asked for."""
    global _latest
    if _latest.weights is not weights:
        _latest = Worths(weights)
    return _latest
