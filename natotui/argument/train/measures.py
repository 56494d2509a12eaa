"""Figures of how right outlines are. Words are counted, not units: different cuts of a sentence then compare."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from natotui.argument.agreement import b_cubed as b_cubed_sums
from natotui.argument.model import Outline, Role, Unit
from natotui.argument.naming import content
from natotui.argument.roles import LABELS
from natotui.argument.train.corpus import Document, plain, shared

WORD_RE = re.compile(r"\w+(?:['’\-]\w+)*")
Pairs = Counter[tuple[Role, Role]]
"""Words by gold role and given role."""
DRAWS, SEED = 1_000, 7
"""Resamplings of the articles for a 95% interval."""


@dataclass(frozen=True)
class Score:
    """Of one role: precision, recall, F1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def word_roles(doc: Document) -> list[Counter[Role]]:
    """For each clause how many of its words have which gold role."""
    made = []
    for clause in doc.reading.clauses:
        counts: Counter[Role] = Counter()
        for match in WORD_RE.finditer(doc.article.text, clause.start, clause.end):
            owner = next((unit for unit in doc.gold if unit.start < match.end() and unit.end > match.start()), None)
            counts[plain(owner.role) if owner else "background"] += 1
        made.append(counts)
    return made


def pairs(words: Sequence[Counter[Role]], given: Sequence[Role]) -> Pairs:
    """Words of an article by gold role and given role."""
    counted: Pairs = Counter()
    for counts, role in zip(words, given, strict=True):
        for gold, times in counts.items():
            counted[gold, role] += times
    return counted


def score(counted: Pairs, role: Role) -> Score:
    """Precision and recall of one role."""
    hit = counted[role, role]
    said = sum(times for (_, given), times in counted.items() if given == role)
    gold = sum(times for (right, _), times in counted.items() if right == role)
    return Score(hit / said if said else 0.0, hit / gold if gold else 0.0)


def macro(counted: Pairs) -> float:
    """Mean F1 of all roles."""
    return sum(score(counted, role).f1 for role in LABELS) / len(LABELS)


def interval(each: Sequence[Pairs]) -> tuple[float, float]:
    """95% interval of the macro F1 when articles are drawn anew."""
    draw = random.Random(SEED)
    found = []
    for _ in range(DRAWS):
        total: Pairs = Counter()
        for counted in draw.choices(each, k=len(each)):
            total.update(counted)
        found.append(macro(total))
    found.sort()
    return found[int(DRAWS * 0.025)], found[int(DRAWS * 0.975)]


def calibration_error(sure: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error: how far confidence and share of hits lie apart (Naeini et al. 2015)."""
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for chance, right in sure:
        groups[min(bins - 1, int(chance * bins))].append((chance, right))
    return sum(abs(sum(chance for chance, _ in group) - sum(right for _, right in group))
               for group in groups) / max(1, len(sure))


def matched(doc: Document, outline: Outline) -> dict[str, Unit]:
    """For each gold unit's id the unit of the outline that shares most with it."""
    found = {}
    for unit in doc.gold:
        best = max(outline.units, key=lambda each: shared(unit, each.start, each.end), default=None)
        if best is not None and shared(unit, best.start, best.end):
            found[unit.id] = best
    return found


def themes(doc: Document, outline: Outline) -> float:
    """B-cubed F1 of how gold units are grouped into themes (Bagga and Baldwin 1998)."""
    near = matched(doc, outline)
    count, precision, recall = b_cubed_sums((unit.theme, near[unit.id].themes[0]) for unit in doc.gold
                                            if unit.theme and unit.id in near and near[unit.id].themes)
    return 2 * precision * recall / (precision + recall) / count if count else 0.0


def label_hits(doc: Document, outline: Outline) -> tuple[int, int]:
    """Themes of the outline that hold words of gold themes; how many share a word, in any number, with the label of the
    one that they hold most of. Annotators agree on the word of a label no more than on its theme: 1 is out of reach."""
    units = {unit.id: unit for unit in outline.units}
    total = hits = 0
    for theme in outline.themes:
        held: Counter[str] = Counter()
        for gold in doc.gold:
            if gold.theme:
                held[gold.theme] += sum(shared(gold, units[each].start, units[each].end) for each in theme.units)
        if held.total():
            total += 1
            own = content(doc.themes[max(held, key=lambda each: (held[each], each))])
            hits += not set(own).isdisjoint(content(theme.label))
    return total, hits


def relation_hits(doc: Document, outline: Outline) -> tuple[int, int, int]:
    """Gold relations; how many of them have the right target; how many also the right type."""
    near = matched(doc, outline)
    said = {relation.source: relation for relation in outline.relations}
    total = target_hits = both = 0
    for unit in doc.gold:
        if not unit.target:
            continue
        total += 1
        if unit.id not in near or unit.target not in near:
            continue
        relation = said.get(near[unit.id].id)
        if relation and relation.target == near[unit.target].id:
            target_hits += 1
            both += (relation.type == "supports") == unit.supports
    return total, target_hits, both


def theses(doc: Document, outline: Outline) -> tuple[int, int, int]:
    """Gold theses, theses said, theses found."""
    near = matched(doc, outline)
    gold = [unit for unit in doc.gold if unit.role == "thesis"]
    hits = sum(unit.id in near and near[unit.id].role == "thesis" for unit in gold)
    return len(gold), sum(unit.role == "thesis" for unit in outline.units), hits
