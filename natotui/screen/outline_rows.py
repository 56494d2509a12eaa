"""The outline as rows: what stands on which line, in each of the three orders. Pure; knows nothing of Textual."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from natotui.argument.gaps import gaps
from natotui.argument.model import Outline, Unit
from natotui.article.model import Article

Order = Literal["theme", "argument", "reading"]
ORDERS: tuple[Order, ...] = ("theme", "argument", "reading")
_DEEPEST = 4
"""Levels of indent: deeper ones would leave no room for words in 30 cells."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the outline."""

    kind: Literal["theme", "unit", "heading", "part", "note"]
    key: str
    """Theme id, unit id, or "b" and the number of a block."""
    label: str
    depth: int
    start: int
    end: int
    number: int = 0
    """1-9 of a theme; 0 where there is none."""
    count: int = 0
    """Units of a theme, background left out."""
    unit: Unit | None = None
    gap: bool = False
    """A claim without evidence, a counterpoint without rebuttal."""
    folded: bool = False
    foldable: bool = False


_TIME = r"(?:(?:today|now|then(?: again)?|here|still|this time|of course),?\s+)?"
_OPENER = re.compile(
    rf"(?:[-–—•*·]\s+)?(?:(?:but|and|yet)\s+(?!for\b|another\b|again\b|to\b){_TIME}"
    r"|(?:but|yet|so|still|however|moreover|furthermore|nevertheless|nonetheless|therefore|thus|hence|consequently|"
    r"meanwhile|indeed|besides|also|in addition|additionally|in fact|of course|even so|as a result|by contrast|"
    r"in contrast|on the other hand|that said|after all|for example|for instance|similarly|likewise|conversely|"
    r"first|second|third|firstly|secondly|thirdly|finally|lastly),\s+)*",
    re.IGNORECASE,
)
"""What ties a sentence to the one before it: in the outline that stands elsewhere. Adverbs only with their comma
("so many", "first of all"), and no words that belong to what follows ("but for", "yet another")."""
_SHORTEST = 3
"""Words that have to be left: "But no." stays as it is."""


def one_line(article: Article, unit: Unit) -> str:
    """The unit's words on one line, without a connective or a bullet to lead them."""
    words = " ".join(article.text[unit.start : unit.end].split())
    opener = _OPENER.match(words)
    rest = words[opener.end() :] if opener else words
    return rest if len(rest.split()) >= _SHORTEST else words


def rows(
    article: Article, outline: Outline, order: Order = "theme", folded: frozenset[str] = frozenset()
) -> list[Item]:
    """The lines of the outline. A text in which no claims were looked for shows its headings and paragraphs."""
    if outline.kind != "argument" or not outline.units:
        return _headings(article)
    tree = _Tree(article, outline, folded)
    if order == "theme":
        return tree.by_theme()
    if order == "argument":
        return tree.by_argument()
    return tree.in_reading_order()


class _Tree:
    def __init__(self, article: Article, outline: Outline, folded: frozenset[str]) -> None:
        self.article, self.outline, self.folded = article, outline, folded
        self.units = {unit.id: unit for unit in outline.units}
        self.gaps = gaps(outline)
        self.children: dict[str, list[Unit]] = defaultdict(list)
        self.parent: dict[str, str] = {}
        for relation in outline.relations:
            source = self.units.get(relation.source)
            if source and relation.target in self.units and self._can_hang(relation.source, relation.target):
                self.parent[relation.source] = relation.target
                self.children[relation.target].append(source)
        for listed in self.children.values():
            listed.sort(key=lambda unit: unit.start)

    def _can_hang(self, unit: str, under: str) -> bool:
        """Whether ``unit`` is free, and not itself above what it is to stand under: people may relate in circles."""
        if unit in self.parent:
            return False
        above: str | None = under
        while above is not None and above != unit:
            above = self.parent.get(above)
        return above is None

    def by_theme(self) -> list[Item]:
        lines: list[Item] = []
        for number, theme in enumerate(self.outline.themes, 1):
            members = [self.units[i] for i in theme.units if i in self.units]
            shown = [unit for unit in members if unit.role != "background"]
            start = members[0].start if members else 0
            lines.append(
                Item(
                    "theme",
                    theme.id,
                    theme.label,
                    0,
                    start,
                    start,
                    number if number < 10 else 0,
                    len(shown),
                    folded=theme.id in self.folded,
                    foldable=bool(shown),
                )
            )
            if theme.id not in self.folded:
                inside = {unit.id for unit in shown}
                roots = [u for u in shown if self.parent.get(u.id) not in inside or self._above(u, inside)]
                lines += self._grown(roots, inside, 1)
        return lines

    def _above(self, unit: Unit, inside: set[str]) -> bool:
        """A claim that supports the thesis stands beside it, not under it: the thesis is the first among them."""
        parent = self.units[self.parent[unit.id]]
        return parent.role == "thesis" and unit.role in ("claim", "counterpoint")

    def by_argument(self) -> list[Item]:
        shown = {unit.id for unit in self.outline.units if unit.role != "background"}
        roots = [u for u in self.outline.units if u.id in shown and self.parent.get(u.id) not in shown]
        roots.sort(key=lambda unit: (unit.role != "thesis", unit.start))
        return self._grown(roots, shown, 0, beside_thesis=False)

    def in_reading_order(self) -> list[Item]:
        return [self._item(unit, 0, False) for unit in self.outline.units]

    def _grown(self, roots: Iterable[Unit], inside: set[str], depth: int, beside_thesis: bool = True) -> list[Item]:
        lines: list[Item] = []
        stack = [(unit, depth) for unit in reversed(list(roots))]
        seen: set[str] = set()
        while stack:
            unit, level = stack.pop()
            if unit.id in seen:
                continue
            seen.add(unit.id)
            under = [
                child
                for child in self.children[unit.id]
                if child.id in inside and not (beside_thesis and self._above(child, inside))
            ]
            lines.append(self._item(unit, min(level, _DEEPEST), bool(under)))
            if unit.id not in self.folded:
                stack += [(child, level + 1) for child in reversed(under)]
        return lines

    def _item(self, unit: Unit, depth: int, foldable: bool) -> Item:
        return Item(
            "unit",
            unit.id,
            one_line(self.article, unit),
            depth,
            unit.start,
            unit.end,
            unit=unit,
            gap=unit.id in self.gaps,
            folded=unit.id in self.folded,
            foldable=foldable,
        )


_MOST_LINES = 5_000
"""Lines of a text without an argument: headings of a very long text, then nothing more."""


def _headings(article: Article) -> list[Item]:
    lines: list[Item] = []
    for number, block in enumerate(article.blocks[: _MOST_LINES * 4]):
        if (
            block.furniture
            or block.kind in ("title", "standfirst", "byline", "row", "code")
            or len(lines) >= _MOST_LINES
        ):
            continue
        words = " ".join(article.text[block.start : min(block.end, block.start + 200)].split())
        depth = max(0, block.level - 1) if block.kind == "heading" else 1
        if words:
            lines.append(
                Item(
                    "heading",
                    f"b{number}",
                    words,
                    min(depth, _DEEPEST),
                    block.start,
                    block.end,
                    unit=None,
                    count=int(block.kind == "heading"),
                )
            )
    return lines
