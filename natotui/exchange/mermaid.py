"""Mermaid flowchart: a node a unit in the subgraph of its theme."""

from __future__ import annotations

import re
from collections.abc import Iterator

from natotui.argument.model import Unit
from natotui.exchange.document import Document
from natotui.exchange.signs import LIGHT, NAMES, unsure
from natotui.exchange.source import name
from natotui.exchange.words import one_line
from natotui.signs import SIGNS

_ACTS = re.compile(r"[^\w ,.!?’“”‘…–—€£✗★◆·↩-]")
_ARROWS = {"supports": "-->|supports|", "attacks": "-.->|attacks|", "undercuts": "-.-x|undercuts|"}


def escape(text: str) -> str:
    """``text`` on one line; characters that Mermaid or its HTML labels act on as numbered entities."""
    return _ACTS.sub(lambda found: f"#{ord(found[0])};", one_line(text))


def dump(document: Document) -> str:
    """The outline of ``document`` as a Mermaid flowchart, from the bottom (evidence) to the top (thesis)."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    outline = document.outline
    # A name of our own for each unit: ids such as "end" or "p10-u1" are keywords or links to Mermaid.
    names = {unit.id: f"n{number}" for number, unit in enumerate(outline.units, 1)}
    yield "flowchart BT"
    yield f"  accTitle: {escape(name(document.article))}"
    drawn: set[str] = set()
    for number, theme in enumerate(outline.themes, 1):
        yield f'  subgraph theme{number}["{escape(theme.label)}"]'
        own = set(theme.units) - drawn
        yield from ("    " + _node(document, unit, names) for unit in outline.units if unit.id in own)
        drawn |= own
        yield "  end"
    yield from ("  " + _node(document, unit, names) for unit in outline.units if unit.id not in drawn)
    for each in outline.relations:
        if each.source in names and each.target in names:
            yield f"  {names[each.source]} {_ARROWS[each.type]} {names[each.target]}"
    for role in dict.fromkeys(unit.role for unit in outline.units):
        yield f"  classDef {role} stroke:{LIGHT[role]},stroke-width:{3 if role == 'thesis' else 1}px;"


def _node(document: Document, unit: Unit, names: dict[str, str]) -> str:
    head = f"{SIGNS[unit.role][0]} {NAMES[unit.role]}{'?' if unsure(unit) else ''}".strip()
    words = escape(document.article.text[unit.start:unit.end])
    return f'{names[unit.id]}["{escape(head)}: {words}"]:::{unit.role}'
