"""Counts what a corpus of gold outlines holds: texts, words, units and roles of each subject.

``python -m natotui.argument.gold_table`` prints the table of seeds/README.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from natotui.argument import gold
from natotui.argument.agreement import markdown
from natotui.argument.gold import Gold
from natotui.argument.model import ROLES

HEADING = ("subject", "texts", "second", "words", "units", *ROLES, "relations")


def rows(folder: Path) -> list[list[str]]:
    """A heading, a row for each subject in order, and the sums."""
    layers = [gold.read(path) for path in gold.outlines(folder)]
    seconds = Counter(path.parent.name for path in gold.outlines(folder, "second"))
    made = [_row(subject, list(group), seconds[subject])
            for subject, group in groupby(layers, key=lambda layer: layer.subject)]
    return [list(HEADING), *made, _row("all", layers, seconds.total())]


def _row(subject: str, layers: Sequence[Gold], seconds: int) -> list[str]:
    units = [unit for layer in layers for unit in layer.units]
    roles = Counter(unit.role for unit in units)
    counts = [len(layers), seconds, sum(layer.article.words for layer in layers), len(units),
              *(roles[role] for role in ROLES), sum(1 for unit in units if unit.target)]
    return [subject, *(f"{count:,}" for count in counts)]


if __name__ == "__main__":
    from natotui import resources

    print(markdown(rows(resources.folder("seeds"))))
