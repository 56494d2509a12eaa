"""The figures of the engine as text, or as the table of the README."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from natotui.argument.roles import LABELS
from natotui.argument.train import measures
from natotui.argument.train.corpus import Document, plain
from natotui.argument.train.evaluate import Result, cross_validate
from natotui.argument.train.measures import Pairs
from natotui.resources import GENRES

WORST = 20
Pick = Callable[[Result], Pairs]
SYSTEMS: tuple[tuple[str, Pick], ...] = (
    ("commonest role", lambda result: result.majority), ("marker rules", lambda result: result.rules),
    ("the engine", lambda result: result.model))


def report(docs: Sequence[Document], *, markdown: bool = False) -> str:
    """Everything that is measured in cross-validation; with ``markdown`` only the table for the README."""
    results = cross_validate(docs)
    if markdown:
        return _table(results)
    return "\n\n".join([_table(results), _genres(results), _steps(results), _confusion(results), _curve(results),
                        _misses(results)])


def _sum(results: Sequence[Result], pick: Pick) -> Pairs:
    total: Pairs = Counter()
    for result in results:
        total.update(pick(result))
    return total


def _table(results: Sequence[Result]) -> str:
    lines = ["| leave-subject-out, F1 over words | macro (95%) | " + " | ".join(LABELS) + " |",
             "|---|---|" + "---|" * len(LABELS)]
    for name, pick in SYSTEMS:
        total = _sum(results, pick)
        low, high = measures.interval([pick(result) for result in results])
        scores = [measures.score(total, role) for role in LABELS]
        lines.append(f"| {name} | {measures.macro(total):.2f} ({low:.2f}-{high:.2f}) | "
                     + " | ".join(f"{each.f1:.2f}" for each in scores) + " |")
    total = _sum(results, SYSTEMS[-1][1])
    for name, key in (("its precision", "precision"), ("its recall", "recall")):
        lines.append(f"| {name} | | " + " | ".join(
            f"{getattr(measures.score(total, role), key):.2f}" for role in LABELS) + " |")
    return "\n".join(lines)


def _genres(results: Sequence[Result]) -> str:
    lines = ["By genre: articles, macro F1, counterpoint precision / recall / F1"]
    for genre, name in {"": "longer articles", **GENRES}.items():
        own = [result for result in results if _genre(result) == genre]
        if own:
            total = _sum(own, SYSTEMS[-1][1])
            each = measures.score(total, "counterpoint")
            lines.append(f"  {name:18} {len(own):3}  {measures.macro(total):.3f}  "
                         f"{each.precision:.2f} / {each.recall:.2f} / {each.f1:.2f}")
    return "\n".join(lines)


def _genre(result: Result) -> str:
    return result.doc.subject if result.doc.subject in GENRES else ""


def _steps(results: Sequence[Result]) -> str:
    sure = [(max(odds), odds.index(max(odds)) == label) for result in results
            for odds, label in zip(result.chances, result.doc.labels, strict=True)]
    hits = [measures.relation_hits(result.doc, result.outline) for result in results]
    total, targets, both = (sum(hit[place] for hit in hits) for place in range(3))
    theses = [measures.theses(result.doc, result.outline) for result in results]
    gold, said, found = (sum(each[place] for each in theses) for place in range(3))
    grouped = [measures.themes(result.doc, result.outline) for result in results]
    named = [measures.label_hits(result.doc, result.outline) for result in results]
    labels, same = (sum(each[place] for each in named) for place in range(2))
    return "\n".join([
        f"Confidence: expected calibration error {measures.calibration_error(sure):.3f} over {len(sure)} clauses",
        f"Relations:  {targets / total:.3f} of {total} with the right target, {both / total:.3f} of the right type too",
        f"Thesis:     {found} of {gold} found, {said} said",
        f"Themes:     B-cubed F1 {sum(grouped) / len(grouped):.3f}, mean over articles (no weights are learned)",
        f"Labels:     {same / labels:.3f} of {labels} share a word with what annotators called the theme"])


def _confusion(results: Sequence[Result]) -> str:
    total = _sum(results, SYSTEMS[-1][1])
    lines = ["Words by gold role (rows) and the engine's (columns)",
             " " * 14 + "".join(f"{each:>14}" for each in LABELS)]
    lines += [f"{gold:14}" + "".join(f"{total[gold, said]:14}" for said in LABELS) for gold in LABELS]
    return "\n".join(lines)


def _curve(results: Sequence[Result]) -> str:
    """Precision and recall over words when a role is taken from a probability on."""
    lines = ["Precision / recall over words, if a role is given from this probability on"]
    for role in ("counterpoint", "rebuttal"):
        place = LABELS.index(role)
        points = []
        for least in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            said = hit = gold = 0
            for result in results:
                for odds, words in zip(result.chances, result.words, strict=True):
                    gold += words[role]
                    if odds[place] >= least:
                        said += words.total()
                        hit += words[role]
            points.append(f"{least:.1f}: {hit / said if said else 0:.2f}/{hit / gold if gold else 0:.2f}")
        lines.append(f"  {role:13}" + "  ".join(points))
    return "\n".join(lines)


def _misses(results: Sequence[Result]) -> str:
    """The surest mistakes."""
    wrong = []
    for result in results:
        for odds, role, clause in zip(result.chances, result.doc.roles, result.doc.reading.clauses, strict=True):
            said = LABELS[odds.index(max(odds))]
            if said != plain(role):
                words = result.doc.article.text[clause.start:clause.end][:90]
                wrong.append((max(odds), f"  {max(odds):.2f} {result.doc.name}: {said}, not {role}: {words}"))
    return "\n".join(["The surest mistakes", *(line for _, line in sorted(wrong, reverse=True)[:WORST])])
