"""An outline as branches: what stands under what, by theme or as one argument."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from natotui.argument.gaps import gaps
from natotui.argument.model import Outline, Relation, Theme, Unit


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit where it stands in the tree."""

    unit: Unit
    depth: int
    gap: bool = False
    relation: Relation | None = None
    """How it bears on the branch above; None for a root."""


class Forest:
    """The tree of an outline. Circles and relations to units that are not there do no harm."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.units = {unit.id: unit for unit in outline.units}
        self.gaps = gaps(outline)
        self.up: dict[str, Relation] = {}
        self.children: dict[str, list[Unit]] = defaultdict(list)
        for relation in outline.relations:
            source, target = relation.source, relation.target
            known = source in self.units and target in self.units
            if known and source not in self.up and not self._under(target, source):
                self.up[source] = relation
                self.children[target].append(self.units[source])
        for listed in self.children.values():
            listed.sort(key=lambda unit: unit.start)

    def _under(self, unit: str, other: str) -> bool:
        """Whether ``unit`` is ``other`` or hangs below it: a further relation would close a circle."""
        while unit != other and unit in self.up:
            unit = self.up[unit].target
        return unit == other

    def by_theme(self) -> list[tuple[Theme, list[Branch]]]:
        """Themes in order with their branches. A claim stands beside the thesis that it supports, not under it."""
        return [(theme, self.of_theme(theme)) for theme in self.outline.themes]

    def of_theme(self, theme: Theme) -> list[Branch]:
        """The branches of one theme, background left out."""
        members = [self.units[each] for each in theme.units if each in self.units]
        inside = {unit.id for unit in members if unit.role != "background"}
        roots = [unit for unit in members if unit.id in inside
                 and (not self._parent_in(unit, inside) or self._beside(unit))]
        return self._grown(roots, inside, beside=True)

    def whole(self) -> list[Branch]:
        """The whole argument, thesis first, background left out."""
        inside = {unit.id for unit in self.outline.units if unit.role != "background"}
        roots = [unit for unit in self.outline.units if unit.id in inside and not self._parent_in(unit, inside)]
        roots.sort(key=lambda unit: (unit.role != "thesis", unit.start))
        return self._grown(roots, inside, beside=False)

    def _parent_in(self, unit: Unit, inside: set[str]) -> bool:
        return unit.id in self.up and self.up[unit.id].target in inside

    def _beside(self, unit: Unit) -> bool:
        parent = self.units[self.up[unit.id].target]
        return parent.role == "thesis" and unit.role in ("claim", "counterpoint")

    def _grown(self, roots: Sequence[Unit], inside: set[str], beside: bool) -> list[Branch]:
        lines: list[Branch] = []
        stack = [(unit, 0) for unit in reversed(roots)]
        while stack:
            unit, depth = stack.pop()
            lines.append(Branch(unit, depth, unit.id in self.gaps, self.up.get(unit.id) if depth else None))
            under = [child for child in self.children[unit.id]
                     if child.id in inside and not (beside and self._beside(child))]
            stack += [(child, depth + 1) for child in reversed(under)]
        return lines


