"""GraphViz: a box a unit in the cluster of its theme; supports solid, attacks dashed, undercuts dotted onto an edge."""

from __future__ import annotations

from collections.abc import Iterator

from natotui.argument.model import Outline, Relation, Unit
from natotui.exchange.document import Document
from natotui.exchange.signs import LIGHT, NAMES, unsure
from natotui.exchange.source import name
from natotui.exchange.words import wrap
from natotui.signs import SIGNS

_COLUMNS = 34
_STYLES = {"supports": 'color="#1f6e3a", style=solid, arrowhead=normal',
           "attacks": 'color="#b02a2a", style=dashed, arrowhead=vee',
           "undercuts": 'color="#7a2e9a", style=dotted, arrowhead=tee'}


def quoted(text: str) -> str:
    """``text`` as a DOT string on one line; backslashes, quotation marks and entities are literal."""
    return '"' + text.replace("&", "&amp;").replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'


def _label(document: Document, unit: Unit) -> str:
    words = wrap(document.article.text[unit.start:unit.end], _COLUMNS)
    head = f"{SIGNS[unit.role][0]} {NAMES[unit.role]}{'?' if unsure(unit) else ''}".strip()
    # \n is DOT's own line break, so the lines are quoted one by one.
    return '"' + "\\n".join(quoted(line)[1:-1] for line in [head, *words]) + '"'


def dump(document: Document) -> str:
    """The outline of ``document`` as a DOT digraph, from the bottom (evidence) to the top (thesis)."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    outline = document.outline
    yield f"digraph {quoted(name(document.article))} {{"
    yield '  graph [rankdir=BT, fontname="Helvetica", charset="UTF-8"];'
    yield '  node [shape=box, style="rounded,filled", fillcolor=white, fontname="Helvetica", fontsize=11];'
    yield '  edge [fontname="Helvetica", fontsize=9];'
    drawn: set[str] = set()
    for number, theme in enumerate(outline.themes, 1):
        yield f"  subgraph cluster_theme{number} {{ label={quoted(theme.label)};"
        own = set(theme.units) - drawn
        yield from (_node(document, unit, "    ") for unit in outline.units if unit.id in own)
        drawn |= own
        yield "  }"
    yield from (_node(document, unit, "  ") for unit in outline.units if unit.id not in drawn)
    yield from _edges(outline)
    yield "}"


def _node(document: Document, unit: Unit, indent: str) -> str:
    width = 2 if unit.role == "thesis" else 1
    return (f"{indent}{quoted(unit.id)} [label={_label(document, unit)}, color={quoted(LIGHT[unit.role])}, "
            f"class={quoted(unit.role)}, penwidth={width}];")


def _edges(outline: Outline) -> Iterator[str]:
    """Relations; one that is undercut runs through a point that the undercut can end in."""
    ids = {unit.id for unit in outline.units}
    known = [each for each in outline.relations if each.source in ids and each.target in ids]
    undercut = {each.target for each in known if each.type == "undercuts"}
    through: dict[str, str] = {}
    for relation in known:
        if relation.source in undercut and relation.source not in through and relation.type != "undercuts":
            point = through[relation.source] = f"edge of {relation.source}"
            yield f"  {quoted(point)} [shape=point, width=0.05];"
            yield f"  {quoted(relation.source)} -> {quoted(point)} [{_STYLES[relation.type]}, dir=none];"
            yield _edge(relation, point, relation.target)
    for relation in known:
        if relation.type == "undercuts":
            yield _edge(relation, relation.source, through.get(relation.target, relation.target))
        elif relation.source not in through or relation != _first(known, relation.source):
            yield _edge(relation, relation.source, relation.target)


def _first(known: list[Relation], source: str) -> Relation | None:
    return next((each for each in known if each.source == source and each.type != "undercuts"), None)


def _edge(relation: Relation, start: str, end: str) -> str:
    return f"  {quoted(start)} -> {quoted(end)} [{_STYLES[relation.type]}, label={quoted(relation.type)}];"
