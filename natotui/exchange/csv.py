"""A table of units and notes, a row each. A cell that a spreadsheet would work out begins with an apostrophe."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from natotui.argument.model import Relation
from natotui.exchange.document import Document
from natotui.exchange.source import page

COLUMNS = ("kind", "id", "role", "theme", "quote", "start", "end", "page", "confidence", "speaker", "relation",
           "target", "body", "tags", "status", "author", "created", "modified")
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What a formula begins with, in its wide forms too (some spreadsheets fold them)."""


def guard(cell: str) -> str:
    """``cell``, with an apostrophe before it where a spreadsheet would work it out."""
    return "'" + cell if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell


def dump(document: Document) -> str:
    """The table, with a head row."""
    made = io.StringIO()
    writer = csv.DictWriter(made, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    for row in [*_units(document), *_notes(document)]:
        writer.writerow({name: guard(cell) for name, cell in row.items()})
    return made.getvalue()


def _units(document: Document) -> Iterator[dict[str, str]]:
    labels = {theme.id: theme.label for theme in document.outline.themes}
    out: dict[str, list[Relation]] = {}
    for relation in document.outline.relations:
        out.setdefault(relation.source, []).append(relation)
    for unit in document.outline.units:
        yield {"kind": "unit", "id": unit.id, "role": unit.role, "speaker": unit.speaker,
               "theme": "; ".join(labels.get(each, each) for each in unit.themes),
               **_place(document, unit.start, unit.end), "confidence": f"{unit.confidence:g}",
               "relation": "; ".join(each.type for each in out.get(unit.id, [])),
               "target": "; ".join(each.target for each in out.get(unit.id, []))}


def _notes(document: Document) -> Iterator[dict[str, str]]:
    for placed in document.notes:
        note = placed.note
        row = _place(document, placed.start, placed.end)
        if placed.status == "lost":
            row["quote"] = note.anchor.quote
        yield {**row, "kind": note.kind, "id": note.id, "role": _text(note.data.get("role")),
               "theme": _text(note.data.get("theme")), "relation": _text(note.data.get("relation")),
               "target": note.target.quote if note.target else _text(note.data.get("label")), "body": note.body,
               "tags": "; ".join(note.tags), "status": placed.status, "author": note.author,
               "created": note.created, "modified": note.modified}


def _place(document: Document, start: int, end: int) -> dict[str, str]:
    number = page(document.article, start)
    return {"quote": document.article.text[start:end], "start": str(start), "end": str(end),
            "page": str(number) if number else ""}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
