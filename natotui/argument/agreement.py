"""How far two annotations of the same articles agree: roles, relations, themes.

``python -m natotui.argument.agreement`` prints the table for seeds/, ``--markdown`` as Markdown.
``--pooled`` prints the last row alone, ``--confusion`` adds the confused roles, ``--before FOLDER`` takes the
first layer from another folder.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from natotui.argument import gold
from natotui.argument.gold import Gold, GoldUnit
from natotui.argument.model import ROLES
from natotui.article.model import PROSE

WORD_RE = re.compile(r"\w+(?:['’\-]\w+)*")
NO_ROLE = "none"
DRAWS = 2_000
"""Resamplings of the articles for an interval."""
SEED = 7
Pairs = Counter[tuple[str, str]]


@dataclass(frozen=True)
class Comparison:
    """What is counted on one article (or, added up, on several); first layer before second."""

    roles: Pairs
    """Words by the role that each layer gives them."""
    themes: tuple[tuple[int, float, float], ...]
    """Of each article: words with a theme in both layers; sums of their B-cubed precision and recall."""
    relations: tuple[int, int, int]
    """Relations in both layers, in the first, in the second."""

    @property
    def kappa(self) -> float:
        """Cohen's kappa of roles over words: 1 all agree, 0 no better than chance (Cohen 1960)."""
        return cohens_kappa(self.roles)

    @property
    def agreed(self) -> float:
        """Share of words with the same role."""
        return share(self.roles)

    @property
    def relation_f1(self) -> float:
        """F1 of relations: same type between the same two units."""
        both, first, second = self.relations
        return 2 * both / (first + second) if first + second else 1.0

    @property
    def b_cubed(self) -> float:
        """B-cubed F1 of the grouping of words into themes (Bagga and Baldwin 1998); labels do not matter."""
        words = sum(each[0] for each in self.themes)
        precision, recall = (sum(each[at] for each in self.themes) for at in (1, 2))
        return 2 * precision * recall / (precision + recall) / words if words else 1.0


def added(parts: Sequence[Comparison]) -> Comparison:
    """Several articles as one: their words and relations pooled."""
    roles: Pairs = Counter()
    for part in parts:
        roles.update(part.roles)
    both, first, second = (sum(part.relations[at] for part in parts) for at in range(3))
    return Comparison(roles, tuple(theme for part in parts for theme in part.themes), (both, first, second))


def share(pairs: Pairs) -> float:
    """Share of pairs whose two halves are equal; 1 without any."""
    total = sum(pairs.values())
    return sum(count for (one, other), count in pairs.items() if one == other) / total if total else 1.0


def cohens_kappa(pairs: Pairs) -> float:
    """Agreement beyond what the two distributions of labels would give by chance."""
    total = sum(pairs.values())
    ones: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for (one, other), count in pairs.items():
        ones[one] += count
        others[other] += count
    chance = sum(count * others[label] for label, count in ones.items()) / total**2 if total else 1.0
    return (share(pairs) - chance) / (1 - chance) if chance < 1 else 1.0


def b_cubed(pairs: Iterable[tuple[str, str]]) -> tuple[int, float, float]:
    """Number of items, and sums over them of B-cubed precision and recall.

    Each item is a pair of labels. Precision asks which share of an item's group in the second layer
    is also in its group in the first, recall the reverse.
    """
    cells = Counter(pairs)
    ones: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for (one, other), count in cells.items():
        ones[one] += count
        others[other] += count
    precision = sum(count**2 / others[other] for (_, other), count in cells.items())
    recall = sum(count**2 / ones[one] for (one, _), count in cells.items())
    return sum(cells.values()), precision, recall


def compare(first: Gold, second: Gold) -> Comparison:
    """Two layers of one article."""
    words = _words(first)
    one, other = _owners(first.units, words), _owners(second.units, words)
    both = list(zip(one, other, strict=True))
    roles = Counter((a.role if a else NO_ROLE, b.role if b else NO_ROLE) for a, b in both)
    themes = [(a.theme, b.theme) for a, b in both if a and b and a.theme and b.theme]
    return Comparison(roles, (b_cubed(themes),), _shared_relations(one, other, first, second))


def _words(layer: Gold) -> list[tuple[int, int]]:
    article = layer.article
    return [(block.start + match.start(), block.start + match.end()) for block in article.blocks
            if block.kind in PROSE for match in WORD_RE.finditer(article.block_text(block))]


def _owners(units: Sequence[GoldUnit], words: Sequence[tuple[int, int]]) -> list[GoldUnit | None]:
    """For each word the unit that quotes it; both are in reading order."""
    found: list[GoldUnit | None] = []
    at = 0
    for start, end in words:
        while at < len(units) and units[at].end <= start:
            at += 1
        found.append(units[at] if at < len(units) and units[at].start < end else None)
    return found


def _shared_relations(one: Sequence[GoldUnit | None], other: Sequence[GoldUnit | None],
                      first: Gold, second: Gold) -> tuple[int, int, int]:
    """Relations in both layers, in the first, in the second.

    Two units are the same if more than half of the words of both together are common to them.
    """
    common = Counter((a.id, b.id) for a, b in zip(one, other, strict=True) if a and b)
    sizes, others = Counter(a.id for a in one if a), Counter(b.id for b in other if b)
    same = {a: b for (a, b), count in common.items() if 2 * count > sizes[a] + others[b] - count}
    related = {(unit.id, unit.target, unit.relation) for unit in second.units if unit.target}
    linked = [unit for unit in first.units if unit.target]
    both = sum((same.get(unit.id), same.get(unit.target), unit.relation) in related for unit in linked)
    return both, len(linked), len(related)


def interval(parts: Sequence[Comparison], measure: str) -> tuple[float, float]:
    """95% interval of a pooled measure (the name of a property), by drawing articles with replacement."""
    draw = random.Random(SEED)
    values = sorted(float(getattr(added(draw.choices(parts, k=len(parts))), measure)) for _ in range(DRAWS))
    return values[int(DRAWS * 0.025)], values[int(DRAWS * 0.975)]


def compare_folder(folder: Path, first: Path | None = None) -> list[tuple[Gold, Comparison]]:
    """The articles of ``folder`` with a second reading, sorted; ``first`` may hold another first layer."""
    made = []
    for path in gold.outlines(folder, "second"):
        outline = (first or folder) / path.parent.name / path.name.replace(".second.toml", ".outline.toml")
        layer = gold.read(outline)
        made.append((layer, compare(layer, gold.read(path))))
    return made


MEASURES = (("kappa", "kappa"), ("same role", "agreed"),
            ("relation F1", "relation_f1"), ("theme B³", "b_cubed"))
"""Heading and property of each measure that is printed."""


def table(found: Sequence[tuple[Gold, Comparison]]) -> list[list[str]]:
    """Rows of the printed table, a heading first and the pooled figures with their intervals last."""
    rows = [["article", "words", *(heading for heading, _ in MEASURES)]]
    for layer, part in found:
        rows.append([f"{layer.subject}/{layer.name}", str(sum(part.roles.values())),
                     *(f"{getattr(part, measure):.2f}" for _, measure in MEASURES)])
    parts = [part for _, part in found]
    whole = added(parts)
    cells = []
    for _, measure in MEASURES:
        low, high = interval(parts, measure)
        cells.append(f"{getattr(whole, measure):.2f} ({low:.2f} to {high:.2f})")
    return [*rows, [f"all {len(parts)}", str(sum(whole.roles.values())), *cells]]


def confusion(pairs: Pairs) -> list[list[str]]:
    """Words by role: a row for each role of the first layer, a column for each of the second."""
    labels = [label for label in (*ROLES, NO_ROLE) if any(label in pair for pair in pairs)]
    return [["first \\ second", *labels],
            *([one, *(str(pairs[one, other]) for other in labels)] for one in labels)]


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Columns under each other, for a terminal."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
                     for row in rows)


def markdown(rows: Sequence[Sequence[str]]) -> str:
    """The rows as a Markdown table, numbers to the right."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|---" + "|---:" * (len(rows[0]) - 1) + "|", *lines[1:]])


def main(words: Sequence[str] | None = None) -> None:
    """Print the table."""
    from natotui import resources

    parser = argparse.ArgumentParser(prog="python -m natotui.argument.agreement", description=__doc__)
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--pooled", action="store_true", help="only all articles together")
    parser.add_argument("--confusion", action="store_true", help="also the roles that were confused")
    parser.add_argument("--before", type=Path, metavar="FOLDER", help="take the first layer from there")
    options = parser.parse_args(words)
    found = compare_folder(resources.folder("seeds"), options.before)
    show = markdown if options.markdown else aligned
    rows = table(found)
    print(show([rows[0], rows[-1]] if options.pooled else rows))
    if options.confusion:
        print("\n" + show(confusion(added([part for _, part in found]).roles)))


if __name__ == "__main__":
    main()
